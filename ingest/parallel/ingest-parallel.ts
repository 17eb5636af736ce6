import { Worker } from 'node:worker_threads';
import type { Input } from '../inputs.js';
import { defaultLimits, type IngestLimits } from '../limits.js';
import type { IngestProgress } from '../pipeline.js';
import type { LedgerEntry, RecordSink } from '../record-sink.js';
import type { FromWorker, SinkCall, SinkItem, ToWorker, WorkerSetup } from './messages.js';

export interface ParallelOptions {
  /** Worker threads; each reads one file at a time. */
  workers: number;
  /** Takes the records on this thread, one file after another. `counting`: they are counted in the workers and go nowhere. */
  sink: RecordSink | 'counting';
  limits?: IngestLimits;
  onProgress?: (progress: IngestProgress) => void;
  signal?: AbortSignal;
  /** Module that exports `formats`; ours when absent. */
  formatsModule?: URL;
}

/** Short-lived strings and nodes of a record fit a young generation of this size: half the garbage collection of the default. */
const youngGenerationMegabytes = 64;

/**
 * Reads files on worker threads: each worker reads, inflates, splits and parses one file at a time. Yields ledger lines as files end.
 * Throws the first error of the sink or of a worker, after the other workers were stopped.
 */
export async function* ingestInParallel(
  inputs: readonly Input[],
  options: ParallelOptions,
): AsyncGenerator<LedgerEntry> {
  const setup: WorkerSetup = {
    formatsModule: (options.formatsModule ?? new URL('../formats/formats.js', import.meta.url)).href,
    limits: options.limits ?? defaultLimits,
    isCounting: options.sink === 'counting',
  };
  const turns = new Turns();
  const queue = [...inputs];
  const count = Math.max(1, Math.min(options.workers, inputs.length));
  const threads = Array.from({ length: count }, () => new FileWorker(setup, options, turns));
  const abort = () => threads.forEach((thread) => thread.abort());
  options.signal?.addEventListener('abort', abort, { once: true });
  const running = new Map<FileWorker, Promise<{ thread: FileWorker; entry: LedgerEntry }>>();
  const start = (thread: FileWorker) => {
    const input = options.signal?.aborted ? undefined : queue.shift();
    if (!input) return;
    const done = thread.ingest(input).then(async (entry) => {
      await input.release();
      return { thread, entry };
    });
    done.catch(() => undefined);
    running.set(thread, done);
  };
  try {
    threads.forEach(start);
    while (running.size > 0) {
      const { thread, entry } = await Promise.race(running.values());
      running.delete(thread);
      start(thread);
      yield entry;
    }
  } finally {
    options.signal?.removeEventListener('abort', abort);
    await Promise.all(threads.map((thread) => thread.close()));
    await Promise.all(queue.map((input) => input.release()));
  }
}

/** The sink takes one file at a time: its counts of written and unchanged belong to the file that is open. */
class Turns {
  private last: Promise<void> = Promise.resolve();

  /** Resolves when it is the caller's turn, with the function that ends it. */
  take(): Promise<() => void> {
    const before = this.last;
    let release: () => void = () => undefined;
    this.last = new Promise((resolve) => (release = resolve));
    return before.then(() => release);
  }
}

/** One thread and the file that it is reading. */
class FileWorker {
  private readonly worker: Worker;
  private settle: { resolve(entry: LedgerEntry): void; reject(error: unknown): void } | undefined;
  private endTurn: (() => void) | undefined;
  private sinkFailure: unknown;
  private work: Promise<void> = Promise.resolve();

  constructor(
    setup: WorkerSetup,
    private readonly options: ParallelOptions,
    private readonly turns: Turns,
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

  ingest({ name, path, size }: Input): Promise<LedgerEntry> {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.post({ kind: 'file', name, path, size });
    });
  }

  abort(): void {
    this.post({ kind: 'abort' });
  }

  async close(): Promise<void> {
    this.settle = undefined;
    await this.worker.terminate();
    this.endTurn?.();
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
    this.endTurn?.();
    this.endTurn = undefined;
  }

  private async callSink(call: SinkCall): Promise<LedgerEntry | undefined> {
    const { sink } = this.options;
    if (sink === 'counting') return undefined;
    if (this.sinkFailure !== undefined) throw this.sinkFailure;
    if (call.call === 'findDone') return sink.findDone(call.hash);
    if (call.call === 'begin') {
      this.endTurn = await this.turns.take();
      await sink.begin(call.entry);
    } else if (call.call === 'finish') return sink.finish(call.entry);
    else for (const item of call.items) await hand(item, sink);
    return undefined;
  }
}

async function hand(item: SinkItem, sink: RecordSink): Promise<void> {
  if (item.kind === 'record') return sink.record(item.record, item.raw);
  if (item.kind === 'reject') return sink.reject(item.reject, item.raw);
  if (!sink.remove) throw new Error(`the sink cannot delete \`${item.id}\``);
  return sink.remove(item.id, item.raw);
}
