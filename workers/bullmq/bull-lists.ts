import type { Queue as Bull } from 'bullmq';
import { type Job, type JobsQuestion, type JobState, jobStates, type Json } from '../queue.js';
import { idInKey, jobOf, type QueuedJob, stateOf, type StoredJob } from './bull-job.js';
import type { Marks } from './marks.js';

const pageSize = 200;

/** What the queue is asked. */
export class BullLists {
  constructor(
    private readonly bull: Bull<StoredJob, Json>,
    private readonly marks: Marks,
  ) {}

  find = (id: string): Promise<QueuedJob | undefined> => this.bull.getJob(id);

  /**
   * The job as the port shows it; undefined when there is none. Its data and its state are two questions: when the state is another after the data came,
   * both are asked again, so that no job is shown as done with the data of one that runs.
   */
  async show(id: string): Promise<Job | undefined> {
    let before = await this.bull.getJobState(id);
    for (;;) {
      const [job, isCancelled] = await Promise.all([this.find(id), this.marks.isCancelled(id)]);
      const after = await this.bull.getJobState(id);
      if (after === before) {
        const state = stateOf(after, isCancelled);
        return job && state && jobOf(job, state);
      }
      before = after;
    }
  }

  /** Looks at all jobs from the newest on until it has enough; when those that are done are not wanted, which are the most, at the others only. */
  async list({ states = jobStates, name, limit, offset = 0 }: JobsQuestion): Promise<Job[]> {
    const found: Job[] = [];
    const isWanted = (job: Job) => states.includes(job.state) && (name === undefined || job.name === name);
    if (!states.includes('done')) {
      const open = await this.bull.getJobs([
        'waiting',
        'prioritized',
        'delayed',
        'waiting-children',
        'active',
        'failed',
      ]);
      const ids = await this.marks.sortNewestFirst(open.flatMap((job) => job?.id ?? []));
      return (await this.showAll(ids)).filter(isWanted).slice(offset, offset + limit);
    }
    for (let start = 0; found.length < offset + limit; start += pageSize) {
      const ids = await this.marks.arrivals(start, pageSize);
      if (ids.length === 0) break;
      const jobs = await this.showAll(ids);
      found.push(...jobs.filter(isWanted));
    }
    return found.slice(offset, offset + limit);
  }

  async counts(): Promise<Record<JobState, number>> {
    const physical = await this.bull.getJobCounts();
    const counts = Object.fromEntries(jobStates.map((state) => [state, 0])) as Record<JobState, number>;
    for (const [bullState, jobs] of Object.entries(physical)) {
      const state = stateOf(bullState, false);
      if (state) counts[state] += jobs;
    }
    for (const id of await this.marks.allCancelled()) {
      const job = await this.find(id);
      const physicalState = stateOf((await job?.getState()) ?? 'unknown', false);
      if (!physicalState || physicalState === 'done' || physicalState === 'active') continue;
      counts[physicalState]--;
      counts.cancelled++;
    }
    return counts;
  }

  async childIds(job: QueuedJob | undefined): Promise<string[]> {
    const found = await job?.getDependencies();
    const keys = [...Object.keys(found?.processed ?? {}), ...(found?.unprocessed ?? [])];
    return keys.map((key) => idInKey(key)).sort();
  }

  async showAll(ids: readonly string[]): Promise<Job[]> {
    const jobs = await Promise.all(ids.map((id) => this.show(id)));
    return jobs.filter((job) => job !== undefined);
  }
}
