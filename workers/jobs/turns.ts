import { EngineError } from '../../engine/engine.js';
import { type Json, type Queue, TryLater } from '../queue.js';

/** Milliseconds until a job looks again: whether the engine is free, whether it answers again, and whether its turn has come though nobody has told it. */
const whenLocked = 400;
const whenUnavailable = 5_000;
const whenNotTold = 15_000;

/**
 * Packages are indexed in the order of their source, for a later one may correct an earlier one. Comes back later while the job of the package before is
 * under way; one that is dead or cancelled, or whose child is, is not waited for.
 * @throws TryLater
 */
export async function awaitTurn(queue: Queue, before: string | undefined): Promise<void> {
  const running = before === undefined ? undefined : await findRunning(queue, before);
  if (running !== undefined)
    throw new TryLater(`the package before it is not indexed yet (\`${running}\`)`, whenNotTold, running);
}

/** The job that has yet to end before the package of this one is indexed; undefined when there is none. */
async function findRunning(queue: Queue, id: string): Promise<string | undefined> {
  const job = await queue.show(id);
  if (!job || job.state === 'dead' || job.state === 'cancelled') return undefined;
  if (job.state === 'done') {
    const next = indexedBy(job.result);
    return next === undefined ? undefined : await findRunning(queue, next);
  }
  if (job.state !== 'blocked') return id;
  const hasFailed = (await queue.childrenOf(id)).some(({ state }) => state === 'dead' || state === 'cancelled');
  return hasFailed ? undefined : id;
}

/** Id of the job that goes on with what this one has prepared. */
function indexedBy(result: Json | undefined): string | undefined {
  const id = result && typeof result === 'object' && !Array.isArray(result) ? result['indexedBy'] : undefined;
  return typeof id === 'string' ? id : undefined;
}

/**
 * An engine has one writer: whoever finds it taken comes back later. So does whoever finds that it cannot answer, however long that takes: an outage is no
 * failure of the job, and must not leave a dead letter for each package of the day. Neither counts as an attempt.
 * @throws TryLater
 */
export async function whenItCanWrite<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof EngineError && error.code === 'locked')
      throw new TryLater('another job or command writes to the engine', whenLocked);
    if (error instanceof EngineError && error.code === 'unavailable')
      throw new TryLater(error.message, whenUnavailable);
    throw error;
  }
}
