import type { Engine } from '../engine/engine.js';
import type { LedgerEntry } from '../ingest/record-sink.js';

/** Prefix of the checkpoints that hold ledger lines (engine/record-sink.ts writes them). */
export const packagePrefix = 'package:';

/** Ledger lines of all packages, newest start first. */
export async function listPackages(engine: Engine): Promise<LedgerEntry[]> {
  const lines = await engine.checkpoints(packagePrefix);
  // Checkpoints are JSON of our own writing: the record sink puts ledger lines under this prefix and nothing else.
  return lines
    .map(({ value }) => value as LedgerEntry)
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt) || a.file.localeCompare(b.file));
}
