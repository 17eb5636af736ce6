import type { IpRecord } from '../domain/record.js';
import type { Reject } from '../ingest/format.js';
import type { LedgerEntry, RecordSink } from '../ingest/record-sink.js';
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
}

/** Key of the checkpoint that holds the ledger line of a package; `hash` is the SHA-256 of the file, hex. */
export function ledgerKey(hash: string): string {
  return `package:${hash}`;
}

/** Puts what the pipeline reads into an engine; ledger lines are checkpoints of the commits that carry their records. */
export function engineSink(options: EngineSinkOptions): RecordSink {
  return new EngineSink(options);
}

class EngineSink implements RecordSink {
  private readonly batchRecords: number;
  private readonly batchBytes: number;
  private entry: LedgerEntry | undefined;
  private written = 0;
  private unchanged = 0;
  private deleted = 0;
  /** Rejects of the reader, told by the pipeline too, and of the engine, which the pipeline does not see. */
  private readerRejects = 0;
  private engineRejects = 0;
  private pendingRecords = 0;
  private pendingBytes = 0;
  private keeping: Promise<void> = Promise.resolve();

  constructor(private readonly options: EngineSinkOptions) {
    this.batchRecords = options.batchRecords ?? 20_000;
    this.batchBytes = options.batchBytes ?? 256 << 20;
  }

  async findDone(hash: string): Promise<LedgerEntry | undefined> {
    // Checkpoints under this key are our own ledger lines.
    const found = (await this.options.engine.checkpoint(ledgerKey(hash))) as LedgerEntry | undefined;
    return found?.state === 'done' ? found : undefined;
  }

  async begin(entry: LedgerEntry): Promise<void> {
    this.entry = entry;
    this.written = this.unchanged = this.deleted = this.readerRejects = this.engineRejects = 0;
    this.pendingRecords = this.pendingBytes = 0;
    return Promise.resolve();
  }

  async record(record: IpRecord, raw: Uint8Array): Promise<void> {
    try {
      await this.options.writer.upsert(record, raw, (outcome, reason) => {
        if (outcome === 'written') this.written++;
        else if (outcome === 'unchanged') this.unchanged++;
        else this.refuse(record, raw, reason);
      });
    } catch (error) {
      if (!(error instanceof EngineError) || error.code !== 'rejected') throw error;
      this.refuse(record, raw, error);
    }
    await this.kept();
    await this.count(raw.length);
  }

  /** Puts a record that the engine refused into quarantine; `kept` waits for it. */
  private refuse(record: IpRecord, raw: Uint8Array, reason: EngineError | undefined): void {
    this.engineRejects++;
    const { quarantine } = this.options;
    const keep = () => quarantine.keep(rejectOf(record, reason, raw), raw);
    this.keeping = this.keeping.then(keep);
    // Whoever waits is told; nobody may be waiting yet.
    this.keeping.catch(() => undefined);
  }

  private kept(): Promise<void> {
    return this.keeping;
  }

  async remove(id: string, raw: Uint8Array): Promise<void> {
    await this.options.writer.delete(id);
    this.deleted++;
    await this.count(raw.length);
  }

  async reject(reject: Reject, raw: Uint8Array | undefined): Promise<void> {
    this.readerRejects++;
    await this.options.quarantine.keep(reject, raw);
  }

  private async count(bytes: number): Promise<void> {
    this.pendingRecords++;
    this.pendingBytes += bytes;
    if (this.pendingRecords < this.batchRecords && this.pendingBytes < this.batchBytes) return;
    this.pendingRecords = this.pendingBytes = 0;
    const { entry } = this;
    await this.options.writer.commit(async () => {
      await this.kept();
      return entry ? { [ledgerKey(entry.hash)]: this.countedLine(entry) } : {};
    });
  }

  /** The line of a run that is under way, as far as the sink knows it. */
  private countedLine(entry: LedgerEntry): LedgerEntry {
    const { written, unchanged, deleted } = this;
    const rejected = this.readerRejects + this.engineRejects;
    return {
      ...entry,
      read: written + unchanged + rejected + deleted,
      written,
      unchanged,
      rejected,
      ...(deleted > 0 ? { deleted } : {}),
    };
  }

  async finish(entry: LedgerEntry): Promise<LedgerEntry> {
    let final = entry;
    await this.options.writer.commit(async () => {
      await this.kept();
      const { written, unchanged } = this;
      final = { ...entry, written, unchanged, rejected: entry.rejected + this.engineRejects };
      return { [ledgerKey(entry.hash)]: final };
    });
    this.entry = undefined;
    return final;
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
