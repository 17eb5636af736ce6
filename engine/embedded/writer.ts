import { join } from 'node:path';
import type { IpRecord } from '../../domain/record.js';
import type { Checkpoints, EngineWriter, WriteOutcome } from '../engine.js';
import { isRejected, WriterTurns } from '../writer-turns.js';
import { disk } from './disk.js';
import { DroppedSegments } from './dropped-segments.js';
import { toEngineError } from './failures.js';
import type { MergePolicy } from './index/merge-policy.js';
import type { SegmentSummary } from './index/segment-writer.js';
import { MergeScheduler } from './merge-scheduler.js';
import { removeOrphans } from './orphans.js';
import { PendingSegments } from './pending-segments.js';
import { RawWriter } from './raw-store.js';
import { RecordVersions } from './record-versions.js';
import { rebuildSegment, Reindex, type ReindexProgress } from './reindex.js';
import { type Connection, layout, openForWriting } from './store/database.js';
import { insertRawGroups, insertSegment, type Meta } from './store/manifest.js';
import { forgetRetired } from './store/retired.js';
import { RunningMeta } from './store/running-meta.js';
import { WriteLock } from './write-lock.js';

export interface WriterOptions {
  directory: string;
  /** Memory of all buffers; a full one becomes a segment. */
  bufferBytes: number;
  /** Threads that build segments of large batches; 0 builds all of them in the writer's own. */
  indexThreads: number;
  mergePolicy: MergePolicy;
  /** Builds the index anew from the stored records first, whatever layout it has. */
  reindex?: { progress?: (progress: ReindexProgress) => void; signal?: AbortSignal };
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
  private readonly segmentFolder: string;
  private readonly meta: RunningMeta;
  private readonly pending: PendingSegments;
  private readonly raw: RawWriter;
  private readonly versions: RecordVersions;
  private readonly merges: MergeScheduler;
  private readonly dropped: DroppedSegments;
  private isBatchOpen = false;
  private upserts = 0;
  private readonly turns = new WriterTurns((error) => this.judge(error));
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly options: WriterOptions,
    private readonly lock: WriteLock,
  ) {
    const { directory, bufferBytes, mergePolicy, indexThreads } = options;
    this.segmentFolder = join(directory, layout.segments);
    this.connection = openForWriting(directory);
    this.meta = new RunningMeta(this.connection);
    this.pending = new PendingSegments({
      folder: this.segmentFolder,
      count: indexThreads,
      bufferBytes,
      takeDocids: (count) => this.meta.takeDocids(count),
      returnDocids: (from, end) => this.meta.returnDocids(from, end),
      takeSegment: () => this.meta.takeSegment(),
    });
    this.raw = new RawWriter(join(directory, layout.raw), this.meta.rawEnd);
    this.versions = new RecordVersions(this.connection, this.meta, this.pending, this.raw, () => this.openBatch());
    this.merges = new MergeScheduler(this.segmentFolder, mergePolicy);
    this.dropped = new DroppedSegments(directory, this.segmentFolder);
  }

  /**
   * Takes the lock, removes orphans, builds the index anew when fields, text analysis or format have changed since it was built.
   * @throws EngineError; what `reindex.signal` was aborted with
   */
  static async open(options: WriterOptions): Promise<EmbeddedWriter> {
    let lock: WriteLock | undefined;
    let writer: EmbeddedWriter | undefined;
    try {
      lock = WriteLock.acquire(options.directory);
      writer = new EmbeddedWriter(options, lock);
      writer.removeOrphans();
      if (options.reindex || writer.meta.isOutdated) await writer.rebuild(options.reindex);
      return writer;
    } catch (error) {
      if (writer) await writer.close().catch(() => undefined);
      else lock?.release();
      throw toEngineError(error, options.directory);
    }
  }

  async upsert(
    record: IpRecord,
    raw: Uint8Array | undefined,
    outcome?: (outcome: WriteOutcome) => void,
  ): Promise<void> {
    await this.turns.take(async () => {
      const result = await this.versions.put(record, raw);
      outcome?.(result);
      await this.raw.holdBack();
    });
    if (++this.upserts % turnEvery === 0) await new Promise((resolve) => setImmediate(resolve));
  }

  async delete(id: string): Promise<void> {
    await this.turns.take(() => this.versions.delete(id));
  }

  async commit(checkpoints: Checkpoints = {}): Promise<void> {
    await this.turns.take(async () =>
      this.commitBatch(typeof checkpoints === 'function' ? await checkpoints() : checkpoints),
    );
  }

  private async commitBatch(checkpoints: Record<string, unknown>): Promise<void> {
    const merge = this.merges.take();
    if (!this.isBatchOpen && !merge && Object.keys(checkpoints).length === 0) return;
    this.openBatch();
    const [segments, raw] = await Promise.all([this.pending.finish(), this.raw.sync()]);
    insertRawGroups(this.connection, raw.groups);
    for (const segment of segments) insertSegment(this.connection, segment);
    if (merge) this.merges.apply(this.connection, merge);
    this.versions.saveCounts();
    const put = this.connection.prepare('INSERT OR REPLACE INTO checkpoints (key, value) VALUES (?, ?)');
    for (const [key, value] of Object.entries(checkpoints)) put.run(key, JSON.stringify(value));
    this.endBatch({ rawFile: raw.end.file, rawLength: raw.end.length, rawSize: raw.end.size });
    // Only now that the commit is on disk may the files go that it dropped.
    if (merge) this.dropped.drop(merge.request.segments.map(({ segment }) => segment));
    this.dropped.settle();
    this.merges.schedule(this.connection, () => this.meta.takeSegment());
    await this.merges.holdBack();
  }

  private openBatch(): void {
    if (this.isBatchOpen) return;
    this.connection.exec('BEGIN IMMEDIATE');
    this.isBatchOpen = true;
  }

  /** Commits: from here on the manifest names the new segments. */
  private endBatch(changes: Partial<Meta>): void {
    this.meta.save(changes);
    forgetRetired(this.connection, this.meta.committedGeneration, this.dropped.oldestPinned);
    this.closeBatch();
    this.meta.confirm();
  }

  private closeBatch(): void {
    disk.syncFolder(this.segmentFolder);
    this.connection.exec('COMMIT');
    this.isBatchOpen = false;
    this.pending.forget();
  }

  private undoBatch(): void {
    try {
      if (this.connection.inTransaction) this.connection.exec('ROLLBACK');
    } catch {
      // The connection is closed next; SQLite then rolls back by itself.
    }
    this.isBatchOpen = false;
    this.versions.forgetCounts();
    this.meta.undo();
    this.pending.discard();
  }

  /**
   * Builds the index anew from the stored records; the old one serves until the new one is whole. Each step is durable: after an end in between the next run
   * goes on behind it.
   */
  private async rebuild({ progress, signal }: NonNullable<WriterOptions['reindex']> = {}): Promise<void> {
    await this.commitBatch({});
    const reindex = new Reindex(this.connection, this.pending);
    for (let isMore = true; isMore;) {
      progress?.(reindex.progress);
      signal?.throwIfAborted();
      this.openBatch();
      isMore = await reindex.step();
      this.meta.saveSpent();
      this.closeBatch();
    }
    this.openBatch();
    const old = reindex.putIntoService(this.segmentFolder, this.meta.nextGeneration);
    this.endBatch({});
    this.dropped.drop(old.map(({ segment }) => segment));
    this.removeOrphans();
    this.merges.schedule(this.connection, () => this.meta.takeSegment());
  }

  /** Builds one segment anew from the stored records, in a commit of its own. */
  async repair(damaged: SegmentSummary): Promise<void> {
    await this.turns.take(async () => {
      await this.commitBatch({});
      this.openBatch();
      await rebuildSegment(this.connection, this.pending, damaged);
      this.endBatch({});
      this.dropped.drop([damaged.segment]);
      this.dropped.settle();
    });
  }

  private removeOrphans(): void {
    this.dropped.settle();
    this.meta.spendSegments(removeOrphans(this.connection, this.segmentFolder, this.dropped.pinned));
  }

  /** Anything but a rejected record undoes the batch. */
  private judge(error: unknown): { told: unknown; isFinal: boolean } {
    if (isRejected(error)) return { told: error, isFinal: false };
    this.undoBatch();
    return { told: toEngineError(error, this.options.directory), isFinal: true };
  }

  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async end(): Promise<void> {
    // What is under way ends first: undone in the middle a commit would leave half of itself.
    await this.turns.settle();
    try {
      if (this.isBatchOpen) this.undoBatch();
      if (this.turns.failure === undefined) {
        await this.merges.finishSmall();
        // A merge changes no record, so its commit is nobody's batch.
        if (this.merges.hasFinished) await this.commit();
      }
      await this.merges.abandon();
    } finally {
      this.turns.close();
      await this.pending.stop();
      try {
        this.removeOrphans();
      } catch {
        // The next writer removes them.
      }
      await this.raw.close();
      this.dropped.close();
      this.connection.close();
      this.lock.release();
      this.options.onClose?.();
    }
  }
}
