import { randomUUID } from 'node:crypto';
import { findKind, readPayload } from '../../workers/jobs/catalogue.js';
import { type Job, type JobState, jobStates, type Priority, type Queue, Refused } from '../../workers/queue.js';
import { showJob } from '../../workers/show-job.js';
import { ConfigurationError } from '../config.js';
import { exitCodes } from '../exit-codes.js';
import { configure, type GlobalFlags } from '../global-flags.js';
import { withQueue } from '../open-queue.js';
import { printLine, terminalWidth } from '../print.js';
import { renderTable } from '../table.js';

export interface ListFlags {
  json?: boolean;
  state?: string;
  kind?: string;
  limit?: string;
  offset?: string;
}

const open = <T>(globals: GlobalFlags, use: (queue: Queue) => Promise<T>): Promise<T> =>
  withQueue(configure(globals).configuration, use);

/** `ipradar jobs list`: counts by state, then a table, newest first. */
export function runJobsList(globals: GlobalFlags, flags: ListFlags): Promise<number> {
  const states = flags.state?.split(',').map(readState);
  const limit = readNumber('--limit', flags.limit ?? '50');
  const offset = readNumber('--offset', flags.offset ?? '0');
  return open(globals, async (queue) => {
    const jobs = await queue.list({ states, name: flags.kind, limit, offset });
    const counts = await queue.counts();
    if (flags.json) {
      await printLine(JSON.stringify({ counts, jobs: jobs.map(showJob) }));
      return exitCodes.ok;
    }
    await printLine(jobStates.map((state) => `${counts[state]} ${state}`).join(' | '));
    const rows = jobs.map((job) => [
      job.id,
      job.state,
      job.priority,
      `${job.failures}/${job.attempts}`,
      job.createdAt,
      tell(job),
    ]);
    if (rows.length > 0)
      await printLine(
        `\n${renderTable(['id', 'state', 'priority', 'failures', 'added', 'what'], rows, terminalWidth())}`,
      );
    return exitCodes.ok;
  });
}

const tell = ({ reason, result, progress, payload }: Job): string =>
  reason ?? JSON.stringify(result ?? progress ?? payload);

/** `ipradar jobs show ID`: everything about a job and its children. */
export function runJobsShow(globals: GlobalFlags, id: string): Promise<number> {
  return open(globals, async (queue) => {
    const job = await queue.show(id);
    if (!job) return tellMissing(id);
    const children = (await queue.childrenOf(id)).map(({ id: child, state, reason }) => ({ id: child, state, reason }));
    await printLine(JSON.stringify({ ...showJob(job), ...(children.length > 0 ? { children } : {}) }, undefined, 2));
    return exitCodes.ok;
  });
}

/** `ipradar jobs retry ID...`: dead letters and cancelled jobs back into the queue. Without ids, with `--dead`: all dead ones. */
export function runJobsRetry(globals: GlobalFlags, ids: readonly string[], flags: { dead?: boolean }): Promise<number> {
  if (ids.length === 0 && !flags.dead)
    throw new ConfigurationError('which jobs? name them, or take all that are dead with `--dead`');
  return open(globals, async (queue) => {
    const dead = flags.dead ? await queue.list({ states: ['dead'], limit: 100_000 }) : [];
    return change([...ids, ...dead.map(({ id }) => id)], (id) => queue.retry(id));
  });
}

/** `ipradar jobs cancel ID...` */
export const runJobsCancel = (globals: GlobalFlags, ids: readonly string[]): Promise<number> =>
  open(globals, (queue) => change(ids, (id) => queue.cancel(id)));

/** `ipradar jobs add KIND JSON`: a job of the catalogue; without a key it is one of its own. */
export function runJobsAdd(
  globals: GlobalFlags,
  name: string,
  payload: string,
  { key = randomUUID(), priority }: { key?: string; priority?: Priority },
): Promise<number> {
  return open(globals, async (queue) => {
    const read = readJob(name, payload);
    const { id, isNew } = await queue.add({ name, key, payload: read, priority, retries: findKind(name)?.retries });
    await printLine(isNew ? id : `${id} is there already`);
    return exitCodes.ok;
  });
}

function readJob(name: string, payload: string) {
  try {
    return readPayload(name, JSON.parse(payload));
  } catch (error) {
    if (error instanceof Refused || error instanceof SyntaxError) throw new ConfigurationError(error.message);
    throw error;
  }
}

async function change(ids: readonly string[], act: (id: string) => Promise<Job | undefined>): Promise<number> {
  let code: number = exitCodes.ok;
  for (const id of ids) {
    const job = await act(id);
    if (job) await printLine(`${id} is ${job.state}`);
    else code = tellMissing(id);
  }
  return code;
}

function tellMissing(id: string): number {
  console.error(`ipradar: no job has the id \`${id}\`: \`ipradar jobs list\` shows them`);
  return exitCodes.failure;
}

function readState(text: string): JobState {
  const state = jobStates.find((each) => each === text);
  if (!state) throw new ConfigurationError(`\`${text}\` is no state of a job: ${jobStates.join(', ')}`);
  return state;
}

function readNumber(flag: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 100_000)
    throw new ConfigurationError(`\`${flag}\` is a whole number up to 100,000, not \`${text}\``);
  return number;
}
