import { setImmediate } from 'node:timers/promises';
import type { Format } from '../../ingest/format.js';
import { openLedgerEntry } from '../../ingest/ledger.js';
import { takeOutcome } from '../../ingest/pipeline.js';
import type { Outcome } from '../../ingest/read-entry.js';
import type { LedgerEntry, RecordSink } from '../../ingest/record-sink.js';
import { readFrames } from './frames.js';
import { formatNamed } from './read-shard.js';
import type { ReadHeader } from './shard-frames.js';

export interface ShardIndexing {
  /** The package that the shards are of. */
  file: { name: string; size: number; hash: string };
  /** Read shards, in order. */
  paths: readonly string[];
  formats: readonly Format[];
  /** Milliseconds since 1970. */
  clock: () => number;
  signal: AbortSignal;
  onProgress: (records: number) => void;
}

/** Milliseconds after which others get a turn. */
const turnInterval = 50;

/** Hands what was read from a package's shards to the sink, as the pipeline does with a package that it reads whole: the ledger line is the same. */
export async function indexShards(sink: RecordSink, indexing: ShardIndexing): Promise<LedgerEntry> {
  const { file, paths, formats, clock, signal, onProgress } = indexing;
  const now = () => new Date(clock()).toISOString();
  const ledger = openLedgerEntry(file, formats, now());
  await sink.begin({ ...ledger });
  const ids = new Set<string>();
  let turnedAt = clock();
  for (const path of paths) {
    for await (const { header, bytes } of readFrames<ReadHeader>(path)) {
      if (signal.aborted) break;
      await takeOutcome(outcomeOf(header, bytes, formats), header.entry, ledger, sink, ids);
      if (clock() - turnedAt < turnInterval) continue;
      onProgress(ledger.read);
      await setImmediate();
      turnedAt = clock();
    }
    if (signal.aborted) break;
  }
  return sink.finish({ ...ledger, state: signal.aborted ? 'interrupted' : 'done', finishedAt: now() });
}

function outcomeOf(header: ReadHeader, bytes: Uint8Array | undefined, formats: readonly Format[]): Outcome {
  const raw = bytes && Buffer.from(bytes);
  if (header.kind === 'parsed') {
    const { records, deletions, unlisted, unknownEntities } = header;
    return {
      kind: 'parsed',
      format: formatNamed(formats, header.format),
      parsed: { records, deletions, unlisted: new Map(unlisted), unknownEntities: new Map(unknownEntities) },
      bytes: raw ?? Buffer.alloc(0),
    };
  }
  const { told } = header;
  if (told.kind === 'unsupported') return told;
  const format = told.format === undefined ? undefined : formatNamed(formats, told.format);
  return { kind: 'reject', reject: told.reject, ...(format ? { format } : {}), ...(raw ? { bytes: raw } : {}) };
}
