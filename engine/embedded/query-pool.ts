import { Worker } from 'node:worker_threads';
import { EngineError } from '../engine.js';
import { toEngineError } from './failures.js';
import { answerTask, type QueryTask } from './query-task.js';
import { IndexReader } from './search/snapshot.js';

export interface ThreadQuestion {
  number: number;
  task: QueryTask;
  /** One Int32 that becomes 1 when the asker has gone. */
  flag: SharedArrayBuffer;
  /** Time limit. */
  milliseconds: number;
}

export interface ThreadAnswer {
  number: number;
  value?: unknown;
  failure?: { code?: EngineError['code']; message: string };
}

interface Job extends ThreadQuestion {
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** Answers query tasks. */
export interface QueryRunner {
  run(task: QueryTask, signal?: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
}

/** In the caller's own thread: for one-shot commands, which a thread would only slow down. */
export class InlineRunner implements QueryRunner {
  private readonly reader: IndexReader;
  private isClosed = false;

  constructor(
    private readonly folder: string,
    private readonly milliseconds: number,
  ) {
    this.reader = new IndexReader(folder);
  }

  async run(task: QueryTask, signal?: AbortSignal): Promise<unknown> {
    if (this.isClosed) throw new EngineError('not-ready', 'the engine is closed');
    if (signal?.aborted) throw new EngineError('timed-out', 'the query was cancelled');
    const deadline = performance.now() + this.milliseconds;
    try {
      const value = answerTask(this.reader, task, () =>
        signal?.aborted ? 'aborted' : performance.now() > deadline ? 'timed-out' : undefined,
      );
      return await Promise.resolve(value);
    } catch (error) {
      throw toEngineError(error, this.folder);
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.reader.close();
    return Promise.resolve();
  }
}

/** A few threads, each with its own connection and open segments; tasks wait in line. Threads start when they are first needed. */
export class ThreadRunner implements QueryRunner {
  private readonly threads = new Set<Worker>();
  private readonly idle: Worker[] = [];
  private readonly waiting: Job[] = [];
  private readonly running = new Map<Worker, Job>();
  private nextNumber = 0;
  private isClosed = false;

  constructor(
    private readonly folder: string,
    private readonly size: number,
    private readonly milliseconds: number,
  ) {}

  run(task: QueryTask, signal?: AbortSignal): Promise<unknown> {
    if (this.isClosed) return Promise.reject(new EngineError('not-ready', 'the engine is closed'));
    if (signal?.aborted) return Promise.reject(new EngineError('timed-out', 'the query was cancelled'));
    return new Promise((resolve, reject) => {
      const flag = new SharedArrayBuffer(4);
      const number = this.nextNumber++;
      const job: Job = { number, task, flag, milliseconds: this.milliseconds, resolve, reject };
      signal?.addEventListener(
        'abort',
        () => {
          Atomics.store(new Int32Array(flag), 0, 1);
          const place = this.waiting.indexOf(job);
          if (place >= 0) this.waiting.splice(place, 1);
          reject(new EngineError('timed-out', 'the query was cancelled'));
        },
        { once: true },
      );
      this.waiting.push(job);
      this.dispatch();
    });
  }

  private dispatch(): void {
    while (this.waiting.length > 0) {
      const thread = this.idle.pop() ?? (this.threads.size < this.size ? this.start() : undefined);
      const job = thread && this.waiting.shift();
      if (!thread || !job) return;
      this.running.set(thread, job);
      const { number, task, flag, milliseconds } = job;
      thread.ref();
      thread.postMessage({ number, task, flag, milliseconds } satisfies ThreadQuestion);
    }
  }

  private start(): Worker {
    const thread = new Worker(new URL('./search.worker.js', import.meta.url), { workerData: { folder: this.folder } });
    this.threads.add(thread);
    thread.on('message', ({ value, failure }: ThreadAnswer) => {
      const job = this.running.get(thread);
      this.running.delete(thread);
      // A waiting thread must not keep the process alive.
      thread.unref();
      this.idle.push(thread);
      if (failure)
        job?.reject(failure.code ? new EngineError(failure.code, failure.message) : new Error(failure.message));
      else job?.resolve(value);
      this.dispatch();
    });
    const drop = (error: unknown): void => {
      this.threads.delete(thread);
      const place = this.idle.indexOf(thread);
      if (place >= 0) this.idle.splice(place, 1);
      const job = this.running.get(thread);
      this.running.delete(thread);
      job?.reject(new EngineError('unavailable', 'the query thread ended: try again', { cause: error }));
      if (!this.isClosed) this.dispatch();
    };
    thread.on('error', drop);
    thread.on('exit', (code) => {
      if (this.threads.has(thread)) drop(new Error(`exit code ${code}`));
    });
    return thread;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    for (const job of this.waiting.splice(0)) job.reject(new EngineError('not-ready', 'the engine is closed'));
    await Promise.all([...this.threads].map((thread) => thread.terminate()));
  }
}
