import type { Engine } from '../engine/engine.js';
import type { Input } from '../ingest/inputs.js';
import { ingestInParallel } from '../ingest/parallel/ingest-parallel.js';
import { ingestFiles, type IngestOptions } from '../ingest/pipeline.js';
import type { LedgerEntry } from '../ingest/record-sink.js';
import { openPackageSink } from './package-sink.js';

export interface IngestPackagesOptions extends Omit<IngestOptions, 'sink'> {
  /** Rejects are kept in its folder `quarantine`. */
  dataFolder: string;
}

/** From this many bytes on, reading on a thread beside the writer gains more than starting it costs. */
const threadFrom = 8 * 1024 * 1024;

/**
 * Reads the inputs into an engine with its writer held all the while. One file after another, in order: a later package may correct what an
 * earlier one says, so files never overtake each other; large input is parsed on a thread of its own while this one indexes.
 * @throws EngineError `locked` when another process writes.
 */
export async function* ingestPackages(
  engine: Engine,
  inputs: readonly Input[],
  { dataFolder, ...options }: IngestPackagesOptions,
): AsyncGenerator<LedgerEntry> {
  const opened = await openPackageSink(engine, { dataFolder, clock: options.clock });
  try {
    const { sink } = opened;
    const size = inputs.reduce((sum, input) => sum + input.size, 0);
    const { limits, onProgress, signal } = options;
    yield* size < threadFrom
      ? ingestFiles(inputs, { ...options, sink })
      : ingestInParallel(inputs, { workers: 1, sink, limits, onProgress, signal });
  } finally {
    await opened.close();
  }
}
