import type { Classification } from './classification.js';
import type { DocumentReference } from './document-reference.js';
import type { LifeEvent } from './life.js';
import type { Party } from './party.js';
import type { EmbeddedReference } from './text.js';

export type RightType = 'patent' | 'design' | 'trademark' | 'geographical-indication' | 'layout-design';

/** Where a record came from: enough to read its raw bytes again and to know which code read them. */
export interface SourceReference {
  /** Format name, e.g. `us-grant`. */
  format: string;
  /** Version of the office's schema, as printed (`v4.5 2014-04-03`). */
  schemaVersion?: string;
  /** Version of our reader, a number that grows when the mapping changes. */
  parserVersion: number;
  /** File name of the package. */
  package: string;
  /** Path inside the archive; nested archives joined with `!/`. Empty for a plain file. */
  entry: string;
  /** Byte offset and length inside the (uncompressed) entry. */
  offset: number;
  length: number;
  /** SHA-256 of the raw bytes, hex. */
  hash: string;
}

/** Something in the data that we kept but do not believe, or could not read. */
export interface DataFlag {
  /** Stable code: `impossible-date`, `check-digit`, `damaged-number`, `unknown-entity`, `unknown-class` ... */
  code: string;
  /** Member that it concerns, e.g. `publicationReference.date`. */
  member: string;
  /** The raw value, kept. */
  raw: string;
  /** Format that it came with, where that is not the record's own (merge.ts). */
  format?: string;
}

/** What every right has. `id` is canonical: office-number-kind, e.g. `US-9876543-B2`. */
export interface RecordBase {
  id: string;
  type: RightType;
  /** ST.3 code of the office that issued it. */
  office: string;
  /** Language of the original, ISO 639-1. */
  language?: string;
  publicationReference?: DocumentReference;
  applicationReference?: DocumentReference;
  parties: Party[];
  classifications: Classification[];
  events: LifeEvent[];
  embedded?: EmbeddedReference[];
  /** Every source that fed the record, newest last. */
  sources: SourceReference[];
  flags?: DataFlag[];
  /** Members that a format of lower authority filled -> that format (merge.ts); absent when one format gave everything. */
  filledFrom?: Record<string, string>;
}
