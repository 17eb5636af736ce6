import type { Queue } from '../queue.js';
import { BullQueue } from './bull-queue.js';

export interface BullQueueOptions {
  /** `redis://[user:password@]host[:port][/database]`, `rediss://` with TLS. */
  url: string;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Begins every key; queues with different ones know nothing of each other. */
  prefix?: string;
  /** A worker that says nothing for this long has lost its job; 30 s unless said. */
  lockMilliseconds?: number;
}

/** The queue that several machines share. Opens at once; a server that is away shows in the first question, as QueueError `unavailable`. */
export function openBullQueue({
  url,
  clock,
  // In braces: all keys of the queue lie together on a cluster of Redis.
  prefix = '{ipradar}',
  lockMilliseconds = 30_000,
}: BullQueueOptions): Queue {
  return new BullQueue({ url, clock, prefix, lockMilliseconds });
}
