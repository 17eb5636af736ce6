import { embeddedSchema } from '../../mappings/embedded.js';
import { SegmentReader } from './index/segment-reader.js';
import { type SegmentSummary, systemColumns } from './index/segment-writer.js';
import type { PendingSegments } from './pending-segments.js';
import type { Connection } from './store/database.js';
import {
  deleteSegments,
  forgetRebuilt,
  insertRebuilt,
  insertSegment,
  readRebuilt,
  readSegments,
} from './store/manifest.js';
import { allDocids, type DocidRange, StoredDocuments } from './stored-documents.js';

export interface ReindexProgress {
  /** Records indexed, those of an interrupted run included. */
  done: number;
  total: number;
}

/**
 * Builds the index anew from the stored documents in steps of one buffer. Segments of finished steps stand in `rebuilt`, so that a run that was killed goes
 * on behind them; readers keep the old index until `putIntoService`. The transactions are the caller's.
 */
export class Reindex {
  private last: number;
  private done: number;
  private readonly stored: StoredDocuments;

  constructor(
    private readonly connection: Connection,
    private readonly pending: PendingSegments,
  ) {
    const rebuilt = readRebuilt(connection, embeddedSchema);
    this.last = rebuilt.at(-1)?.lastDocid ?? 0;
    this.done = rebuilt.reduce((sum, { documents }) => sum + documents, 0);
    this.stored = new StoredDocuments(connection);
  }

  get progress(): ReindexProgress {
    const total = this.connection.prepare('SELECT count(*) FROM documents').pluck().get() as number;
    return { done: Math.min(this.done, total), total };
  }

  /**
   * Indexes documents until a buffer is full, or so many that each thread has a part, and puts the segments down in `rebuilt`. False when there was nothing
   * left.
   */
  async step(): Promise<boolean> {
    // Steps of a program with other fields: their files are orphans then.
    forgetRebuilt(this.connection, embeddedSchema);
    const { total, done } = this.progress;
    const range = { after: this.last, end: allDocids };
    const { added, last } = await this.pending.addStored(this.stored, range, total - done);
    for (const segment of await this.pending.finish()) insertRebuilt(this.connection, segment, embeddedSchema);
    this.last = last;
    this.done += added;
    return added > 0;
  }

  /** Replaces the old segments by the new ones in the manifest. Returns the old ones. */
  putIntoService(segmentFolder: string, generation: number): SegmentSummary[] {
    const { connection } = this;
    const old = readSegments(connection);
    deleteSegments(
      connection,
      old.map(({ segment }) => segment),
    );
    connection.exec('DELETE FROM tombstones');
    const rebuilt = readRebuilt(connection, embeddedSchema);
    for (const segment of rebuilt) insertSegment(connection, segment);
    forgetRebuilt(connection);
    // Records that were replaced between the steps of an interrupted run stand in its segments.
    const bury = connection.prepare('INSERT INTO tombstones (docid, generation) VALUES (?, ?)');
    const isStored = connection.prepare('SELECT 1 FROM documents WHERE docid = ?');
    for (const summary of rebuilt) {
      const reader = new SegmentReader(segmentFolder, summary);
      try {
        for (const docid of reader.columns.required(systemColumns.docid).values)
          if (!isStored.get(docid)) bury.run(docid, generation);
      } finally {
        reader.close();
      }
    }
    return old;
  }
}

/** Builds one segment anew from the stored documents, inside the caller's transaction. */
export async function rebuildSegment(
  connection: Connection,
  pending: PendingSegments,
  { segment, firstDocid, lastDocid, documents }: SegmentSummary,
): Promise<void> {
  const stored = new StoredDocuments(connection);
  const range: DocidRange = { after: firstDocid - 1, end: lastDocid };
  for (let isMore = true; isMore;) {
    const { added, last } = await pending.addStored(stored, range, documents);
    range.after = last;
    isMore = added > 0;
  }
  const built = await pending.finish();
  deleteSegments(connection, [segment]);
  connection.prepare('DELETE FROM tombstones WHERE docid BETWEEN ? AND ?').run(firstDocid, lastDocid);
  for (const summary of built) insertSegment(connection, summary);
}
