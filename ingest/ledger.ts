import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Format } from './format.js';
import type { LedgerEntry } from './record-sink.js';

/** Names kept per file; the counts go on beyond it. */
const keptNames = 1_000;

/** SHA-256 of a file, hex: the key of the ledger, so that a renamed or copied package is known again. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(path, 'r');
  try {
    const bytes = Buffer.allocUnsafeSlow(1024 * 1024);
    for (let read = -1; read !== 0;) {
      read = (await handle.read(bytes, 0, bytes.length, null)).bytesRead;
      hash.update(bytes.subarray(0, read));
    }
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
}

/** The ledger line of a file that is about to be read. `now` is ISO 8601. */
export function openLedgerEntry(
  file: { name: string; size: number; hash: string },
  formats: readonly Format[],
  now: string,
): LedgerEntry {
  return {
    file: file.name,
    size: file.size,
    hash: file.hash,
    formats: {},
    read: 0,
    written: 0,
    unchanged: 0,
    rejected: 0,
    unsupported: 0,
    unsupportedEntries: [],
    unlistedElements: {},
    unknownEntities: {},
    parserVersions: versionsOf(formats),
    state: 'running',
    startedAt: now,
  };
}

/** All readers stand in the line, not only those used: a file with unsupported entries is read again when a reader is added. */
function versionsOf(formats: readonly Format[]): Record<string, number> {
  return Object.fromEntries(formats.map((format) => [format.name, format.parserVersion]));
}

/** Whether reading the file again with these readers could give anything else. */
export function isStillDone(previous: LedgerEntry, formats: readonly Format[]): boolean {
  if (previous.state !== 'done') return false;
  const versions = versionsOf(formats);
  const concerned =
    previous.unsupported > 0 || previous.rejected > 0 ? Object.keys(versions) : Object.keys(previous.formats);
  return concerned.every((name) => versions[name] !== undefined && versions[name] === previous.parserVersions[name]);
}

/** The result of a run that had nothing to do: everything counts as read before and unchanged. */
export function repeatLedgerEntry(previous: LedgerEntry, name: string): LedgerEntry {
  const unchanged = previous.read - previous.rejected - (previous.deleted ?? 0);
  return { ...previous, file: name, written: 0, unchanged };
}

/** Adds what was not read: counted always, named as long as the list stays readable. */
export function noteUnsupported(ledger: LedgerEntry, entry: string, looksLike: string): void {
  ledger.unsupported++;
  const names = ledger.unsupportedEntries;
  const isKnown = names.some((each) => each.entry === entry && each.looksLike === looksLike);
  if (!isKnown && names.length < keptNames) names.push({ entry, looksLike });
}

/** Adds counts by name; the number of names is bounded, a count that has no room goes to `(others)`. */
export function addCounts(totals: Record<string, number>, counts: ReadonlyMap<string, number>): void {
  for (const [name, count] of counts) {
    const key = name in totals || Object.keys(totals).length < keptNames ? name : '(others)';
    totals[key] = (totals[key] ?? 0) + count;
  }
}
