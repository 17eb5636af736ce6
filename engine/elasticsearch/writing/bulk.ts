import { setTimeout as wait } from 'node:timers/promises';
import { EngineError } from '../../engine.js';
import { type Cluster, patience } from '../cluster.js';
import { failureOf, type ServerError } from '../failures.js';

/** One document to be written, as JSON in UTF-8, or to be deleted. */
export interface BulkAction {
  index: string;
  id: string;
  /** Absent to delete. */
  body?: Uint8Array;
}

interface BulkItem {
  status: number;
  error?: ServerError;
}
interface BulkAnswer {
  items: Record<string, BulkItem>[];
}

export interface BulkSettings {
  bulkBytes: number;
  bulkRequests: number;
}

/** What is read of the answer. */
const wanted = 'items.*.status,items.*.error';

/** Tries of one document while the cluster is overloaded or cannot be reached: a little over a minute in all. */
const attempts = 10;
const firstWait = 100;
const longestWait = 15_000;

/** Statuses that pass: too many requests, a shard or a node that is away. */
const passes = (status: number): boolean => status === 429 || status === 503;

/**
 * Sends documents in requests of bounded size, a bounded number at a time; what the cluster cannot take now is sent again after a growing wait with jitter.
 * @returns by place what became of each: undefined, or why it was refused. Every action can be sent twice.
 * @throws EngineError when the cluster does not recover
 */
export async function sendBulk(
  cluster: Cluster,
  actions: readonly BulkAction[],
  { bulkBytes, bulkRequests }: BulkSettings,
): Promise<(EngineError | undefined)[]> {
  const refused: (EngineError | undefined)[] = new Array<EngineError | undefined>(actions.length).fill(undefined);
  const requests = splitByBytes(actions, bulkBytes);
  const work = async (): Promise<void> => {
    for (let places = requests.shift(); places; places = requests.shift())
      await sendOne(cluster, actions, places, refused);
  };
  await Promise.all(Array.from({ length: Math.min(bulkRequests, requests.length) }, work));
  return refused;
}

async function sendOne(
  cluster: Cluster,
  actions: readonly BulkAction[],
  places: number[],
  refused: (EngineError | undefined)[],
): Promise<void> {
  let left = places;
  for (let attempt = 1; ; attempt++) {
    const body = Buffer.concat(left.flatMap((place) => linesOf(actions[place] as BulkAction))); // places of `actions`
    let last: unknown;
    try {
      const { items } = await cluster.bulk<BulkAnswer>(body, {
        timeout: patience,
        querystring: { filter_path: wanted },
      });
      const again: number[] = [];
      for (const [at, place] of left.entries()) {
        const { status, error } = Object.values(items[at] ?? {})[0] ?? { status: 503 };
        if (passes(status)) again.push(place);
        // What is to be deleted may be gone.
        else if (error && status !== 404) refused[place] = failureOf(status, error);
        if (error) last = failureOf(status, error);
      }
      left = again;
      if (left.length === 0) return;
    } catch (error) {
      if (!(error instanceof EngineError && (error.isRetryable || error.code === 'timed-out'))) throw error;
      last = error;
    }
    if (attempt === attempts) throw last;
    const most = Math.min(longestWait, firstWait * 2 ** attempt);
    await wait(most / 2 + (Math.random() * most) / 2);
  }
}

const lineEnd = Buffer.from('\n');

const linesOf = ({ index, id, body }: BulkAction): Uint8Array[] => {
  const head = { _index: index, _id: id };
  const line = JSON.stringify(body === undefined ? { delete: head } : { index: head });
  return [Buffer.from(`${line}\n`), ...(body === undefined ? [] : [body, lineEnd])];
};

/** Places of the actions, in order, in runs of about so many bytes. */
function splitByBytes(actions: readonly BulkAction[], bytes: number): number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  let size = 0;
  for (const [place, { body }] of actions.entries()) {
    const length = body?.length ?? 0;
    if (run.length > 0 && size + length > bytes) {
      runs.push(run);
      run = [];
      size = 0;
    }
    run.push(place);
    size += length + 100;
  }
  if (run.length > 0) runs.push(run);
  return runs;
}
