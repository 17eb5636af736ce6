import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import type { IpRecord } from '../../../domain/record.js';
import { EngineError } from '../../engine.js';
import { indexRecord } from '../document.js';

/** Bytes of an id: Elasticsearch takes 512, and the number of the commit stands behind it. */
const longestId = 480;

/** Id of the document that holds a version of a record. */
export const versionId = (id: string, from: number): string => `${id}@${from}`;

/** What a version is besides its record. */
export interface VersionHead {
  id: string;
  from: number;
  /** Hash of what came in last. */
  hash: string;
  /** Whether raw bytes were kept. */
  raw: boolean;
}

/**
 * Equal for records that differ in where they came from only: of the JSON that would be made of the record with `sources: []`.
 * @param json of the record, made once for all that needs it
 */
export function hashOf({ sources }: IpRecord, json: string): string {
  const said = `"sources":${JSON.stringify(sources)}`;
  const at = json.indexOf(said);
  const hash = createHash('sha1');
  if (at < 0) hash.update(json);
  else hash.update(`${json.slice(0, at)}"sources":[]${json.slice(at + said.length)}`);
  return hash.digest('base64url');
}

/** A record as the writer sends it: bytes, which are smaller than what they were made of while they wait for their turn. */
export interface PreparedRecord {
  /** The document without what belongs to the version: JSON in UTF-8 that begins with a comma and ends with the closing brace. */
  document: Uint8Array;
  /** Words of all text fields. */
  length: number;
  /** Newest day that the record speaks of as past, since 1970-01-01. */
  dataDay?: number;
}

/**
 * @param json of the record
 * @throws EngineError `rejected` for a record that cannot be indexed
 */
export function prepareRecord(record: IpRecord, json = JSON.stringify(record)): PreparedRecord {
  if (Buffer.byteLength(record.id) > longestId)
    throw new EngineError(
      'rejected',
      `the id of record ${record.id.slice(0, 60)}... is longer than ${longestId} bytes`,
    );
  try {
    const { fields, length, dataDay } = indexRecord(record);
    const document = `,${JSON.stringify(fields).slice(1, -1)},"record":${withoutLoneSurrogates(json)}}`;
    return { document: Buffer.from(document), length, dataDay };
  } catch (error) {
    throw new EngineError('rejected', `record ${record.id} cannot be indexed: ${String(error)}`, { cause: error });
  }
}

/** JSON of the document of a version. @param to number of the commit that replaces it */
export const versionBody = ({ document }: PreparedRecord, head: VersionHead, to: number): Buffer =>
  Buffer.concat([Buffer.from(JSON.stringify({ ...head, to }).slice(0, -1)), document]);

/** UTF-8 does not have them. `JSON.stringify` escapes them, and nothing else, as \ud8.. to \udf... */
const withoutLoneSurrogates = (json: string): string =>
  json.includes('\\ud')
    ? json.replace(/\\(?:(ud[89a-f][0-9a-f]{2})|[^])/g, (all, lone) => (lone ? '\\ufffd' : all))
    : json;

/**
 * Raw bytes as they are stored: deflated, base64, in ASCII. Level 3 takes two thirds of the time of level 6, for 7 % more bytes; the window need not be larger
 * than what is deflated.
 */
export function packRaw(raw: Uint8Array): Uint8Array {
  const windowBits = Math.min(15, Math.max(9, Math.ceil(Math.log2(raw.length + 1))));
  return Buffer.from(deflateSync(raw, { level: 3, windowBits }).toString('base64'), 'latin1');
}

/** JSON of the document that holds raw bytes. @param packed by `packRaw` */
export const rawBody = (packed: Uint8Array, from: number): Buffer =>
  Buffer.concat([Buffer.from(`{"from":${from},"bytes":"`), packed, Buffer.from('"}')]);

export const rawFrom = (bytes: string): Uint8Array => new Uint8Array(inflateSync(Buffer.from(bytes, 'base64')));
