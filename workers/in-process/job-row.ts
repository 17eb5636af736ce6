import { type Job, type JobState, type Json, priorities, type Priority, type Retries } from '../queue.js';

/** A row of `jobs` (tables.ts). */
export interface JobRow {
  sequence: number;
  id: string;
  name: string;
  key: string;
  payload: string;
  priority: number;
  /** `delayed` is never stored: it is `waiting` with a `due` that lies ahead. */
  state: Exclude<JobState, 'delayed'>;
  due: number;
  retries: string;
  failures: number;
  losses: number;
  progress: string | null;
  result: string | null;
  reason: string | null;
  created: number;
  started: number | null;
  finished: number | null;
  beat: number;
  parent: string | null;
}

/** Columns of a JobRow; one parent per job. */
export const jobColumns = `sequence, id, name, key, payload, priority, state, due, retries, failures, losses, progress, result, reason, created, started,
  finished, beat, (SELECT parent FROM links WHERE child = jobs.id LIMIT 1) AS parent`;

export const priorityNumber = (priority: Priority): number => priorities.indexOf(priority);

/** Stored by `add`, so it is what it was. */
export const retriesOf = (row: JobRow): Retries => JSON.parse(row.retries) as Retries;

const parse = (text: string | null): Json | undefined => (text === null ? undefined : (JSON.parse(text) as Json));
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** The row as the port shows it. */
export function jobOf(row: JobRow, now: number): Job {
  const { id, name, key, failures, parent } = row;
  const progress = parse(row.progress);
  const result = parse(row.result);
  return {
    id,
    name,
    key,
    payload: JSON.parse(row.payload) as Json,
    priority: priorities[row.priority] ?? 'normal',
    state: row.state === 'waiting' && row.due > now ? 'delayed' : row.state,
    failures,
    attempts: retriesOf(row).attempts,
    ...(progress === undefined ? {} : { progress }),
    ...(result === undefined ? {} : { result }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(parent === null ? {} : { parent }),
    createdAt: iso(row.created),
    ...(row.started === null ? {} : { startedAt: iso(row.started) }),
    ...(row.finished === null ? {} : { finishedAt: iso(row.finished) }),
  };
}
