import { FlowProducer, type FlowJob, Queue as Bull } from 'bullmq';
import type { Redis } from 'ioredis';
import { jobIdOf } from '../job-id.js';
import {
  type Added,
  type Consumer,
  type ConsumerOptions,
  type Flow,
  type Job,
  type JobRequest,
  type JobsQuestion,
  type JobState,
  type Json,
  type Processor,
  type Queue,
  type Schedule,
  type ScheduleState,
} from '../queue.js';
import { jobOfSlot } from '../schedule.js';
import { BullConsumer } from './bull-consumer.js';
import { idInKey, type QueuedJob, queueName, type StoredJob, toBull } from './bull-job.js';
import { BullLists } from './bull-lists.js';
import { ask, connectForQuestions } from './connections.js';
import { Marks } from './marks.js';
import type { BullQueueOptions } from './open.js';

/** The queue port over BullMQ. */
export class BullQueue implements Queue {
  private readonly redis: Redis;
  private readonly bull: Bull<StoredJob, Json>;
  private readonly flows: FlowProducer;
  private readonly marks: Marks;
  private readonly lists: BullLists;
  private readonly consumers = new Set<BullConsumer>();

  constructor(private readonly options: Required<BullQueueOptions>) {
    const { url, prefix, clock } = options;
    this.redis = connectForQuestions(url);
    // Every question fails with the reason by itself; without a listener the same would end the program.
    this.redis.on('error', () => undefined);
    const shared = { connection: this.redis, prefix, skipWaitingForReady: true };
    this.bull = new Bull(queueName, shared);
    this.flows = new FlowProducer(shared);
    this.bull.on('error', () => undefined);
    this.flows.on('error', () => undefined);
    this.marks = new Marks(this.redis, prefix, clock);
    this.lists = new BullLists(this.bull, this.marks);
  }

  add(request: JobRequest): Promise<Added> {
    return ask(async () => {
      const { name, data, opts } = toBull(request);
      if (await this.lists.find(opts.jobId)) return { id: opts.jobId, isNew: false };
      await this.marks.noteArrival([opts.jobId]);
      await this.bull.add(name, data, { ...opts, timestamp: this.options.clock() });
      return { id: opts.jobId, isNew: true };
    });
  }

  addFlow(flow: Flow): Promise<Added> {
    return ask(async () => {
      const id = jobIdOf(flow.job);
      if (await this.lists.find(id)) return { id, isNew: false };
      await this.marks.noteArrival(idsOf(flow));
      await this.flows.add(this.toBullFlow(flow));
      return { id, isNew: true };
    });
  }

  private toBullFlow({ job, children }: Flow): FlowJob {
    const { name, data, opts } = toBull(job);
    const timestamp = this.options.clock();
    return {
      name,
      data,
      opts: { ...opts, timestamp },
      queueName,
      children: children.map((child) => this.toBullFlow(child)),
    };
  }

  show(id: string): Promise<Job | undefined> {
    return ask(() => this.lists.show(id));
  }

  childrenOf(id: string): Promise<Job[]> {
    return ask(async () => this.lists.showAll(await this.lists.childIds(await this.lists.find(id))));
  }

  list(question: JobsQuestion): Promise<Job[]> {
    return ask(() => this.lists.list(question));
  }

  counts(): Promise<Record<JobState, number>> {
    return ask(() => this.lists.counts());
  }

  cancel(id: string): Promise<Job | undefined> {
    return ask(async () => {
      const job = await this.lists.find(id);
      const state = await job?.getState();
      if (job && state !== 'completed' && state !== 'failed') {
        await this.marks.cancel(id);
        // So that BullMQ lets go of it soon.
        if (state === 'delayed') await job.promote();
        for (const child of await this.lists.childIds(job)) await this.cancel(child);
      }
      return this.lists.show(id);
    });
  }

  retry(id: string): Promise<Job | undefined> {
    return ask(async () => {
      const job = await this.lists.find(id);
      const before = await this.lists.show(id);
      if (!job || !before) return undefined;
      for (const child of await this.lists.childIds(job)) await this.retry(child);
      if (before.state === 'dead' || before.state === 'cancelled') {
        await this.marks.uncancel(id);
        if ((await job.getState()) === 'failed') await job.retry('failed', { resetAttemptsMade: true });
      }
      return this.show(id);
    });
  }

  prune(before: Date): Promise<number> {
    return ask(async () => {
      const pruned: string[] = [];
      for (const job of await this.bull.getJobs(['completed', 'failed'])) {
        if (!job?.id || (job.finishedOn ?? Infinity) >= before.getTime()) continue;
        if (!(await this.isParentOver(job))) continue;
        await this.bull.remove(job.id, { removeChildren: false });
        pruned.push(job.id);
      }
      await this.marks.forget(pruned);
      return pruned.length;
    });
  }

  /** A parent that is not over has yet to see the job's result; without a dead child it would go on. */
  private async isParentOver({ parentKey }: QueuedJob): Promise<boolean> {
    const parent = parentKey && (await this.lists.find(idInKey(parentKey)));
    return !parent || ['completed', 'failed', 'unknown'].includes(await parent.getState());
  }

  putSchedule = (schedule: Schedule): Promise<void> => ask(() => this.marks.putSchedule(schedule));
  removeSchedule = (key: string): Promise<void> => ask(() => this.marks.removeSchedule(key));
  schedules = (): Promise<ScheduleState[]> => ask(() => this.marks.schedules());

  fireSchedules(): Promise<Added[]> {
    return ask(async () => {
      const fired: Added[] = [];
      for (const { schedule, slot } of await this.marks.due()) {
        // In this order: a kill in between adds it again, which changes nothing.
        fired.push(await this.add(jobOfSlot(schedule, slot)));
        await this.marks.settle(schedule.key, slot);
      }
      return fired.filter(({ isNew }) => isNew);
    });
  }

  consume(processor: Processor, options: ConsumerOptions): Consumer {
    const { url, prefix, lockMilliseconds, clock } = this.options;
    const promote = async (id: string): Promise<void> => {
      const job = await this.lists.find(id);
      if ((await job?.getState()) === 'delayed') await job?.promote();
    };
    const parts = { queue: this, marks: this.marks, promote, url, prefix, lockMilliseconds, clock };
    const consumer = new BullConsumer(parts, processor, options, () => this.consumers.delete(consumer));
    this.consumers.add(consumer);
    return consumer;
  }

  async close(): Promise<void> {
    await Promise.all([...this.consumers].map((consumer) => consumer.stop(0)));
    await Promise.allSettled([this.bull.close(), this.flows.close()]);
    this.redis.disconnect();
  }
}

const idsOf = ({ job, children }: Flow): string[] => [...children.flatMap(idsOf), jobIdOf(job)];
