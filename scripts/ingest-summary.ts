import type { LedgerEntry } from '../ingest/record-sink.js';

/** One line of `ingest --json`. */
export interface FileSummary {
  file: string;
  /** Format name, several joined with `+`; what the file looks like when there is no reader for it. */
  format: string;
  read: number;
  written: number;
  unchanged: number;
  rejected: number;
  unsupported: number;
}

/** All files together; how many they are stands in `file`, all their formats in `format`, so the keys are those of one file. */
export type IngestTotal = FileSummary;

/** What each line of `ingest --json` adds up to. */
export function addUp(files: readonly FileSummary[]): IngestTotal {
  const sum = (name: 'read' | 'written' | 'unchanged' | 'rejected' | 'unsupported'): number =>
    files.reduce((all, file) => all + file[name], 0);
  return {
    file: `${files.length} ${files.length === 1 ? 'file' : 'files'}`,
    format: [...new Set(files.flatMap((each) => (each.written + each.unchanged > 0 ? each.format.split('+') : [])))]
      .sort()
      .join('+'),
    read: sum('read'),
    written: sum('written'),
    unchanged: sum('unchanged'),
    rejected: sum('rejected'),
    unsupported: sum('unsupported'),
  };
}

export function summarizeFile(entry: LedgerEntry): FileSummary {
  const names = Object.keys(entry.formats).sort();
  const format = names.join('+') || entry.unsupportedEntries[0]?.looksLike || 'unknown';
  const { file, read, written, unchanged, rejected, unsupported } = entry;
  return { file, format, read, written, unchanged, rejected, unsupported };
}
