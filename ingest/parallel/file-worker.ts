import { Worker } from 'node:worker_threads';
import type { Input } from '../inputs.js';
import type { LedgerEntry, RecordSink } from '../record-sink.js';
import type { ParallelOptions } from './ingest-parallel.js';
import type { FromWorker, SinkCall, SinkItem, ToWorker, WorkerSetup } from './messages.js';

/** Short-lived strings and nodes of a record fit a young generation of this size: half the garbage collection of the default. */
const youngGenerationMegabytes = 64;

/** One thread and the file that it is reading. */
export class FileWorker {
  private readonly worker: Worker;
  private settle: { resolve(entry: LedgerEntry): void; reject(error: unknown): void } | undefined;
  private turn: Promise<() => void> | undefined;
  private sinkFailure: unknown;
  private isClosed = false;
  private work: Promise<void> = Promise.resolve();

  constructor(
    setup: WorkerSetup,
    private readonly options: Pick<ParallelOptions, 'sink' | 'onProgress'>,
  ) {
    this.worker = new Worker(new URL('./ingest.worker.js', import.meta.url), {
      workerData: setup,
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMegabytes },
    });
    this.worker.on('message', (message: FromWorker) => this.take(message));
    this.worker.on('error', (error) => this.end(() => this.settle?.reject(error)));
    this.worker.on('exit', (code) =>
      this.end(() => this.settle?.reject(new Error(`an ingest worker ended with code ${code}`))),
    );
  }

  /** Reads a file; its records go to the sink when `turn` comes, which ends with the file. */
  ingest({ name, path, size }: Input, turn: Promise<() => void>): Promise<LedgerEntry> {
    this.turn = turn;
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.post({ kind: 'file', name, path, size });
    });
  }

  abort(): void {
    this.post({ kind: 'abort' });
  }

  /** Afterwards nothing more reaches the sink. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.settle = undefined;
    await this.worker.terminate();
    this.endTurn();
    await this.work;
  }

  private post(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  private take(message: FromWorker): void {
    if (message.kind === 'progress') this.options.onProgress?.(message.progress);
    else if (message.kind === 'done') this.end(() => this.settle?.resolve(message.entry));
    else if (message.kind === 'failed') {
      this.end(() => this.settle?.reject(this.sinkFailure ?? new Error(message.message)));
    } else {
      const { id, call } = message;
      // In the order in which they came: a batch is not overtaken by the end of its file.
      this.work = this.work.then(async () => {
        try {
          const value = await this.callSink(call);
          this.post({ kind: 'answer', id, ...(value ? { value } : {}) });
        } catch (error) {
          this.sinkFailure ??= error;
          this.post({ kind: 'answer', id, failure: error instanceof Error ? error.message : String(error) });
        }
      });
    }
  }

  private end(settle: () => void): void {
    settle();
    this.settle = undefined;
    this.endTurn();
  }

  /** A file that was done before, or failed early, ends a turn that may not have come yet. */
  private endTurn(): void {
    void this.turn?.then((release) => release());
    this.turn = undefined;
  }

  private async callSink(call: SinkCall): Promise<LedgerEntry | undefined> {
    const { sink } = this.options;
    if (sink === 'counting') return undefined;
    this.checkOpen();
    if (call.call === 'findDone') return sink.findDone(call.hash);
    if (call.call === 'begin') {
      await this.turn;
      this.checkOpen();
      await sink.begin(call.entry);
    } else if (call.call === 'finish') return sink.finish(call.entry);
    else await this.handAll(call.items, call.raw, sink);
    return undefined;
  }

  private async handAll(items: readonly SinkItem[], raws: Uint8Array, sink: RecordSink): Promise<void> {
    let at = 0;
    for (const item of items) {
      this.checkOpen();
      const raw = item.length === undefined ? undefined : raws.subarray(at, (at += item.length));
      await hand(item, raw, sink);
    }
  }

  private checkOpen(): void {
    if (this.sinkFailure !== undefined) throw this.sinkFailure;
    if (this.isClosed) throw new Error('the run was ended');
  }
}

async function hand(item: SinkItem, raw: Uint8Array | undefined, sink: RecordSink): Promise<void> {
  if (item.kind === 'reject') return sink.reject(item.reject, raw);
  const bytes = raw ?? new Uint8Array();
  if (item.kind === 'record') return sink.record(item.record, bytes);
  if (!sink.remove) throw new Error(`the sink cannot delete \`${item.id}\``);
  return sink.remove(item.id, bytes);
}
