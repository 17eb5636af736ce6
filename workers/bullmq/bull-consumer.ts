import { DelayedError, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { backOff } from '../back-off.js';
import {
  type Consumer,
  type ConsumerOptions,
  type Json,
  type Processor,
  type Queue,
  QueueError,
  type StopReason,
} from '../queue.js';
import { judge, type Verdict } from '../verdict.js';
import { idInKey, jobOf, type QueuedJob, queueName, type StoredJob } from './bull-job.js';
import { connectForWork } from './connections.js';
import type { Marks } from './marks.js';

export interface BullConsumerParts {
  queue: Pick<Queue, 'counts' | 'fireSchedules'>;
  marks: Marks;
  /** Ends the delay of a job; nothing when it has none. */
  promote: (id: string) => Promise<void>;
  url: string;
  prefix: string;
  lockMilliseconds: number;
  clock: () => number;
}

const interval = 1_000;
/** A job that kills its holders is not given to a fourth. */
const mostLosses = 2;

/** A BullMQ worker that knows the port's verdicts. Locks and the taking over of lost jobs are BullMQ's. */
export class BullConsumer implements Consumer {
  private readonly running = new Map<string, AbortController>();
  private readonly redis: Redis;
  private readonly worker: Worker<StoredJob, Json>;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly parts: BullConsumerParts,
    private readonly processor: Processor,
    private readonly options: ConsumerOptions,
    private readonly onStopped: () => void,
  ) {
    const { url, prefix, lockMilliseconds } = parts;
    this.redis = connectForWork(url);
    this.redis.on('error', this.tell);
    this.worker = new Worker<StoredJob, Json>(queueName, (job, token = '') => this.run(job, token), {
      connection: this.redis,
      prefix,
      concurrency: options.concurrency,
      lockDuration: lockMilliseconds,
      stalledInterval: lockMilliseconds,
      maxStalledCount: mostLosses,
      drainDelay: 1,
      runRetryDelay: 1_000,
      settings: { backoffStrategy: (failures, _type, _error, job) => backOff(failures, retriesOf(job), Math.random) },
    });
    this.worker.on('error', this.tell);
    this.worker.on('stalled', (id) =>
      this.tell(new Error(`job \`${id}\` was taken from a worker that ended in the middle of it`)),
    );
    this.worker.on('lockRenewalFailed', (ids) => ids.forEach((id) => this.abort(id, 'lost')));
    this.worker.on('completed', (job) => void this.wakeWaiters(job.id));
    this.worker.on('failed', (job) => void this.wakeWaiters(job?.id));
    this.timer = setInterval(() => void this.look().catch(this.tell), interval);
  }

  private async look(): Promise<void> {
    for (const id of this.running.keys()) if (await this.parts.marks.isCancelled(id)) this.abort(id, 'cancelled');
    await this.parts.queue.fireSchedules();
  }

  /** Jobs that were put off until this one is over. One that this misses has its delay. */
  private async wakeWaiters(id = ''): Promise<void> {
    try {
      for (const waiter of await this.parts.marks.takeWaiters(id)) await this.parts.promote(waiter);
    } catch (error) {
      this.tell(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private abort(id: string, reason: StopReason): void {
    this.running.get(id)?.abort(reason);
  }

  private async run(job: QueuedJob, token: string): Promise<Json> {
    const id = job.id ?? '';
    if (await this.parts.marks.isCancelled(id)) throw new UnrecoverableError('cancelled');
    const stop = new AbortController();
    this.running.set(id, stop);
    try {
      const verdict = await judge(this.processor, {
        job: jobOf(job, 'active'),
        signal: stop.signal,
        progress: (progress) => job.updateProgress(progress as object),
        results: () => resultsOf(job),
      });
      return await settle(job, token, verdict, this.parts);
    } finally {
      // A job that was lost may be taken again while its first run is still ending.
      if (this.running.get(id) === stop) this.running.delete(id);
    }
  }

  async idle(): Promise<void> {
    for (;;) {
      if (await this.isIdle()) return;
      await sleep(100);
    }
  }

  /** Not while the server is away: nobody knows then. */
  private async isIdle(): Promise<boolean> {
    try {
      const { waiting, delayed, active } = await this.parts.queue.counts();
      return waiting + delayed + active + this.running.size === 0;
    } catch (error) {
      if (!(error instanceof QueueError) || error.code !== 'unavailable') throw error;
      this.tell(error);
      return false;
    }
  }

  async stop(grace: number): Promise<void> {
    const closed = this.worker.close();
    const isOver = await Promise.race([closed.then(() => true), sleep(grace, false, { ref: false })]);
    if (!isOver) for (const id of this.running.keys()) this.abort(id, 'stopping');
    await closed;
    clearInterval(this.timer);
    this.redis.disconnect();
    this.onStopped();
  }

  private readonly tell = (error: Error): void => this.options.onTrouble?.(error);
}

const retriesOf = (job: unknown) => (job as QueuedJob).data.retries;

async function resultsOf(job: QueuedJob): Promise<Record<string, Json>> {
  const values = await job.getChildrenValues<Json>();
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [idInKey(key), value]));
}

/** Says it in BullMQ's words, which for all but success are errors. */
async function settle(
  job: QueuedJob,
  token: string,
  verdict: Verdict,
  { clock, marks }: Pick<BullConsumerParts, 'clock' | 'marks'>,
): Promise<Json> {
  switch (verdict.kind) {
    case 'done':
      return verdict.result;
    case 'later':
      await job.updateData({ ...job.data, note: verdict.reason });
      if (verdict.until !== undefined) await marks.waitFor(job.id ?? '', verdict.until);
      await job.moveToDelayed(clock() + verdict.delay, token);
      throw new DelayedError();
    case 'given-back':
      await job.moveToWait(token);
      throw new WaitingError();
    case 'cancelled':
      throw new UnrecoverableError('cancelled');
    case 'lost':
      // The lock is gone, so BullMQ will not put this down anywhere.
      throw new Error('lost');
    case 'failed':
      if (job.data.note !== undefined) await job.updateData({ ...job.data, note: undefined });
      throw verdict.isFinal ? new UnrecoverableError(verdict.reason) : new Error(verdict.reason);
  }
}
