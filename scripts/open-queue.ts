import { join } from 'node:path';
import type { Queue } from '../workers/queue.js';
import type { Configuration } from './config.js';

/** File of the jobs in the data folder, when no Redis is named. */
const jobsFile = 'jobs.sqlite';

/** The configured queue; the only place that knows which one that is. The caller closes it. */
export async function openQueue({ data, workers }: Configuration): Promise<Queue> {
  const lockMilliseconds = workers.lockSeconds * 1_000;
  if (workers.redisUrl !== '') {
    const { openBullQueue } = await import('../workers/bullmq/open.js');
    return openBullQueue({ url: workers.redisUrl, clock: Date.now, lockMilliseconds });
  }
  const { openInProcessQueue } = await import('../workers/in-process/open.js');
  const { quota } = workers;
  return openInProcessQueue({ file: join(data.folder, jobsFile), clock: Date.now, quota, lockMilliseconds });
}

/** Opens the queue, runs `use`, closes. */
export async function withQueue<T>(configuration: Configuration, use: (queue: Queue) => Promise<T>): Promise<T> {
  const queue = await openQueue(configuration);
  try {
    return await use(queue);
  } finally {
    await queue.close();
  }
}
