import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import type { IpRecord } from '../../../domain/record.js';
import type { Json } from '../../../mappings/elasticsearch.js';
import { EngineError } from '../../engine.js';
import { type IndexedRecord, indexRecord, jsonOf } from '../document.js';

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

/** A record as JSON without where it came from. */
export const contentOf = (record: IpRecord): string => JSON.stringify({ ...record, sources: [] });

/** @param content equal for records that differ in where they came from only (`contentOf`) */
export const hashOf = (content: string): string => createHash('sha1').update(content).digest('base64url');

/** @throws EngineError `rejected` for a record that cannot be indexed */
export function prepareRecord(record: IpRecord): IndexedRecord {
  if (Buffer.byteLength(record.id) > longestId)
    throw new EngineError(
      'rejected',
      `the id of record ${record.id.slice(0, 60)}... is longer than ${longestId} bytes`,
    );
  try {
    return indexRecord(record);
  } catch (error) {
    throw new EngineError('rejected', `record ${record.id} cannot be indexed: ${String(error)}`, { cause: error });
  }
}

/** JSON of the document of a version. @param to number of the commit that replaces it */
export function versionBody(
  record: IpRecord,
  { fields, length }: IndexedRecord,
  head: VersionHead,
  to: number,
): string {
  const rest: Json = { ...head, to, ...fields, length };
  // The record's own JSON is made once, and put in as it is.
  return `${JSON.stringify(rest).slice(0, -1)},"record":${jsonOf(record)}}`;
}

export const rawBody = (raw: Uint8Array, from: number): string =>
  JSON.stringify({ from, bytes: deflateSync(raw).toString('base64') });

export const rawFrom = (bytes: string): Uint8Array => new Uint8Array(inflateSync(Buffer.from(bytes, 'base64')));
