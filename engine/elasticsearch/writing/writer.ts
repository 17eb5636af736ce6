import type { IpRecord } from '../../../domain/record.js';
import { elasticsearchSchema } from '../../../mappings/elasticsearch.js';
import { type Checkpoints, EngineError, type EngineWriter, type WriteOutcome } from '../../engine.js';
import { isRejected, WriterTurns } from '../../writer-turns.js';
import { type Cluster, isConflict } from '../cluster.js';
import type { Settings } from '../options.js';
import type { CommitLog, CommitState } from '../state/commit-log.js';
import { Lease } from '../state/lease.js';
import type { Pins } from '../state/pins.js';
import type { Version } from '../state/state-store.js';
import { Batch } from './batch.js';
import type { Change } from './changes.js';
import { firstState, stateAfter } from './next-state.js';
import { Preparation } from './preparation.js';
import { removeEnded } from './prune.js';
import { RecordIndexes } from './record-indexes.js';
import { rollBack } from './rollback.js';
import { StoredVersions } from './stored-versions.js';

export interface WriterParts {
  cluster: Cluster;
  log: CommitLog;
  pins: Pins;
  settings: Settings;
  /** Called once the lease is given back. */
  onClose(): void;
}

/** Changes that wait before they are written, whatever their bytes. */
const mostWaiting = 1000;

/**
 * The one writer of a prefix. Documents are written as they come, under the number of the commit to come; one conditional write of the committed state makes
 * them visible, all at once, with the checkpoints in it. After a kill the next writer takes back what was not committed.
 */
