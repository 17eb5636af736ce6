import { join } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { engineSink } from '../engine/record-sink.js';
import type { Input } from '../ingest/inputs.js';
import { ingestFiles, type IngestOptions } from '../ingest/pipeline.js';
import { Quarantine } from '../ingest/quarantine.js';
import type { LedgerEntry } from '../ingest/record-sink.js';

export interface IngestIntoOptions extends Omit<IngestOptions, 'sink'> {
  dataFolder: string;
}

/** Reads the inputs into an engine, one after another, with its writer held all the while. @throws EngineError `locked` */
export async function* ingestInto(
  engine: Engine,
  inputs: readonly Input[],
  { dataFolder, ...options }: IngestIntoOptions,
): AsyncGenerator<LedgerEntry> {
  const writer = await engine.writer();
  const quarantine = new Quarantine(join(dataFolder, 'quarantine'));
  try {
    yield* ingestFiles(inputs, { ...options, sink: engineSink({ engine, writer, quarantine }) });
  } finally {
    await writer.close();
  }
}
