import type { IpRecord } from '../domain/record.js';
import type { ElementRule } from './xml/element-rule.js';

/** Names of the formats that have a reader. */
export type FormatName =
  | 'us-grant'
  | 'us-application'
  | 'docdb'
  | 'ep-st36'
  | 'cnipa-business'
  | 'us-trademark'
  | 'euipo-trademark'
  | 'eambrosia';

/** The beginning of a file, from which its format is told. Never the file's name alone. */
export interface FormatSample {
  /** Path of the entry. */
  entry: string;
  /** Decoded text of the first bytes (64 KiB at most). Decoded when it is asked for: ask for it after everything else. */
  readonly head: string;
  /** Local name of the first element; absent when the text is not XML. */
  rootElement?: string;
  rootAttributes: Readonly<Record<string, string>>;
}

/** How a file of the format is cut into raw records. */
export type SplitPlan =
  /**
   * Each element with one of these local names (any prefix, or none) is a record. `envelope` lists the local names of elements that
   * may stand around records (root, headers): anything else found between records is reported as unsupported, never passed over.
   */
  | { kind: 'xml-elements'; elements: readonly string[]; envelope: readonly string[] }
  /** Each member of the top-level array (or of the array under `member` of a top-level object) is a record. */
  | { kind: 'json-array'; member?: string };

/** One record as bytes. `text` is decoded and complete: an XML declaration or DOCTYPE before it is not part of it. */
export interface RawRecord {
  entry: string;
  /** Byte offset and length in the uncompressed entry. */
  offset: number;
  bytes: Uint8Array;
  text: string;
  /** SHA-256 of `bytes`, hex. */
  hash: string;
  /** Attributes of the file's root element when the record was cut out of it (dates, schema version). */
  rootAttributes: Readonly<Record<string, string>>;
  /** First bytes of the file up to the first record: DOCTYPE, version headers. */
  prolog: string;
}

/** A record that could not be read: a value, never an exception that stops the file. */
export interface Reject {
  /** Stable code: `not-well-formed`, `record-too-large`, `invalid-encoding`, `no-number`, `truncated`, `nesting` ... */
  code: string;
  detail: string;
  package: string;
  entry: string;
  offset: number;
  length: number;
  recordId?: string;
}

/** What a reader makes of one raw record. */
export interface Parsed {
  records: IpRecord[];
  /**
   * Canonical ids that the office orders to delete (DOCDB status D). For the pipeline: count them as read, hand them to the
   * sink as tombstones; a record of `records` with the same id never stands beside its deletion.
   */
  deletions?: string[];
  /** Elements that no rule lists -> times met. */
  unlisted: ReadonlyMap<string, number>;
  unknownEntities: ReadonlyMap<string, number>;
}

/** Where the record stands, so that a reader can fill `sources`. */
export interface ParseContext {
  package: string;
}

/**
 * A reader of one office format. Pure: bytes in, records out, no clock, no file system.
 * `parse` throws XmlError or RecordError for a record that cannot be read; the pipeline turns that into a Reject.
 */
export interface Format {
  readonly name: FormatName;
  /** Grows when the mapping changes; stands in every record's source and in the ledger. */
  readonly parserVersion: number;
  readonly title: string;
  detects(sample: FormatSample): boolean;
  readonly split: SplitPlan;
  /** Root rules of an XML format (for coverage tests and docs/formats.md); absent for JSON. */
  readonly rules?: Record<string, ElementRule>;
  /** Members of a JSON format that are read or knowingly ignored, for the same test. */
  readonly members?: { mapped: readonly string[]; ignored: Readonly<Record<string, string>> };
  parse(raw: RawRecord, context: ParseContext): Parsed;
}

/** The record is well-formed but cannot become a record of ours; `code` as in Reject. */
export class RecordError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly recordId?: string,
  ) {
    super(message);
  }
}
