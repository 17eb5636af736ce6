import type { Engine } from '../engine/engine.js';
import type { Input } from '../ingest/inputs.js';
import { ingestInParallel } from '../ingest/parallel/ingest-parallel.js';
import { ingestFiles, type IngestOptions } from '../ingest/pipeline.js';
import type { LedgerEntry } from '../ingest/record-sink.js';
import type { EngineSink } from '../engine/record-sink.js';
import { openPackageSink } from './package-sink.js';

export interface IngestPackagesOptions extends Omit<IngestOptions, 'sink'> {
  /** Rejects are kept in its folder `quarantine`. */
  dataFolder: string;
}

/** From this many bytes on, reading on a thread beside the writer gains more than starting it costs. */
const threadFrom = 8 * 1024 * 1024;

/** Small packages that follow one another share a commit: what a commit costs does not depend on its size. */
const groupMilliseconds = 5000;

/**
 * Reads the inputs into an engine with its writer held all the while. One file after another, in order: a later package may correct what an
 * earlier one says, so files never overtake each other; large input is parsed on a thread of its own while this one indexes. A line is yielded
 * when its package is durable.
 * @throws EngineError `locked` when another process writes.
 */
export async function* ingestPackages(
  engine: Engine,
  inputs: readonly Input[],
  { dataFolder, ...options }: IngestPackagesOptions,
): AsyncGenerator<LedgerEntry> {
  const opened = await openPackageSink(engine, { dataFolder, clock: options.clock, groupMilliseconds });
  const { sink } = opened;
  try {
    const size = inputs.reduce((sum, input) => sum + input.size, 0);
    const { limits, onProgress, signal } = options;
    const lines =
      size < threadFrom
        ? ingestFiles(inputs, { ...options, sink })
        : ingestInParallel(inputs, { workers: 1, sink, limits, onProgress, signal });
    yield* finalLines(lines, sink);
  } finally {
    await opened.close();
  }
}

/** The lines in their order, each when it is final. Packages that were read whole are kept whatever becomes of a later one. */
async function* finalLines(lines: AsyncIterable<LedgerEntry>, sink: EngineSink): AsyncGenerator<LedgerEntry> {
  const read: LedgerEntry[] = [];
  const final = new Map<string, LedgerEntry>();
  const takeFinal = (): LedgerEntry[] => {
    for (const line of sink.takeFinished()) final.set(line.hash, line);
    const end = read.findIndex(({ hash }) => sink.isWaiting(hash));
    return read.splice(0, end < 0 ? read.length : end).map((line) => {
      const ended = final.get(line.hash);
      final.delete(line.hash);
      // Lines of packages that were done before are final as they come.
      return ended ?? line;
    });
  };
  let failed: { error: unknown } | undefined;
  try {
    for await (const line of lines) {
      read.push(line);
      yield* takeFinal();
    }
  } catch (error) {
    failed = { error };
  } finally {
    await sink.flush().catch((error: unknown) => (failed ??= { error }));
  }
  yield* takeFinal();
  if (failed) throw failed.error;
}
