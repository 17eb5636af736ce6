import type { Job as BullJob, JobsOptions } from 'bullmq';
import { jobIdOf } from '../job-id.js';
import {
  type Job,
  type JobRequest,
  type JobState,
  type Json,
  type Priority,
  type Retries,
  usualRetries,
} from '../queue.js';

/** What of a job stands in Redis beside what BullMQ keeps by itself. */
export interface StoredJob {
  payload: Json;
  key: string;
  retries: Retries;
  priority: Priority;
  /** Why it was put off last. */
  note?: string;
}
export type QueuedJob = BullJob<StoredJob, Json>;

/** Name of the one queue; every kind of job stands in it, so that priorities hold among all. */
export const queueName = 'jobs';

/** Id of the job with this Redis key, `prefix:queue:id`. */
export const idInKey = (key: string): string => key.slice(key.lastIndexOf(':') + 1);

/** Name of the back-off that the consumer knows. */
export const backOffName = 'half-drawn';

/** BullMQ's numbers: 1 goes first, and 0 would go before all others. */
const priorityNumbers: Record<Priority, number> = { alert: 1, normal: 2, backfill: 3 };

/** A request as BullMQ takes it: its id is the key's, so that the server refuses a second one. */
export function toBull(request: JobRequest): { name: string; data: StoredJob; opts: JobsOptions & { jobId: string } } {
  const { name, key, payload, priority = 'normal', delay = 0 } = request;
  const retries = { ...usualRetries, ...request.retries };
  return {
    name,
    data: { payload, key, retries, priority },
    opts: {
      jobId: jobIdOf(request),
      priority: priorityNumbers[priority],
      delay,
      attempts: retries.attempts,
      backoff: { type: backOffName },
      stackTraceLimit: 0,
    },
  };
}

const states: Record<string, JobState> = {
  active: 'active',
  completed: 'done',
  failed: 'dead',
  delayed: 'delayed',
  waiting: 'waiting',
  prioritized: 'waiting',
  paused: 'waiting',
  'waiting-children': 'blocked',
};

/** State of the port. A job that someone cancelled is cancelled at once, though BullMQ lets go of it only when its turn comes. */
export function stateOf(bullState: string, isCancelled: boolean): JobState | undefined {
  const state = states[bullState];
  return isCancelled && state !== undefined && state !== 'done' && state !== 'active' ? 'cancelled' : state;
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** The job as the port shows it. */
export function jobOf(job: QueuedJob, state: JobState): Job {
  const { data, progress, returnvalue, failedReason, processedOn, finishedOn, parentKey } = job;
  const reason = state === 'cancelled' ? 'cancelled' : state === 'done' ? undefined : (data.note ?? failedReason);
  const isOver = state === 'done' || state === 'dead' || state === 'cancelled';
  return {
    id: job.id ?? '',
    name: job.name,
    key: data.key,
    payload: data.payload,
    priority: data.priority,
    state,
    failures: job.attemptsMade - (state === 'done' ? 1 : 0),
    attempts: data.retries.attempts,
    // 0 is what BullMQ says of a job that has told nothing.
    ...(progress === 0 ? {} : { progress: progress as Json }),
    ...(state === 'done' ? { result: returnvalue ?? null } : {}),
    ...(reason ? { reason } : {}),
    ...(parentKey ? { parent: idInKey(parentKey) } : {}),
    createdAt: iso(job.timestamp),
    ...(processedOn ? { startedAt: iso(processedOn) } : {}),
    ...(isOver && finishedOn ? { finishedAt: iso(finishedOn) } : {}),
  };
}
