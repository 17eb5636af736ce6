import { mergeRecords } from '../../domain/merge.js';
import type { IpRecord } from '../../domain/record.js';
import { EngineError, type WriteOutcome } from '../engine.js';
import { type PreparedRecord, prepareRecord } from './index/prepared-record.js';
import type { PendingSegments } from './pending-segments.js';
import type { RawWriter } from './raw-store.js';
import { isSameJson } from './same-content.js';
import type { Connection } from './store/database.js';
import { contentOf, type DocumentRow, Documents, hashContent, jsonOf, unpackRecord } from './store/documents.js';
import type { RunningMeta } from './store/running-meta.js';

/**
 * What becomes of a record: nothing when it is equal, else a new version with a docid of its own, and a tombstone for the old one. Works inside the
 * running batch, which `openBatch` begins at the first change.
 */
export class RecordVersions {
  private readonly documents: Documents;
  private readonly insertTombstone;
  private countChanges = new Map<string, number>();

  constructor(
    private readonly connection: Connection,
    private readonly meta: RunningMeta,
    private readonly pending: PendingSegments,
    private readonly raw: RawWriter,
    private readonly openBatch: () => void,
  ) {
    this.documents = new Documents(connection);
    this.insertTombstone = connection.prepare('INSERT INTO tombstones (docid, generation) VALUES (?, ?)');
  }

  /** @throws EngineError `rejected` for a record that cannot be indexed; the batch is whole without it */
  async put(record: IpRecord, raw: Uint8Array | undefined): Promise<WriteOutcome> {
    await this.pending.settleRecord(record.id);
    let content = contentOf(record);
    const hash = hashContent(content);
    const old = this.documents.find(record.id);
    if (old?.hash.equals(hash)) return 'unchanged';
    let next = record;
    if (old) {
      const before = unpackRecord(old.body);
      next = mergeRecords(before, record);
      if (isSameJson(next, before, ['sources'])) return 'unchanged';
      content = contentOf(next);
    }
    const prepared = prepare(next);
    this.openBatch();
    const row = { id: next.id, type: next.type, hash, raw: raw && this.raw.append(raw) };
    const store = (docid: number, body: Uint8Array): void => {
      if (old) this.bury(old);
      this.documents.insert(docid, row, body);
    };
    await this.pending.put(prepared, jsonOf(next, content), store, (docid) => this.addTombstone(docid));
    this.count(next.type, 1);
    this.meta.noteDay(prepared.dataDay);
    return 'written';
  }

  async delete(id: string): Promise<void> {
    await this.pending.settleRecord(id);
    const old = this.documents.find(id);
    if (!old) return;
    this.openBatch();
    this.bury(old);
  }

  private bury({ docid, type }: DocumentRow): void {
    this.documents.delete(docid);
    this.addTombstone(docid);
    this.count(type, -1);
  }

  private addTombstone(docid: number): void {
    this.insertTombstone.run(docid, this.meta.nextGeneration);
  }

  private count(type: string, change: number): void {
    this.countChanges.set(type, (this.countChanges.get(type) ?? 0) + change);
  }

  /** Writes how many records of each type there are now; part of the commit. */
  saveCounts(): void {
    const change = this.connection.prepare(
      'INSERT INTO counts (type, records) VALUES (?, ?) ON CONFLICT (type) DO UPDATE SET records = records + excluded.records',
    );
    for (const [type, count] of this.countChanges) change.run(type, count);
    this.countChanges.clear();
  }

  forgetCounts(): void {
    this.countChanges.clear();
  }
}

function prepare(record: IpRecord): PreparedRecord {
  try {
    return prepareRecord(record);
  } catch (error) {
    throw new EngineError('rejected', `record ${record.id} cannot be indexed: ${String(error)}`, { cause: error });
  }
}