export class ElasticsearchWriter implements EngineWriter {
  private readonly indexes: RecordIndexes;
  private readonly versions: StoredVersions;
  private batch: Batch;
  private readonly preparation: Preparation;
  private waiting: Change[] = [];
  private waitingBytes = 0;
  /** Changes that are being written while the next ones come in. */
  private flushing: Promise<void> = Promise.resolve();
  /** Checkpoints of the last commit that are being given documents of their own. */
  private settling: Promise<void> = Promise.resolve();
  private readonly turns = new WriterTurns((error) =>
    isConflict(error) ? { told: lost(), isFinal: true } : { told: error, isFinal: !isRejected(error) },
  );
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly parts: WriterParts,
    private readonly lease: Lease,
    private state: CommitState,
    private version: Version,
  ) {
    const { cluster, settings } = parts;
    this.indexes = new RecordIndexes(cluster, settings.prefix, state.generation, settings.shards);
    this.versions = new StoredVersions(cluster, this.indexes);
    this.batch = this.newBatch();
    this.preparation = new Preparation(settings.prepareThreads);
  }

  /** Takes the lease, makes what is not there, and takes back what a writer before left uncommitted. @throws EngineError */
  static async open(parts: WriterParts): Promise<ElasticsearchWriter> {
    const { log, settings, cluster } = parts;
    await log.store.create();
    const lease = await Lease.take(log.store, settings.clock, settings.leaseMilliseconds);
    try {
      const old = await log.read();
      if (old && old.value.schema !== elasticsearchSchema) throw outdated();
      if (old) await log.settle(old.value);
      const state = { ...(old?.value ?? firstState), writer: lease.holder };
      const version = await log.write(state, old?.version);
      const writer = new ElasticsearchWriter(parts, lease, state, version);
      await rollBack(cluster, writer.indexes, writer.versions, settings, state.sequence);
      return writer;
    } catch (error) {
      await lease.release();
      throw isConflict(error) ? lost() : error;
    }
  }

  private newBatch(): Batch {
    const { cluster, settings } = this.parts;
    return new Batch(cluster, this.indexes, this.versions, settings, this.state.sequence + 1);
  }

  async upsert(
    record: IpRecord,
    raw: Uint8Array | undefined,
    outcome?: (outcome: WriteOutcome, reason?: EngineError) => void,
  ): Promise<void> {
    await this.turns.take(async () => {
      const json = JSON.stringify(record);
      const change: Change = { kind: 'put', id: record.id, record, outcome };
      this.preparation.add(change, json, raw);
      await this.take(change, json.length + (raw?.length ?? 0));
    });
  }

  async delete(id: string): Promise<void> {
    await this.turns.take(() => this.take({ kind: 'delete', id }, id.length));
  }

  private async take(change: Change, bytes: number): Promise<void> {
    this.waiting.push(change);
    this.waitingBytes += bytes;
    const { bulkBytes, bulkRequests } = this.parts.settings;
    if (this.waitingBytes >= bulkBytes * bulkRequests || this.waiting.length >= mostWaiting) await this.flush();
  }

  /** Begins to write what waits, once what was begun before is written. */
  private async flush(): Promise<void> {
    const changes = this.waiting;
    this.waiting = [];
    this.waitingBytes = 0;
    await this.flushing;
    if (!this.lease.isHeld) throw lost();
    if (changes.length === 0) return;
    this.flushing = this.write(changes);
    // Whoever flushes next is told.
    this.flushing.catch(() => undefined);
  }

  /** Writes changes when they are prepared; of a record that is merged with an older version the server's word counts too. */
  private async write(changes: readonly Change[]): Promise<void> {
    await this.preparation.settle();
    const good: Change[] = [];
    for (const change of changes)
      if (change.kind === 'put' && change.refused) change.outcome?.('rejected', change.refused);
      else good.push(change);
    if (good.length > 0) await this.batch.flush(good);
  }

  async commit(checkpoints: Checkpoints = {}): Promise<void> {
    await this.turns.take(() => this.commitBatch(checkpoints));
  }

  private async commitBatch(given: Checkpoints): Promise<void> {
    const { log, settings } = this.parts;
    await this.flush();
    await this.flushing;
    const checkpoints = typeof given === 'function' ? await given() : given;
    const { batch, state } = this;
    if (batch.isEmpty && Object.keys(checkpoints).length === 0) return;
    if (!batch.isEmpty) {
      await this.indexes.refresh();
      await this.verify(batch);
    }
    const at = settings.clock();
    const next = stateAfter(state, batch, checkpoints, { at, since: at - settings.graceMilliseconds });
    // The write takes the checkpoints of the commit before out of the committed state.
    await this.settling;
    this.version = await this.writeState(next);
    this.state = next;
    this.batch = this.newBatch();
    this.settling = log.settle(next);
    this.settling.catch(() => undefined);
    await this.prune(at);
  }

  /** @throws EngineError; `locked` when what differs is another writer's work */
  private async verify(batch: Batch): Promise<void> {
    try {
      await batch.verify();
    } catch (error) {
      const found = await this.parts.log.read();
      throw found?.value.writer === this.lease.holder ? error : lost();
    }
  }

  /** The write that commits. Its answer may be lost on the way: then the state itself says whether it came through. */
  private async writeState(next: CommitState): Promise<Version> {
    const { log } = this.parts;
    try {
      return await log.write(next, this.version);
    } catch (error) {
      const found = await log.read().catch(() => undefined);
      if (found?.value.writer !== next.writer || found.value.sequence !== next.sequence) throw error;
      await log.store.refresh();
      return found.version;
    }
  }

  /** Removes what ended before any search that may still be running, and before all that is pinned. */
  private async prune(now: number): Promise<void> {
    const { cluster, pins, settings } = this.parts;
    const { history, sequence, generation } = this.state;
    const old = history.findLast(({ at }) => at <= now - settings.graceMilliseconds)?.sequence;
    if (old === undefined) return;
    const pinned = (await pins.listAlive()).filter((each) => each.generation === generation);
    const oldest = pinned.reduce((least, each) => Math.min(least, each.sequence), Math.min(old, sequence));
    await removeEnded(cluster, this.indexes, this.versions, settings, oldest);
  }

  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async end(): Promise<void> {
    await this.turns.settle();
    this.turns.close();
    // What of this failed is made good below, or by the next writer.
    await Promise.allSettled([this.flushing, this.settling]);
    await this.preparation.stop();
    const { cluster, log, settings, onClose } = this.parts;
    try {
      // The committed state is asked, not remembered: a commit may have come through whose answer was lost.
      const now = (await log.read())?.value;
      const isOurs = now?.writer === this.lease.holder;
      if (isOurs && (!this.batch.isEmpty || this.turns.failure !== undefined))
        await rollBack(cluster, this.indexes, this.versions, settings, now.sequence);
    } catch {
      // The next writer takes it back.
    } finally {
      await this.lease.release().catch(() => undefined);
      onClose();
    }
  }
}

const lost = (): EngineError =>
  new EngineError('locked', 'another process has begun to write: nothing of this batch was committed');

export const outdated = (): EngineError =>
  new EngineError(
    'not-ready',
    'the indexes were built with another layout of fields: build a new generation from the stored records with `ipradar reindex`',
  );
