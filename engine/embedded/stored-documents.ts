import { EngineError } from '../engine.js';
import { type PreparedRecord, prepareRecord } from './index/prepared-record.js';
import type { Connection } from './store/database.js';
import { unpackRecord } from './store/documents.js';

/** A version as it is stored. */
export interface StoredDocument {
  docid: number;
  body: Uint8Array;
}

/** Docids of a run of stored documents: above `after`, up to `end`. */
export interface DocidRange {
  after: number;
  end: number;
}

export const allDocids = Number.MAX_SAFE_INTEGER;

/** Reads stored documents in the order of their docids. */
export class StoredDocuments {
  private readonly rows;
  private readonly docidAt;

  constructor(connection: Connection) {
    this.rows = connection.prepare<[number, number, number], StoredDocument>(
      'SELECT docid, body FROM documents WHERE docid > ? AND docid <= ? ORDER BY docid LIMIT ?',
    );
    this.docidAt = connection
      .prepare<[number, number, number], number>(
        'SELECT docid FROM documents WHERE docid > ? AND docid <= ? ORDER BY docid LIMIT 1 OFFSET ?',
      )
      .pluck();
  }

  /** The first `most` documents of a range. */
  read({ after, end }: DocidRange, most: number): StoredDocument[] {
    return this.rows.all(after, end, most);
  }

  /** Cuts the beginning of a range into at most `parts` ranges of `size` documents, the last of which may hold fewer. */
  cut({ after, end }: DocidRange, parts: number, size: number): DocidRange[] {
    const ranges: DocidRange[] = [];
    let from = after;
    for (let part = 0; part < parts && from < end; part++) {
      const last = this.docidAt.get(from, end, size - 1) ?? end;
      ranges.push({ after: from, end: last });
      from = last;
    }
    return ranges;
  }
}

/** Adds a stored document to a buffer. @throws EngineError `damaged` */
export function addStored(
  builder: { add(docid: number, record: PreparedRecord): void },
  { docid, body }: StoredDocument,
): void {
  const record = unpackRecord(body);
  try {
    builder.add(docid, prepareRecord(record));
  } catch (error) {
    // Longer than this program can index, though another one could: it stays in the index with what fits.
    if (!(error instanceof EngineError) || error.code !== 'rejected') throw error;
  }
}
