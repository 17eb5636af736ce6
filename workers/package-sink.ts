import { join } from 'node:path';
import type { Engine } from '../engine/engine.js';
import { type EngineSink, engineSink, type RejectKeeper } from '../engine/record-sink.js';
import { openQuarantine, type Quarantine } from '../ingest/quarantine.js';

export interface PackageSinkOptions {
  /** Rejects are kept in its folder `quarantine`. */
  dataFolder: string;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Milliseconds that a package may wait for others to share its commit (engine/record-sink.ts); each has its own unless said. */
  groupMilliseconds?: number;
}

/**
 * A sink into an engine, whose writer it holds until it is closed.
 * @throws EngineError `locked` when another process writes.
 */
export async function openPackageSink(
  engine: Engine,
  { dataFolder, clock, groupMilliseconds }: PackageSinkOptions,
): Promise<{ sink: EngineSink; close(): Promise<void> }> {
  const writer = await engine.writer();
  try {
    const quarantine = openQuarantine(join(dataFolder, 'quarantine'));
    return {
      sink: engineSink({
        engine,
        writer,
        quarantine: keepIn(quarantine, clock),
        ...(groupMilliseconds === undefined ? {} : { group: { milliseconds: groupMilliseconds, clock } }),
      }),
      async close() {
        quarantine.close();
        await writer.close();
      },
    };
  } catch (error) {
    await writer.close();
    throw error;
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
