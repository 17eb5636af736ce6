import { findInputs } from './inputs.js';
import { defaultLimits } from './limits.js';
import { ingestInParallel } from './parallel/ingest-parallel.js';
import { ingestFiles, type IngestOptions } from './pipeline.js';
import type { LedgerEntry } from './record-sink.js';
import { CountingSink } from './counting-sink.js';

export interface IngestPathsOptions extends IngestOptions {
  /** Read for the path `-`. */
  stdin?: AsyncIterable<Uint8Array>;
  /** Worker threads; 0 or absent: everything on this thread. Workers read with our own formats. */
  workers?: number;
}

/** Files, folders, globs and `-` into the sink. Throws InputError before anything is read when a path does not exist. */
export async function ingestPaths(paths: readonly string[], options: IngestPathsOptions): Promise<LedgerEntry[]> {
  const { stdin, workers = 0, sink, limits = defaultLimits, onProgress, signal } = options;
  const inputs = await findInputs(paths, { ...(stdin ? { stdin } : {}), maximumSpool: limits.maximumSpool });
  const lines =
    workers > 0
      ? ingestInParallel(inputs, { workers, sink, limits, onProgress, signal })
      : ingestFiles(inputs, options);
  const ledger: LedgerEntry[] = [];
  for await (const line of lines) ledger.push(line);
  return ledger;
}

/** A run that reads everything and keeps nothing: what would be read, rejected and unsupported. */
export async function countPaths(
  paths: readonly string[],
  options: Omit<IngestPathsOptions, 'sink'>,
): Promise<LedgerEntry[]> {
  const { workers = 0, stdin, limits = defaultLimits, onProgress, signal } = options;
  if (workers === 0) return ingestPaths(paths, { ...options, sink: new CountingSink() });
  const inputs = await findInputs(paths, { ...(stdin ? { stdin } : {}), maximumSpool: limits.maximumSpool });
  const ledger: LedgerEntry[] = [];
  for await (const line of ingestInParallel(inputs, { workers, sink: 'counting', limits, onProgress, signal }))
    ledger.push(line);
  return ledger;
}
