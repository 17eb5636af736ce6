import type { IpRecord } from '../domain/record.js';
import type { Reject } from './format.js';
import type { LedgerEntry, RecordSink } from './record-sink.js';

/** Keeps nothing but numbers: for `ingest --dry-run`, benches and memory tests. */
export class CountingSink implements RecordSink {
  records = 0;
  removals = 0;
  rawBytes = 0;
  readonly rejects: Reject[] = [];
  /** Rejects beyond this are counted in the ledger only. */
  private readonly keptRejects = 1_000;

  findDone(): Promise<LedgerEntry | undefined> {
    return Promise.resolve(undefined);
  }

  begin(): Promise<void> {
    return Promise.resolve();
  }

  record(_record: IpRecord, raw: Uint8Array): Promise<void> {
    this.records++;
    this.rawBytes += raw.length;
    return Promise.resolve();
  }

  remove(): Promise<void> {
    this.removals++;
    return Promise.resolve();
  }

  reject(reject: Reject): Promise<void> {
    if (this.rejects.length < this.keptRejects) this.rejects.push(reject);
    return Promise.resolve();
  }

  /** Every record counts as written: there is nothing to compare it with. */
  finish(entry: LedgerEntry): Promise<LedgerEntry> {
    const written = entry.read - entry.rejected - (entry.deleted ?? 0);
    return Promise.resolve({ ...entry, written, unchanged: 0 });
  }
}
