import { join } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { engineSink, type RejectKeeper } from '../engine/record-sink.js';
import type { Input } from '../ingest/inputs.js';
import { ingestInParallel } from '../ingest/parallel/ingest-parallel.js';
import { ingestFiles, type IngestOptions } from '../ingest/pipeline.js';
import { openQuarantine, type Quarantine } from '../ingest/quarantine.js';
import type { LedgerEntry } from '../ingest/record-sink.js';

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
  const writer = await engine.writer();
  let quarantine: Quarantine | undefined;
  try {
    quarantine = openQuarantine(join(dataFolder, 'quarantine'));
    const sink = engineSink({ engine, writer, quarantine: keepIn(quarantine, options.clock) });
    const size = inputs.reduce((sum, input) => sum + input.size, 0);
    const { limits, onProgress, signal } = options;
    yield* size < threadFrom
      ? ingestFiles(inputs, { ...options, sink })
      : ingestInParallel(inputs, { workers: 1, sink, limits, onProgress, signal });
  } finally {
    quarantine?.close();
    await writer.close();
  }
}

function keepIn(quarantine: Quarantine, clock: () => number): RejectKeeper {
  return {
    keep(reject, raw) {
      quarantine.add(reject, raw, new Date(clock()).toISOString());
      quarantine.sync();
      return Promise.resolve();
    },
  };
}
