import type { Queue } from '../queue.js';
import { InProcessQueue } from './in-process-queue.js';

export interface InProcessQueueOptions {
  /** SQLite file of the jobs; made when missing. Programs on one machine that open the same file share the queue. */
  file: string;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Bytes of the file from which on no job is added; 1 GiB unless said. */
  quota?: number;
  /** A worker that says nothing for this long has lost its job; 30 s unless said. */
  lockMilliseconds?: number;
}

/** The queue that needs nothing installed: a table on this machine's disk. @throws what SQLite says when the file cannot be opened */
export function openInProcessQueue({
  file,
  clock,
  quota = 1 << 30,
  lockMilliseconds = 30_000,
}: InProcessQueueOptions): Queue {
  return new InProcessQueue({ file, clock, quota, lockMilliseconds });
}
