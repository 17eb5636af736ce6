import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { chooseMerge, type MergePolicy } from './index/merge-policy.js';
import type { ReindexProgress } from './reindex.js';
import { layout, openForReading } from './store/database.js';
import { readSegments } from './store/manifest.js';
import { checkSegment, type Finding } from './verify.js';
import { EmbeddedWriter } from './writer.js';

export interface MaintenanceOptions {
  directory: string;
  /** Memory of the buffer that becomes one segment. */
  bufferBytes?: number;
  mergePolicy?: MergePolicy;
  /** Threads that build segments; one per core, four at most, unless said. 0 builds them in the caller's. */
  indexThreads?: number;
  progress?: (progress: ReindexProgress) => void;
  /** Ends it at the next step; what is done stays done. */
  signal?: AbortSignal;
}

function writerOptions(options: MaintenanceOptions) {
  const { directory, bufferBytes = 128 << 20, mergePolicy = chooseMerge } = options;
  // One more than beside a writer that prepares records: this one only reads them.
  const { indexThreads = Math.min(4, availableParallelism()) } = options;
  return { directory, bufferBytes, mergePolicy, indexThreads };
}

/**
 * Builds the damaged segments anew from the stored records, each in a commit of its own; searches go on.
 * @returns what was found damaged, and the numbers of the segments that were built anew
 * @throws EngineError `locked` while another process writes
 */
export async function repairFolder(options: MaintenanceOptions): Promise<{ findings: Finding[]; segments: number[] }> {
  const { directory, progress, signal } = options;
  const writer = await EmbeddedWriter.open(writerOptions(options));
  try {
    const connection = openForReading(directory);
    const segments = connection ? readSegments(connection) : [];
    connection?.close();
    const damaged = segments
      .map((summary) => ({ summary, findings: checkSegment(join(directory, layout.segments), summary) }))
      .filter(({ findings }) => findings.length > 0);
    for (const [done, { summary }] of damaged.entries()) {
      progress?.({ done, total: damaged.length });
      signal?.throwIfAborted();
      await writer.repair(summary);
    }
    return {
      findings: damaged.flatMap(({ findings }) => findings),
      segments: damaged.map(({ summary }) => summary.segment),
    };
  } finally {
    await writer.close();
  }
}

/**
 * Builds the whole index anew from the stored records; the old one serves until the new one is whole. Goes on where an interrupted run ended.
 * @throws EngineError `locked` while another process writes
 */
export async function reindexFolder(options: MaintenanceOptions): Promise<ReindexProgress> {
  const { progress, signal } = options;
  let last: ReindexProgress = { done: 0, total: 0 };
  const tell = (now: ReindexProgress): void => {
    last = now;
    progress?.(now);
  };
  const writer = await EmbeddedWriter.open({ ...writerOptions(options), reindex: { progress: tell, signal } });
  await writer.close();
  return last;
}
