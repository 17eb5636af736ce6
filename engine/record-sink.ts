import type { IpRecord } from '../domain/record.js';
import type { Reject } from '../ingest/format.js';
import type { LedgerEntry, RecordSink } from '../ingest/record-sink.js';
import { PackageCounts } from './package-counts.js';
import { type Engine, EngineError, type EngineWriter } from './engine.js';

/** Where rejects go: ingest/quarantine.ts. Keeping must be durable when the promise resolves. */
export interface RejectKeeper {
  keep(reject: Reject, raw: Uint8Array | undefined): Promise<void>;
}

export interface EngineSinkOptions {
  engine: Engine;
  /** Writer of the same engine; the caller closes it. */
  writer: EngineWriter;
  quarantine: RejectKeeper;
  /** A batch is committed at this many records or raw bytes, whichever comes first. */
  batchRecords?: number;
  batchBytes?: number;
  /** Lets packages that follow one another share a commit. */
  group?: {
    /** Milliseconds that a package which is read whole may wait for its commit. */
    milliseconds: number;
    /** Milliseconds since 1970. */
    clock: () => number;
  };
}

/** A sink in whose commits packages may stand together. */
export interface EngineSink extends RecordSink {
  /**
   * As RecordSink says. With `group` the line that it returns is not final, and neither it nor its records are durable, before `takeFinished` gives the final
   * one.
   */
  finish(entry: LedgerEntry): Promise<LedgerEntry>;
  /** Commits what waits. */
  flush(): Promise<void>;
  /** Whether the line of a package is not final yet. */
  isWaiting(hash: string): boolean;
  /** The final lines of finished packages since the last call, in order; they are durable. */
  takeFinished(): LedgerEntry[];
}

/** Key of the checkpoint that holds the ledger line of a package; `hash` is the SHA-256 of the file, hex. */
export function ledgerKey(hash: string): string {
  return `package:${hash}`;
}

/** Puts what the pipeline reads into an engine; ledger lines are checkpoints of the commits that carry their records. */
export function engineSink(options: EngineSinkOptions): EngineSink {
  return new CommittingSink(options);
}

class CommittingSink implements EngineSink {
  private readonly batchRecords: number;
  private readonly batchBytes: number;
  private current: PackageCounts | undefined;
  /** Packages that are read whole and wait for a commit, with their lines as the pipeline ended them. */
  private waiting: { counts: PackageCounts; entry: LedgerEntry }[] = [];
  private waitingSince = 0;
  private finished: LedgerEntry[] = [];
  private pendingRecords = 0;
  private pendingBytes = 0;
  private keeping: Promise<void> = Promise.resolve();

  constructor(private readonly options: EngineSinkOptions) {
    this.batchRecords = options.batchRecords ?? 20_000;
    this.batchBytes = options.batchBytes ?? 256 << 20;
  }

  async findDone(hash: string): Promise<LedgerEntry | undefined> {
    if (this.isWaiting(hash)) await this.commit();
    // Checkpoints under this key are our own ledger lines.
    const found = (await this.options.engine.checkpoint(ledgerKey(hash))) as LedgerEntry | undefined;
    return found?.state === 'done' ? found : undefined;
  }

  async begin(entry: LedgerEntry): Promise<void> {
    this.current = new PackageCounts(entry);
    return Promise.resolve();
  }

  /** The package that is being read. */
  private get counts(): PackageCounts {
    if (!this.current) throw new Error('no package was begun');
    return this.current;
  }

  async record(record: IpRecord, raw: Uint8Array): Promise<void> {
    const { counts } = this;
    try {
      await this.options.writer.upsert(record, raw, (outcome, reason) => {
        if (outcome === 'written') counts.written++;
        else if (outcome === 'unchanged') counts.unchanged++;
        else this.refuse(counts, record, raw, reason);
      });
    } catch (error) {
      if (!(error instanceof EngineError) || error.code !== 'rejected') throw error;
      this.refuse(counts, record, raw, error);
    }
    await this.keeping;
    await this.count(raw.length);
  }

  /** Puts a record that the engine refused into quarantine; `keeping` waits for it. */
  private refuse(counts: PackageCounts, record: IpRecord, raw: Uint8Array, reason: EngineError | undefined): void {
    counts.engineRejects++;
    const { quarantine } = this.options;
    const keep = () => quarantine.keep(rejectOf(record, reason, raw), raw);
    this.keeping = this.keeping.then(keep);
    // Whoever waits is told; nobody may be waiting yet.
    this.keeping.catch(() => undefined);
  }

  async remove(id: string, raw: Uint8Array): Promise<void> {
    await this.options.writer.delete(id);
    this.counts.deleted++;
    await this.count(raw.length);
  }

  async reject(reject: Reject, raw: Uint8Array | undefined): Promise<void> {
    this.counts.readerRejects++;
    await this.options.quarantine.keep(reject, raw);
  }

  private async count(bytes: number): Promise<void> {
    this.pendingRecords++;
    this.pendingBytes += bytes;
    const isFull = this.pendingRecords >= this.batchRecords || this.pendingBytes >= this.batchBytes;
    if (isFull || this.hasWaitedLong()) await this.commit();
  }

  async finish(entry: LedgerEntry): Promise<LedgerEntry> {
    const { counts } = this;
    this.current = undefined;
    const { group } = this.options;
    if (group && this.waiting.length === 0) this.waitingSince = group.clock();
    this.waiting.push({ counts, entry });
    if (!group || this.hasWaitedLong()) await this.commit();
    return counts.finalLine(entry);
  }

  private hasWaitedLong(): boolean {
    const { group } = this.options;
    return group !== undefined && this.waiting.length > 0 && group.clock() - this.waitingSince >= group.milliseconds;
  }

  async flush(): Promise<void> {
    if (this.waiting.length > 0) await this.commit();
  }

  isWaiting(hash: string): boolean {
    return this.waiting.some(({ entry }) => entry.hash === hash);
  }

  takeFinished(): LedgerEntry[] {
    return this.finished.splice(0);
  }

  private async commit(): Promise<void> {
    this.pendingRecords = this.pendingBytes = 0;
    const { waiting, current } = this;
    let final: LedgerEntry[] = [];
    await this.options.writer.commit(async () => {
      await this.keeping;
      final = waiting.map(({ counts, entry }) => counts.finalLine(entry));
      const lines = current ? [...final, current.lineSoFar] : final;
      return Object.fromEntries(lines.map((line) => [ledgerKey(line.hash), line]));
    });
    // Not before: what a commit that failed was to carry waits for ever, and no line of it is told.
    this.waiting = [];
    this.finished.push(...final);
  }
}

function rejectOf(record: IpRecord, reason: EngineError | undefined, raw: Uint8Array): Reject {
  const source = record.sources.at(-1);
  return {
    code: 'not-indexable',
    detail: reason?.message ?? 'the engine refused the record',
    package: source?.package ?? '',
    entry: source?.entry ?? '',
    offset: source?.offset ?? 0,
    length: source?.length ?? raw.length,
    recordId: record.id,
  };
}
