import type { LedgerEntry } from '../ingest/record-sink.js';

/** A package and what became of its records so far. */
export class PackageCounts {
  written = 0;
  unchanged = 0;
  deleted = 0;
  /** Rejects of the reader, told by the pipeline too, and of the engine, which the pipeline does not see. */
  readerRejects = 0;
  engineRejects = 0;

  constructor(readonly entry: LedgerEntry) {}

  /** The line of a run that is under way, as far as the sink knows it. */
  get lineSoFar(): LedgerEntry {
    const { written, unchanged, deleted } = this;
    const rejected = this.readerRejects + this.engineRejects;
    return {
      ...this.entry,
      read: written + unchanged + rejected + deleted,
      written,
      unchanged,
      rejected,
      ...(deleted > 0 ? { deleted } : {}),
    };
  }

  /** @param entry as the pipeline ended it */
  finalLine(entry: LedgerEntry): LedgerEntry {
    const { written, unchanged, engineRejects } = this;
    return { ...entry, written, unchanged, rejected: entry.rejected + engineRejects };
  }
}
