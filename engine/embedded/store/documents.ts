import { hash } from 'node:crypto';
import { deflateSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { IpRecord } from '../../../domain/record.js';
import { EngineError } from '../../engine.js';
import type { Connection } from './database.js';

/** A record's raw bytes among those of its file, end to end and not deflated (raw-store.ts). */
export interface RawPointer {
  file: number;
  offset: number;
  length: number;
}

/** The deflated group that holds a record's raw bytes, and where they stand in it once inflated. */
export interface RawPlace {
  file: number;
  offset: number;
  length: number;
  from: number;
  size: number;
  checksum: number | null;
}

export interface DocumentRow {
  docid: number;
  type: string;
  hash: Buffer;
  body: Buffer;
}

/** Row of a new version, but for its number and its body. */
export interface NewDocument {
  id: string;
  type: string;
  hash: Buffer;
  raw: RawPointer | undefined;
}

/** JSON of a record as it is stored, given its `contentOf`. */
export function jsonOf(record: IpRecord, content: string): string {
  return `${content.slice(0, -1)},"sources":${JSON.stringify(record.sources)}}`;
}

/**
 * Stored form of that JSON, which ends with a checksum of it (zlib, RFC 1950). Level 1: a quarter of the time of the default for a tenth more space; a window
 * and tables that fit a record, which are quicker to set up than the default's quarter of a megabyte.
 */
export function packJson(json: string): Buffer {
  const bytes = Buffer.from(json);
  const isShort = bytes.length <= 1 << 13;
  return deflateSync(bytes, { level: 1, windowBits: isShort ? 13 : 15, memLevel: isShort ? 6 : 8 });
}

/** JSON text of a stored record. @throws EngineError `damaged` */
export function unpackJson(body: Uint8Array): string {
  try {
    return (hasChecksum(body) ? inflateSync(body) : inflateRawSync(body)).toString('utf8');
  } catch (error) {
    throw new EngineError(
      'damaged',
      'a stored record is not what was written: `ipradar status --verify` names it, `ipradar restore` brings it back from a backup',
      { cause: error },
    );
  }
}

/**
 * Whether it has the two bytes before that RFC 1950 asks for. Folders of older versions hold raw-deflated bodies without: these begin with the bits of a block,
 * which are never those of the method 8 (a stored block has only zeros up to its second byte).
 */
function hasChecksum(body: Uint8Array): boolean {
  const [first = 0, second = 0] = body;
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}

export function unpackRecord(body: Uint8Array): IpRecord {
  return JSON.parse(unpackJson(body)) as IpRecord;
}

/** Text by which two versions of a record are compared: everything but where it came from. */
export function contentOf(record: IpRecord): string {
  return JSON.stringify({ ...record, sources: undefined });
}

export function hashContent(content: string): Buffer {
  return hash('sha256', content, 'buffer').subarray(0, 16);
}

/** Prepared statements over the documents of one connection. */
export class Documents {
  private readonly byId;
  private readonly byDocid;
  private readonly rawById;
  private readonly insertRow;
  private readonly deleteRow;

  constructor(private readonly connection: Connection) {
    this.byId = connection.prepare<[string], DocumentRow>('SELECT docid, type, hash, body FROM documents WHERE id = ?');
    this.byDocid = connection.prepare<[number], { body: Buffer }>('SELECT body FROM documents WHERE docid = ?');
    this.rawById = connection.prepare<[string], RawPlace>(
      `SELECT g.file, g.offset, g.length, g.checksum, d.raw_offset - g.start AS "from", d.raw_length AS size
       FROM documents d JOIN raw_groups g ON g.file = d.raw_file AND g.start =
         (SELECT max(start) FROM raw_groups WHERE file = d.raw_file AND start <= d.raw_offset)
       WHERE d.id = ?`,
    );
    this.insertRow = connection.prepare(
      'INSERT INTO documents (docid, id, type, hash, body, raw_file, raw_offset, raw_length) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.deleteRow = connection.prepare('DELETE FROM documents WHERE docid = ?');
  }

  find(id: string): DocumentRow | undefined {
    return this.byId.get(id);
  }

  body(docid: number): Buffer | undefined {
    return this.byDocid.get(docid)?.body;
  }

  rawPlace(id: string): RawPlace | undefined {
    return this.rawById.get(id);
  }

  insert(docid: number, { id, type, hash, raw }: NewDocument, body: Uint8Array): void {
    this.insertRow.run(docid, id, type, hash, body, raw?.file ?? null, raw?.offset ?? null, raw?.length ?? null);
  }

  delete(docid: number): void {
    this.deleteRow.run(docid);
  }

  countByType(): Record<string, number> {
    const rows = this.connection.prepare('SELECT type, records FROM counts WHERE records > 0').all() as {
      type: string;
      records: number;
    }[];
    return Object.fromEntries(rows.map((row) => [row.type, row.records]));
  }
}
