import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { mergeRecords } from '../../domain/merge.js';
import type { IpRecord } from '../../domain/record.js';
import { embeddedSchema } from '../../mappings/embedded.js';
import { EngineError, type EngineWriter, type WriteOutcome } from '../engine.js';
import { toEngineError } from './failures.js';
import { findDataDay } from './index/data-day.js';
import { writeBuffer } from './index/buffer-writer.js';
import {
  createBuffer,
  type FieldValues,
  indexRecord,
  readFieldValues,
  RecordTooLongError,
} from './index/document-analysis.js';
import type { MergePolicy } from './index/merge-policy.js';
import { parseSegmentFileName, segmentFileKinds, segmentFileName, syncFolder } from './index/segment-file.js';
import type { SegmentSummary } from './index/segment-writer.js';
import { MergeScheduler } from './merge-scheduler.js';
import { RawWriter } from './raw-store.js';
import { type Connection, layout, openForWriting } from './store/database.js';
import { contentOf, Documents, hashContent, unpackRecord } from './store/documents.js';
import {
  deleteSegments,
  insertRawGroups,
  insertSegment,
  type Meta,
  readMeta,
  readSegments,
  writeMeta,
} from './store/manifest.js';
import { WriteLock } from './write-lock.js';

export interface WriterOptions {
  directory: string;
  /** Size at which the buffer becomes a segment. */
  bufferBytes: number;
  mergePolicy: MergePolicy;
  /** Called once the writer has let go of the folder. */
  onClose?: () => void;
}

/** Upserts between two turns of the event loop, so that signals and progress get theirs. */
const turnEvery = 64;

/**
 * The one writer of a data folder. Rows go into one open SQLite transaction as they come; segments are written beside it and made durable before it
 * commits, so a kill leaves the last committed state and, at worst, files that no manifest names: the next writer removes them.
 */
export class EmbeddedWriter implements EngineWriter {
  private readonly connection: Connection;
  private readonly documents: Documents;
  private readonly segmentFolder: string;
  private readonly raw: RawWriter;
  private readonly merges: MergeScheduler;
  private readonly insertTombstone;
  private meta: Meta;
  private committed: Meta;
  private buffer = createBuffer();
  private newSegments: SegmentSummary[] = [];
  /** The new segments on their way to the disk. */
  private readonly syncs: Promise<{ failure?: unknown }>[] = [];
  private countChanges = new Map<string, number>();
  private isBatchOpen = false;
  private isClosed = false;
  private failure: unknown;
  private upserts = 0;

  private constructor(
    private readonly options: WriterOptions,
    private readonly lock: WriteLock,
  ) {
    const { directory } = options;
    this.segmentFolder = join(directory, layout.segments);
    this.connection = openForWriting(directory);
    this.documents = new Documents(this.connection);
    this.insertTombstone = this.connection.prepare('INSERT INTO tombstones (docid, generation) VALUES (?, ?)');
    this.meta = readMeta(this.connection);
    this.committed = this.meta;
    this.raw = new RawWriter(join(directory, layout.raw), {
      file: this.meta.rawFile,
      length: this.meta.rawLength,
      size: this.meta.rawSize,
    });
    this.merges = new MergeScheduler(this.segmentFolder, options.mergePolicy);
  }

  /** Takes the lock, removes orphans, rebuilds the index when the field declarations have changed. Throws EngineError. */
  static async open(options: WriterOptions): Promise<EmbeddedWriter> {
    let lock: WriteLock | undefined;
    try {
      lock = WriteLock.acquire(options.directory);
      const writer = new EmbeddedWriter(options, lock);
      writer.removeOrphans();
      if (writer.meta.schema !== '' && writer.meta.schema !== embeddedSchema) await writer.rebuild();
      return writer;
    } catch (error) {
      lock?.release();
      throw toEngineError(error, options.directory);
    }
  }

  async upsert(
    record: IpRecord,
    raw: Uint8Array | undefined,
    outcome?: (outcome: WriteOutcome) => void,
  ): Promise<void> {
    const result = this.guard(() => this.put(record, raw));
    outcome?.(result);
    await this.guardAsync(() => this.raw.holdBack());
    if (++this.upserts % turnEvery === 0) await new Promise((resolve) => setImmediate(resolve));
  }

