import { Worker } from 'node:worker_threads';
import { clientOf } from '../caller.js';
import { EngineError } from '../engine.js';
import type { QueryRunner } from './inline-runner.js';
import { type LaneJob, QueryLanes } from './query-lanes.js';
import type { QueryTask } from './query-task.js';
import { writeTask } from './written-task.js';

export interface ThreadQuestion {
  number: number;
  /** A `QueryTask` as JSON. */
  task: string;
  /** One Int32 that is not 0 when the query is to end before its time: a `stopFlags`. */
  flag: SharedArrayBuffer;
  /** Time limit. */
  milliseconds: number;
}

/** Why a query is to end: nobody waits for it any more, or another client has its turn. */
export const stopFlags = { gone: 1, madeRoom: 2 } as const;

export interface ThreadAnswer {
  number: number;
  value?: unknown;
  failure?: { code?: EngineError['code']; message: string };
}

interface Job extends ThreadQuestion, LaneJob {
  /** When a thread took it up, ms. */
  started: number;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** What a query may take before it counts as slow. */
const sliceMilliseconds = 300;

/**
 * A few threads, each with its own connection and open segments; tasks wait in line, quick ones apart from slow ones (query-lanes.ts): one thread more than
 * `size` keeps the machine busy while `size` slow ones run and one is left for quick ones. Threads start when they are first needed.
 */
export class ThreadRunner implements QueryRunner {
  private readonly threads = new Set<Worker>();
  private readonly idle: Worker[] = [];
  private readonly lanes: QueryLanes<Job>;
  private readonly running = new Map<Worker, Job>();
  private nextNumber = 0;
  private isClosed = false;

  constructor(
    private readonly folder: string,
    private readonly size: number,
    private readonly milliseconds: number,
  ) {
    this.lanes = new QueryLanes(size);
  }

  run(task: QueryTask, signal?: AbortSignal): Promise<unknown> {
    if (this.isClosed) return Promise.reject(new EngineError('not-ready', 'the engine is closed'));
    if (signal?.aborted) return Promise.reject(new EngineError('timed-out', 'the query was cancelled'));
    const flag = new SharedArrayBuffer(4);
    const number = this.nextNumber++;
    const written = writeTask(task);
    const milliseconds = Math.min(sliceMilliseconds, this.milliseconds);
    let cancel = (): void => undefined;
    const answer = new Promise((resolve, reject) => {
      const job: Job = {
        number,
        task: written.text,
        fingerprint: written.fingerprint,
        flag,
        milliseconds,
        client: clientOf(signal),
        isSlow: false,
        started: 0,
        resolve,
        reject,
      };
      cancel = () => {
        Atomics.store(new Int32Array(flag), 0, stopFlags.gone);
        this.lanes.remove(job);
        reject(new EngineError('timed-out', 'the query was cancelled'));
      };
      signal?.addEventListener('abort', cancel, { once: true });
      this.lanes.add(job);
      this.dispatch();
    });
    // A scan asks again and again under one signal.
    return answer.finally(() => signal?.removeEventListener('abort', cancel));
  }

  private dispatch(): void {
    while (this.idle.length > 0 || this.threads.size <= this.size) {
      const job = this.lanes.next();
      if (!job) break;
      const thread = this.idle.pop() ?? this.start();
      this.running.set(thread, job);
      job.started = performance.now();
      const { number, task, flag, isSlow } = job;
      const milliseconds = isSlow ? this.milliseconds : job.milliseconds;
      thread.ref();
      thread.postMessage({ number, task, flag, milliseconds } satisfies ThreadQuestion);
    }
    this.makeRoom();
  }

  /** Stops a query of a client that holds more than its share while another one waits; it begins anew later. */
  private makeRoom(): void {
    const job = this.lanes.overdrawn();
    if (job) Atomics.compareExchange(new Int32Array(job.flag), 0, 0, stopFlags.madeRoom);
  }

  /** Whether a job ended because another client had its turn; if so it may begin anew. */
  private hasMadeRoom({ flag }: Job): boolean {
    return Atomics.compareExchange(new Int32Array(flag), 0, stopFlags.madeRoom, 0) === stopFlags.madeRoom;
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
      if (job) this.lanes.end(job, !failure && performance.now() - job.started < sliceMilliseconds);
      if (job && failure?.code === 'timed-out' && this.hasMadeRoom(job)) this.lanes.putBack(job);
      else if (job && failure?.code === 'timed-out' && this.isCutShort(job)) this.lanes.demote(job);
      else if (failure)
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
      if (job) this.lanes.end(job);
      job?.reject(new EngineError('unavailable', 'the query thread ended: try again', { cause: error }));
      if (!this.isClosed) this.dispatch();
    };
    thread.on('error', drop);
    thread.on('exit', (code) => {
      if (this.threads.has(thread)) drop(new Error(`exit code ${code}`));
    });
    return thread;
  }

  /** Whether a job ended with its slice, not with its time and not because nobody waits for it. */
  private isCutShort({ isSlow, milliseconds, flag }: Job): boolean {
    return !isSlow && milliseconds < this.milliseconds && Atomics.load(new Int32Array(flag), 0) === 0;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    for (const job of this.lanes.drain()) job.reject(new EngineError('not-ready', 'the engine is closed'));
    await Promise.all([...this.threads].map((thread) => thread.terminate()));
  }
}
