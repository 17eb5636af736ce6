import { setImmediate } from 'node:timers/promises';
import type { ArchiveItem } from './archives/archive-entry.js';
import { readArchive } from './archives/read-archive.js';
import type { Format } from './format.js';
import { packageNameOf, type Input } from './inputs.js';
import { addCounts, hashFile, isStillDone, noteUnsupported, openLedgerEntry, repeatLedgerEntry } from './ledger.js';
import { defaultLimits, type IngestLimits } from './limits.js';
import { archiveReject, readEntry, type Outcome } from './read-entry.js';
import type { LedgerEntry, RecordSink } from './record-sink.js';

/** Where a file stands. Bytes are of the file as it lies on disk (compressed). */
export interface IngestProgress {
  file: string;
  bytesDone: number;
  bytesTotal: number;
  records: number;
  /** Milliseconds since the file was begun. */
  elapsed: number;
}

export interface IngestOptions {
  sink: RecordSink;
  formats: readonly Format[];
  limits?: IngestLimits;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Called about ten times a second. */
  onProgress?: (progress: IngestProgress) => void;
  /** Stops between two records; what was read so far is kept, the ledger says `interrupted`. */
  signal?: AbortSignal;
}

const progressInterval = 100;
/** Milliseconds after which the event loop gets a turn: small entries are read without one, and Ctrl-C arrives there. */
const turnInterval = 50;

/**
 * One file from bytes to records in the sink: hash -> ledger -> entries -> detect -> split -> decode -> parse -> sink.
 * Damage in the data is counted and quarantined; an error of the sink or the disk is thrown, and the ledger line stays `running`.
 */
export async function ingestFile(input: Input, options: IngestOptions): Promise<LedgerEntry> {
  const { sink, formats, clock, signal, limits = defaultLimits } = options;
  const startedAt = clock();
  const hash = await hashFile(input.path);
  const done = await sink.findDone(hash);
  if (done && isStillDone(done, formats)) return repeatLedgerEntry(done, input.name);

  const now = () => new Date(clock()).toISOString();
  const ledger = openLedgerEntry({ name: input.name, size: input.size, hash }, formats, now());
  await sink.begin({ ...ledger });

  const packageName = packageNameOf(input);
  const ids = new Set<string>();
  let bytesDone = 0;
  let reportedAt = startedAt;
  let turnedAt = startedAt;
  const report = (isLast: boolean) => {
    if (!options.onProgress || (!isLast && clock() - reportedAt < progressInterval)) return;
    reportedAt = clock();
    const { name: file, size: bytesTotal } = input;
    options.onProgress({ file, bytesDone, bytesTotal, records: ledger.read, elapsed: reportedAt - startedAt });
  };

  // Apart from the loop around it: that ends once per file, by a way not met before, for which all of this would be compiled again.
  const takeItem = async (item: ArchiveItem) => {
    const { path } = item;
    if (item.kind === 'empty-archive') return noteUnsupported(ledger, path, 'an archive without files');
    if (item.kind === 'problem') {
      const reject = archiveReject(item.error, packageName, path);
      return takeOutcome({ kind: 'reject', reject }, path, ledger, sink, ids);
    }
    for await (const outcome of readEntry(item, packageName, formats, limits)) {
      await takeOutcome(outcome, path, ledger, sink, ids);
      report(false);
      if (clock() - turnedAt > turnInterval) {
        await setImmediate();
        turnedAt = clock();
      }
      if (signal?.aborted) break;
    }
  };
  for await (const item of readArchive(input.path, limits, (bytes) => void (bytesDone += bytes))) {
    if (signal?.aborted) break;
    await takeItem(item);
  }
  report(true);
  return sink.finish({ ...ledger, state: signal?.aborted ? 'interrupted' : 'done', finishedAt: now() });
}

/** Counts an outcome in the ledger line and hands it to the sink. `ids` are those of the package so far. */
export async function takeOutcome(
  outcome: Outcome,
  entry: string,
  ledger: LedgerEntry,
  sink: RecordSink,
  ids: Set<string>,
): Promise<void> {
  if (outcome.kind === 'unsupported') return noteUnsupported(ledger, entry, outcome.looksLike);
  if (outcome.kind === 'reject') {
    ledger.read++;
    ledger.rejected++;
    // Named even when none of its records can be read.
    if (outcome.format) ledger.formats[outcome.format.name] ??= 0;
    return sink.reject(outcome.reject, outcome.bytes);
  }
  const { parsed, bytes, format } = outcome;
  addCounts(ledger.unlistedElements, parsed.unlisted);
  addCounts(ledger.unknownEntities, parsed.unknownEntities);
  for (const record of parsed.records) {
    ledger.read++;
    ledger.formats[format.name] = (ledger.formats[format.name] ?? 0) + 1;
    if (ids.has(record.id)) ledger.duplicates = (ledger.duplicates ?? 0) + 1;
    ids.add(record.id);
    await sink.record(record, bytes);
  }
  for (const id of parsed.deletions ?? []) {
    ledger.read++;
    ledger.formats[format.name] = (ledger.formats[format.name] ?? 0) + 1;
    ledger.deleted = (ledger.deleted ?? 0) + 1;
    if (!sink.remove) throw new Error(`the sink cannot delete \`${id}\``);
    await sink.remove(id, bytes);
  }
}

/** Files one after another, in order. Ends after the file in which `signal` was raised. */
export async function* ingestFiles(inputs: readonly Input[], options: IngestOptions): AsyncGenerator<LedgerEntry> {
  for (const input of inputs) {
    if (options.signal?.aborted) return;
    try {
      yield await ingestFile(input, options);
    } finally {
      await input.release();
    }
  }
}