  private put(record: IpRecord, raw: Uint8Array | undefined): WriteOutcome {
    let content = contentOf(record);
    const hash = hashContent(content);
    const old = this.documents.find(record.id);
    if (old?.hash.equals(hash)) return 'unchanged';
    let next = record;
    if (old) {
      const before = unpackRecord(old.body);
      next = mergeRecords(before, record);
      content = contentOf(next);
      if (isDeepStrictEqual(JSON.parse(content), JSON.parse(contentOf(before)))) return 'unchanged';
    }
    let values: FieldValues;
    try {
      values = readFieldValues(next);
    } catch (error) {
      throw new EngineError('rejected', `record ${record.id} cannot be indexed: ${String(error)}`, { cause: error });
    }
    this.openBatch();
    const docid = this.meta.nextDocid++;
    this.index(docid, next, values);
    if (old) this.bury(old.docid, old.type);
    this.documents.insert(docid, next, content, hash, raw && this.raw.append(raw));
    this.countChanges.set(next.type, (this.countChanges.get(next.type) ?? 0) + 1);
    const day = findDataDay(next);
    if (day !== undefined && (this.meta.dataDay === null || day > this.meta.dataDay)) this.meta.dataDay = day;
    if (this.buffer.bytesUsed > this.options.bufferBytes) this.flush();
    return 'written';
  }

  private index(docid: number, record: IpRecord, values: FieldValues): void {
    try {
      indexRecord(this.buffer, docid, record, values);
    } catch (error) {
      // The document is closed as it stands and buried, so that the next one starts clean.
      this.buffer.end();
      this.addTombstone(docid);
      if (error instanceof RecordTooLongError)
        throw new EngineError('rejected', `record ${record.id} cannot be indexed: ${error.message}`, { cause: error });
      throw error;
    }
  }

  private bury(docid: number, type: string): void {
    this.documents.delete(docid);
    this.addTombstone(docid);
    this.countChanges.set(type, (this.countChanges.get(type) ?? 0) - 1);
  }

  private addTombstone(docid: number): void {
    this.insertTombstone.run(docid, this.meta.generation + 1);
  }

  async delete(id: string): Promise<void> {
    this.guard(() => {
      const old = this.documents.find(id);
      if (!old) return;
      this.openBatch();
      this.bury(old.docid, old.type);
    });
    return Promise.resolve();
  }

  async commit(checkpoints: Record<string, unknown> = {}): Promise<void> {
    await this.guardAsync(async () => {
      const merge = this.merges.take();
      if (!this.isBatchOpen && !merge && Object.keys(checkpoints).length === 0) return;
      this.openBatch();
      this.flush();
      const [raw] = await Promise.all([this.raw.sync(), this.settleSegments()]);
      insertRawGroups(this.connection, raw.groups);
      for (const segment of this.newSegments) insertSegment(this.connection, segment);
      if (merge) this.merges.apply(this.connection, merge);
      this.saveCounts();
      const put = this.connection.prepare('INSERT OR REPLACE INTO checkpoints (key, value) VALUES (?, ?)');
      for (const [key, value] of Object.entries(checkpoints)) put.run(key, JSON.stringify(value));
      this.meta = {
        ...this.meta,
        generation: this.meta.generation + 1,
        schema: embeddedSchema,
        rawFile: raw.end.file,
        rawLength: raw.end.length,
        rawSize: raw.end.size,
      };
      writeMeta(this.connection, this.meta);
      syncFolder(this.segmentFolder);
      this.connection.exec('COMMIT');
      this.committed = this.meta;
      this.isBatchOpen = false;
      this.newSegments = [];
      // Only now that the commit is on disk may the files go that it dropped.
      if (merge) this.merges.removeReplaced(merge);
      this.merges.schedule(this.connection, () => this.meta.nextSegment++);
      await this.merges.holdBack();
    });
  }

  private saveCounts(): void {
    const change = this.connection.prepare(
      'INSERT INTO counts (type, records) VALUES (?, ?) ON CONFLICT (type) DO UPDATE SET records = records + excluded.records',
    );
    for (const [type, count] of this.countChanges) change.run(type, count);
    this.countChanges.clear();
  }

  private openBatch(): void {
    if (this.isBatchOpen) return;
    this.connection.exec('BEGIN IMMEDIATE');
    this.isBatchOpen = true;
  }

  /** Turns the buffer into a segment on disk, to be named by the commit. */
  private flush(): void {
    if (this.buffer.documents === 0) return;
    const { buffer } = this;
    this.buffer = createBuffer();
    const { summary, durable } = writeBuffer(buffer, this.segmentFolder, this.meta.nextSegment++);
    this.newSegments.push(summary);
    this.syncs.push(durable);
  }

