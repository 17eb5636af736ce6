import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, Job, JobRequest, JobState, Json, Processor, Queue } from '../queue.js';

/** What the contract suite needs of an implementation: a queue of its own, empty at first. */
export interface QueueSubject {
  /** Another program's view of the queue; `clock` is that program's. */
  open(options?: { clock?: () => number }): Queue;
  /** Closes what was opened and removes the data. */
  remove(): Promise<void>;
}

/** Everything that is over by now was over before it. */
export const farAhead = new Date('2999-01-01');

/** Locks of its queues last `lockMilliseconds`, so that tests need not wait for half a minute. */
export type OpenQueueSubject = () => Promise<QueueSubject>;
export const lockMilliseconds = 800;

/** Runs `act` on a fresh, empty queue and removes it whatever happens. */
export async function withQueue<T>(
  open: OpenQueueSubject,
  act: (queue: Queue, subject: QueueSubject) => Promise<T>,
): Promise<T> {
  const subject = await open();
  try {
    return await act(subject.open(), subject);
  } finally {
    await subject.remove();
  }
}

/** A job named `work` whose key is its payload, with waits short enough for a test. */
export function work(key: string, more: Partial<JobRequest> = {}): JobRequest {
  return { name: 'work', key, payload: key, retries: { attempts: 3, first: 20, most: 40 }, ...more };
}

/** Runs everything that is there with this processor, one at a time unless said, then stops. */
export async function drain(queue: Queue, processor: Processor, concurrency = 1): Promise<void> {
  const consumer = queue.consume(processor, { concurrency });
  await consumer.idle();
  await consumer.stop(5_000);
}

/** Notes keys in the order in which they are run. */
export function noteRuns(): { keys: string[]; processor: Processor } {
  const keys: string[] = [];
  return {
    keys,
    async processor({ job }): Promise<Json> {
      keys.push(job.key);
      return null;
    },
  };
}

/** Waits until it is so. @throws Error after ten seconds */
export async function until(what: string, isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await isSo()) return;
    await sleep(20);
  }
  throw new Error(`waited in vain until ${what}`);
}

/** Waits until the job is in this state. */
export async function untilState(queue: Queue, id: string, state: JobState): Promise<Job> {
  let job: Job | undefined;
  await until(`${id} is ${state}`, async () => (job = await queue.show(id))?.state === state);
  return job as Job;
}

/** A processor that runs until it is told to end, and tells when it began. */
export function runUntilTold(): { processor: Processor; begun: Promise<void> } {
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  return {
    begun,
    async processor({ signal }) {
      begin();
      await sleep(30_000, undefined, { signal });
      return null;
    },
  };
}

/** Stops a consumer after `act`, whatever happens. */
export async function whileConsuming<T>(consumer: Consumer, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } finally {
    await consumer.stop(0);
  }
}
