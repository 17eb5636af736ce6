import type { IpRecord } from '../domain/record.js';
import type { Reject } from './format.js';

/** One line of the package ledger: what was read from which file, by which reader, and what became of it. */
export interface LedgerEntry {
  /** Path as given. */
  file: string;
  size: number;
  /** SHA-256 of the file, hex; the key of the ledger. */
  hash: string;
  /** Formats found inside -> records read, 0 when all were rejected. `unsupported` files are named in `unsupportedEntries`. */
  formats: Record<string, number>;
  read: number;
  written: number;
  unchanged: number;
  rejected: number;
  /** Deletions that the office ordered; read = written + unchanged + rejected + deleted. */
  deleted?: number;
  /** Records whose id another record of the same package has: the last one wins. */
  duplicates?: number;
  /** Entries or roots inside that have no reader. */
  unsupported: number;
  unsupportedEntries: { entry: string; looksLike: string }[];
  unlistedElements: Record<string, number>;
  unknownEntities: Record<string, number>;
  /** Format -> parser version. */
  parserVersions: Record<string, number>;
  state: 'running' | 'done' | 'interrupted';
  startedAt: string;
  finishedAt?: string;
}

/**
 * Where the pipeline puts what it reads. Awaiting `record` is the backpressure. An implementation keeps the record and its raw
 * bytes; what it has accepted is durable once `finish` (or an earlier batch commit of its own) resolved.
 */
export interface RecordSink {
  /** Entry of an earlier complete run over the same bytes with the same readers, if any: the pipeline then reads nothing. */
  findDone(hash: string): Promise<LedgerEntry | undefined>;
  begin(entry: LedgerEntry): Promise<void>;
  record(record: IpRecord, raw: Uint8Array): Promise<void>;
  /** The office orders this record to be deleted. A sink without it has the deletion rejected, never forgotten. */
  remove?(id: string, raw: Uint8Array): Promise<void>;
  /** `raw` is the bytes that were rejected, when they could be kept in bounds. */
  reject(reject: Reject, raw: Uint8Array | undefined): Promise<void>;
  /** Makes everything durable together with the ledger line; returns it with `written` and `unchanged` counted. */
  finish(entry: LedgerEntry): Promise<LedgerEntry>;
}