  /** Waits until all new segments are on disk. */
  private async settleSegments(): Promise<void> {
    for (const { failure } of await Promise.all(this.syncs.splice(0))) if (failure !== undefined) throw failure;
  }

  /** Builds the index anew from the stored documents. Readers keep the old one until the commit. */
  private async rebuild(): Promise<void> {
    const old = readSegments(this.connection).map(({ segment }) => segment);
    this.openBatch();
    const last = this.meta.nextDocid;
    const next = this.connection.prepare<[number], { docid: number; body: Buffer }>(
      'SELECT docid, body FROM documents WHERE docid > ? ORDER BY docid LIMIT 100',
    );
    for (let after = 0; after < last;) {
      const rows = next.all(after);
      for (const { docid, body } of rows) {
        const record = unpackRecord(body);
        this.index(docid, record, readFieldValues(record));
      }
      const end = rows.at(-1);
      if (!end) break;
      after = end.docid;
      if (this.buffer.bytesUsed > this.options.bufferBytes) this.flush();
    }
    this.flush();
    await this.settleSegments();
    deleteSegments(this.connection, old);
    this.connection.exec('DELETE FROM tombstones');
    for (const segment of this.newSegments) insertSegment(this.connection, segment);
    this.meta = { ...this.meta, generation: this.meta.generation + 1, schema: embeddedSchema };
    writeMeta(this.connection, this.meta);
    syncFolder(this.segmentFolder);
    this.connection.exec('COMMIT');
    this.committed = this.meta;
    this.isBatchOpen = false;
    this.newSegments = [];
    this.removeOrphans();
  }

  /** Removes segment files that no manifest names: those of a killed batch or an abandoned merge. */
  private removeOrphans(): void {
    const known = new Set(readSegments(this.connection).map(({ segment }) => segment));
    for (const name of readdirSync(this.segmentFolder)) {
      const file = parseSegmentFileName(name);
      if (!file || known.has(file.segment)) continue;
      rmSync(join(this.segmentFolder, name), { force: true });
      // A reader may still hold the number: never use it again.
      this.meta.nextSegment = Math.max(this.meta.nextSegment, file.segment + 1);
    }
  }

  private guard<T>(act: () => T): T {
    this.checkUsable();
    try {
      return act();
    } catch (error) {
      throw this.fail(error);
    }
  }

  private async guardAsync<T>(act: () => Promise<T>): Promise<T> {
    this.checkUsable();
    try {
      return await act();
    } catch (error) {
      throw this.fail(error);
    }
  }

  private checkUsable(): void {
    if (this.isClosed) throw new EngineError('not-ready', 'the writer is closed');
    if (this.failure !== undefined) throw this.failure;
  }

  /** A rejected record leaves the batch whole; anything else undoes the batch and ends the writer's use. */
  private fail(error: unknown): unknown {
    if (error instanceof EngineError && error.code === 'rejected') return error;
    const told = toEngineError(error, this.options.directory);
    this.failure = told;
    this.undoBatch();
    return told;
  }

  private undoBatch(): void {
    try {
      if (this.connection.inTransaction) this.connection.exec('ROLLBACK');
    } catch {
      // The connection is closed next; SQLite then rolls back by itself.
    }
    this.isBatchOpen = false;
    this.buffer = createBuffer();
    this.countChanges.clear();
    // Numbers of segments are spent even so: a merge may be writing to the next one.
    this.meta = { ...this.committed, nextSegment: this.meta.nextSegment };
    for (const { segment } of this.newSegments)
      for (const kind of segmentFileKinds)
        rmSync(join(this.segmentFolder, segmentFileName(segment, kind)), { force: true });
    this.newSegments = [];
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    try {
      if (this.isBatchOpen) this.undoBatch();
      if (this.failure === undefined) {
        await this.merges.finishSmall();
        // A merge changes no record, so its commit is nobody's batch.
        if (this.merges.hasFinished) await this.commit();
      }
      await this.merges.abandon();
    } finally {
      this.isClosed = true;
      try {
        this.removeOrphans();
      } catch {
        // The next writer removes them.
      }
      await Promise.all([this.raw.close(), ...this.syncs]);
      this.connection.close();
      this.lock.release();
      this.options.onClose?.();
    }
  }
}
