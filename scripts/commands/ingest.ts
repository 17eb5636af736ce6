import { formats } from '../../ingest/formats/formats.js';
import { findInputs } from '../../ingest/inputs.js';
import type { LedgerEntry } from '../../ingest/record-sink.js';
import { ingestPackages } from '../../workers/ingest-packages.js';
import type { Configuration } from '../config.js';
import { exitCodes } from '../exit-codes.js';
import { configure, type GlobalFlags } from '../global-flags.js';
import { addUp, summarizeFile, type FileSummary, type IngestTotal } from '../ingest-summary.js';
import { onInterrupt } from '../on-interrupt.js';
import { openEngine } from '../open-engine.js';
import { printLine } from '../print.js';
import { createProgress } from '../progress.js';

export interface IngestFlags {
  json?: boolean;
  strict?: boolean;
}

/** `ipradar ingest`: one line per file and a total on standard output, progress on standard error. */
export async function runIngest(globals: GlobalFlags, paths: readonly string[], flags: IngestFlags): Promise<number> {
  const { configuration } = configure(globals);
  const interrupt = onInterrupt('finishing the running batch; once more ends at once');
  try {
    const { total, isInterrupted } = await ingestPaths(configuration, paths, {
      signal: interrupt.signal,
      onFile: (entry) => printLine(flags.json ? JSON.stringify(summarizeFile(entry)) : describeFile(entry)),
    });
    await printLine(flags.json ? JSON.stringify({ total }) : describeTotal(total));
    if (isInterrupted) {
      console.error('ipradar: interrupted; what was read is kept. Run the same command again to read the rest');
      return exitCodes.interrupted;
    }
    return flags.strict && total.rejected + total.unsupported > 0 ? exitCodes.rejects : exitCodes.ok;
  } finally {
    interrupt.release();
  }
}

export interface IngestRun {
  signal: AbortSignal;
  onFile(entry: LedgerEntry): Promise<void> | void;
}

/** Reads the packages into the data folder. @throws InputError before anything is opened when a path does not exist. */
export async function ingestPaths(
  configuration: Configuration,
  paths: readonly string[],
  { signal, onFile }: IngestRun,
): Promise<{ total: IngestTotal; isInterrupted: boolean }> {
  const { maximumSpool } = configuration.ingest;
  const inputs = await findInputs(paths, { stdin: process.stdin, maximumSpool });
  const progress = createProgress(inputs.reduce((sum, { size }) => sum + size, 0));
  const files: FileSummary[] = [];
  const engine = await openEngine(configuration, 0);
  try {
    const entries = ingestPackages(engine, inputs, {
      formats,
      limits: configuration.ingest,
      dataFolder: configuration.data.folder,
      clock: Date.now,
      onProgress: progress.update,
      signal,
    });
    for await (const entry of entries) {
      progress.endFile(entry);
      files.push(summarizeFile(entry));
      await onFile(entry);
    }
  } finally {
    progress.end();
    await engine.close();
  }
  return { total: addUp(files), isInterrupted: signal.aborted };
}

function describeFile(entry: LedgerEntry): string {
  const { file, format, read, written, unchanged, rejected, unsupported } = summarizeFile(entry);
  const counts = [`${written} written`, `${unchanged} unchanged`];
  if (rejected > 0) counts.push(`${rejected} rejected`);
  if (unsupported > 0) counts.push(`${unsupported} unsupported`);
  const lines = [
    `${file}: ${format}, ${read} read, ${counts.join(', ')}${entry.state === 'done' ? '' : ` (${entry.state})`}`,
  ];
  for (const { entry: name, looksLike } of entry.unsupportedEntries.slice(0, shownEntries)) {
    lines.push(`  not read: ${name || file}, ${looksLike}`);
  }
  const hidden = unsupported - Math.min(entry.unsupportedEntries.length, shownEntries);
  if (hidden > 0) lines.push(`  … and ${hidden} more that were not read`);
  return lines.join('\n');
}

const shownEntries = 5;

const describeTotal = (total: IngestTotal): string =>
  `total: ${total.file}, ${total.read} read, ${total.written} written, ${total.unchanged} unchanged, ` +
  `${total.rejected} rejected, ${total.unsupported} unsupported`;
