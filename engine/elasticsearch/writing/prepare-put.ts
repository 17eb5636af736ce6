import type { IpRecord } from '../../../domain/record.js';
import { hashOf, packRaw, type PreparedRecord, prepareRecord } from './version-documents.js';

/** Raw bytes as they are stored, packed when they are asked for: those of a record that is there already never are. */
export type PackedRaw = () => Uint8Array;

/** All that is made of a record that is put, besides what depends on the version before it. */
export interface PreparedPut extends PreparedRecord {
  hash: string;
  raw?: PackedRaw;
}

/**
 * Prepares in this thread.
 * @param json of the record
 * @param raw nobody else's: it is read when it is packed
 * @throws EngineError `rejected` for a record that cannot be indexed
 */
export function preparePut(record: IpRecord, json: string, raw: Uint8Array | undefined): PreparedPut {
  const prepared = { ...prepareRecord(record, json), hash: hashOf(record, json) };
  return raw ? { ...prepared, raw: () => packRaw(raw) } : prepared;
}
