/**
 * The queue port: jobs wait, are taken by one consumer at a time, end, and stay to be looked at.
 *
 * It is: a list of jobs that survives its programs, shared by every program that opens it. It is not: a bus for messages, a store for results
 * (those are small), a lock on the engine, or a catalogue; what a job means stands in workers/jobs. Delivery is at least once: a consumer that
 * stops answering loses its jobs to another, so every processor must bear being run twice.
 *
 * An implementation opens its connections by itself and closes them in `close`; nothing of its driver shows here. Times are UTC, ISO 8601.
 */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json | undefined };

/** Alerts go before everything else, a backfill of old packages behind it. First come, first served within one. */
export const priorities = ['alert', 'normal', 'backfill'] as const;
export type Priority = (typeof priorities)[number];

export const jobStates = ['waiting', 'delayed', 'blocked', 'active', 'done', 'dead', 'cancelled'] as const;
/** `blocked` waits for its children; `dead` is a dead letter, with its reason, until someone retries it. */
export type JobState = (typeof jobStates)[number];

export interface JobRequest {
  /** Kind of the job, from the catalogue. */
  name: string;
  payload: Json;
  /** What makes this job this job: a second one of the same name and key changes nothing, whatever became of the first. */
  key: string;
  priority?: Priority;
  /** Milliseconds before which it is not taken. */
  delay?: number;
  retries?: Partial<Retries>;
}

/** How often a job is run before it is dead, and the wait in between: `first`, doubled each time up to `most`, each drawn from its upper half. */
export interface Retries {
  attempts: number;
  /** Milliseconds. */
  first: number;
  most: number;
}
export const usualRetries: Retries = { attempts: 5, first: 1_000, most: 5 * 60_000 };

/** A job that runs after all its children are done and sees their results. A dead child keeps it blocked until the child is retried. */
export interface Flow {
  job: JobRequest;
  /** Their keys must be theirs alone: a job has one parent. */
  children: Flow[];
}

export interface Job {
  /** From name and key (workers/job-id.ts). */
  id: string;
  name: string;
  key: string;
  payload: Json;
  priority: Priority;
  state: JobState;
  /** Attempts that have failed so far. */
  failures: number;
  attempts: number;
  progress?: Json;
  /** What the processor returned. */
  result?: Json;
  /** Why it is dead or cancelled, why its last attempt failed, or why it was put off. */
  reason?: string;
  parent?: string;
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
}

export interface Added {
  id: string;
  /** False when a job of this name and key was there. */
  isNew: boolean;
}

export interface JobsQuestion {
  states?: readonly JobState[];
  name?: string;
  limit: number;
  offset?: number;
}

export interface Schedule {
  key: string;
  /** Five or six fields (seconds first), as cron-parser reads them. */
  cron: string;
  /** IANA name, e.g. `Asia/Shanghai`. */
  timeZone: string;
  /** Its key is made from the schedule's and the time for which it fires. */
  job: Omit<JobRequest, 'key' | 'delay'>;
}

export interface ScheduleState extends Schedule {
  /** Times up to here are dealt with. */
  lastSlot: string;
  /** The next time, as of the question. */
  next: string;
}

/** What a processor is given. */
export interface Run {
  job: Job;
  /** Aborted with one of `StopReason` as the reason: end soon, throwing what it holds (`signal.throwIfAborted()`). */
  signal: AbortSignal;
  /** Shown to whoever looks at the job. */
  progress(progress: Json): Promise<void>;
  /** Results of the children, by job id. */
  results(): Promise<Record<string, Json>>;
}

/** `cancelled` by someone; `stopping` because the consumer ends; `lost` because another consumer has the job now. */
export type StopReason = 'cancelled' | 'stopping' | 'lost';

/** Runs one job and returns its result. Throws `TryLater`, `Refused`, or anything else, which counts as a failed attempt. */
export type Processor = (run: Run) => Promise<Json>;

/** Takes jobs and runs them until it is stopped. */
export interface Consumer {
  /** Resolves when nothing is waiting, delayed or active any more. What waits for a dead child waits on. */
  idle(): Promise<void>;
  /** Takes nothing more; lets running jobs end for `grace` milliseconds, then gives them back to the queue. */
  stop(grace: number): Promise<void>;
}

export interface ConsumerOptions {
  /** Jobs at the same time. */
  concurrency: number;
  /** Told what the consumer can go on from: lost connections, jobs taken over. */
  onTrouble?: (error: Error) => void;
}

export interface Queue {
  /** @throws QueueError */
  add(request: JobRequest): Promise<Added>;
  /** All of it or nothing; nothing when the topmost job is there already. */
  addFlow(flow: Flow): Promise<Added>;
  show(id: string): Promise<Job | undefined>;
  childrenOf(id: string): Promise<Job[]>;
  /** Newest first. */
  list(question: JobsQuestion): Promise<Job[]>;
  counts(): Promise<Record<JobState, number>>;
  /** With its children. A job that runs is told by its signal, and ends soon after. One that is over stays as it is. Undefined: no such job. */
  cancel(id: string): Promise<Job | undefined>;
  /** Puts a dead or cancelled job back with all its attempts, and what is dead or cancelled among its children. Others stay as they are. */
  retry(id: string): Promise<Job | undefined>;
  /** Forgets jobs that were over before this moment, and their keys. Returns how many. */
  prune(before: Date): Promise<number>;
  /** Put again with the same times, it goes on where it was. @throws QueueError `invalid-schedule` */
  putSchedule(schedule: Schedule): Promise<void>;
  removeSchedule(key: string): Promise<void>;
  schedules(): Promise<ScheduleState[]>;
  /**
   * Adds the jobs whose time has come; consumers do so every second. A time fires once, however many programs look and whatever their clocks do;
   * of several times that were missed, the last.
   */
  fireSchedules(): Promise<Added[]>;
  consume(processor: Processor, options: ConsumerOptions): Consumer;
  /** Stops its consumers without grace, then closes connections. */
  close(): Promise<void>;
}

/** Thrown by a processor: not now, for a reason outside the job. No attempt is counted. */
export class TryLater extends Error {
  constructor(
    message: string,
    /** Milliseconds. */
    readonly delay: number,
    /** Id of a job: when it is over, this one goes on without waiting for the rest of the delay. */
    readonly until?: string,
  ) {
    super(message);
  }
}

/** Thrown by a processor: it can never succeed as it is. The job is dead at once. */
export class Refused extends Error {}

/** The queue cannot do what it is asked. */
export class QueueError extends Error {
  constructor(
    readonly code:
      /** No connection; try again. */
      | 'unavailable'
      /** No room for more jobs; those that are there go on. */
      | 'full'
      | 'invalid-schedule',
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
