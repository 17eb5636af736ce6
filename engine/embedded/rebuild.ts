import { readFieldValues } from './index/document-analysis.js';
import type { PendingSegments } from './pending-segments.js';
import type { Connection } from './store/database.js';
import { unpackRecord } from './store/documents.js';
import { deleteSegments, insertSegment, readSegments } from './store/manifest.js';

/**
 * Builds the index anew from the stored documents, inside the caller's transaction: for an index of other field declarations or of another layout.
 * Readers keep the old one until the commit.
 */
export async function rebuildIndex(connection: Connection, pending: PendingSegments): Promise<void> {
  const old = readSegments(connection).map(({ segment }) => segment);
  const next = connection.prepare<[number], { docid: number; body: Buffer }>(
    'SELECT docid, body FROM documents WHERE docid > ? ORDER BY docid LIMIT 100',
  );
  for (let rows = next.all(0); rows.length > 0; rows = next.all(rows.at(-1)?.docid ?? 0))
    for (const { docid, body } of rows) {
      const record = unpackRecord(body);
      pending.add(docid, record, readFieldValues(record));
      pending.flushWhenFull();
    }
  const segments = await pending.finish();
  deleteSegments(connection, old);
  connection.exec('DELETE FROM tombstones');
  for (const segment of segments) insertSegment(connection, segment);
}
