import { Redis } from 'ioredis';
import { QueueError } from '../queue.js';

/** Waits a little longer after each failure to connect, 2 s at most; never gives up. */
const retryStrategy = (times: number): number => Math.min(2_000, 50 * 2 ** Math.min(times, 6));

/** A connection on which a question fails after a second or so without a server: whoever asks is told. */
export function connectForQuestions(url: string): Redis {
  return new Redis(url, { maxRetriesPerRequest: 3, connectTimeout: 2_000, retryStrategy });
}

/** A connection that waits for its server however long it is away, as those who run jobs do. */
export function connectForWork(url: string): Redis {
  return new Redis(url, { maxRetriesPerRequest: null, retryStrategy });
}

/** Answers of the server, and its absence, in the words of the port. Anything else is thrown as it is. */
export async function ask<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    throw toQueueError(error);
  }
}

function toQueueError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message } = error;
  if (/\bOOM\b/.test(message))
    return new QueueError('full', 'Redis has no memory left for jobs: `prune` what is over, or allow more', {
      cause: error,
    });
  if (isAway.test(`${name} ${message}`))
    return new QueueError('unavailable', `Redis cannot be reached: ${message}`, { cause: error });
  return error;
}

const isAway =
  /MaxRetriesPerRequest|Connection is closed|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EPIPE|LOADING|MISCONF|stream isn't writeable/i;
