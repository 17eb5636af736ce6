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

export interface IngestTotal extends Omit<FileSummary, 'file' | 'format'> {
  files: number;
}

export const emptyTotal: IngestTotal = { files: 0, read: 0, written: 0, unchanged: 0, rejected: 0, unsupported: 0 };

export function summarizeFile(entry: LedgerEntry): FileSummary {
  const names = Object.keys(entry.formats).sort();
  const format = names.join('+') || entry.unsupportedEntries[0]?.looksLike || 'unsupported';
  const { file, read, written, unchanged, rejected, unsupported } = entry;
  return { file, format, read, written, unchanged, rejected, unsupported };
}

export function addToTotal(total: IngestTotal, entry: LedgerEntry): IngestTotal {
  return {
    files: total.files + 1,
    read: total.read + entry.read,
    written: total.written + entry.written,
    unchanged: total.unchanged + entry.unchanged,
    rejected: total.rejected + entry.rejected,
    unsupported: total.unsupported + entry.unsupported,
  };
}
