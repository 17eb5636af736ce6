import type {
  Added,
  Consumer,
  ConsumerOptions,
  Flow,
  Job,
  JobRequest,
  JobsQuestion,
  JobState,
  Processor,
  Queue,
  Schedule,
  ScheduleState,
} from '../queue.js';
import { jobOfSlot } from '../schedule.js';
import { InProcessConsumer } from './in-process-consumer.js';
import { jobOf, type JobRow } from './job-row.js';
import { JobTable } from './job-table.js';
import { JobTurns } from './job-turns.js';
import type { InProcessQueueOptions } from './open.js';
import { ScheduleTable } from './schedule-table.js';
import { type Connection, openTables } from './tables.js';

/** The queue port over a SQLite file. Calls are answered at once; they are promises because the port's are. */
export class InProcessQueue implements Queue {
  private readonly connection: Connection;
  private readonly table: JobTable;
  private readonly turns: JobTurns;
  private readonly times: ScheduleTable;
  private readonly consumers = new Set<InProcessConsumer>();

  constructor(private readonly options: Required<InProcessQueueOptions>) {
    const { file, clock, quota } = options;
    this.connection = openTables(file);
    this.table = new JobTable(this.connection, clock, quota);
    this.turns = new JobTurns(this.connection, clock);
    this.times = new ScheduleTable(this.connection, clock);
  }

  add = (job: JobRequest): Promise<Added> => this.addFlow({ job, children: [] });

  async addFlow(flow: Flow): Promise<Added> {
    const added = this.table.addFlow(flow);
    for (const consumer of this.consumers) consumer.wake();
    return added;
  }

  private readonly shown = (row: JobRow): Job => jobOf(row, this.options.clock());

  async show(id: string): Promise<Job | undefined> {
    const row = this.table.lists.find(id);
    return row && this.shown(row);
  }

  async childrenOf(id: string): Promise<Job[]> {
    return this.table.lists.children(id).map(this.shown);
  }

  async list(question: JobsQuestion): Promise<Job[]> {
    return this.table.lists.list(question).map(this.shown);
  }

  async counts(): Promise<Record<JobState, number>> {
    return this.table.lists.counts();
  }

  async cancel(id: string): Promise<Job | undefined> {
    this.table.cancel(id);
    return this.show(id);
  }

  async retry(id: string): Promise<Job | undefined> {
    this.table.retry(id);
    for (const consumer of this.consumers) consumer.wake();
    return this.show(id);
  }

  async prune(before: Date): Promise<number> {
    return this.table.prune(before.getTime());
  }

  async putSchedule(schedule: Schedule): Promise<void> {
    this.times.put(schedule);
  }

  async removeSchedule(key: string): Promise<void> {
    this.times.remove(key);
  }

  async schedules(): Promise<ScheduleState[]> {
    return this.times.all();
  }

  async fireSchedules(): Promise<Added[]> {
    const fired: Added[] = [];
    for (const { schedule, slot } of this.times.due()) {
      // In this order: a kill in between adds it again, which changes nothing.
      fired.push(await this.add(jobOfSlot(schedule, slot)));
      this.times.settle(schedule.key, slot);
    }
    return fired.filter(({ isNew }) => isNew);
  }

  consume(processor: Processor, options: ConsumerOptions): Consumer {
    const { turns, shown: show } = this;
    const { lockMilliseconds } = this.options;
    const parts = {
      turns,
      show,
      lockMilliseconds,
      steady: () => performance.now(),
      fireSchedules: () => this.fireSchedules(),
    };
    const consumer = new InProcessConsumer(parts, processor, options, () => this.consumers.delete(consumer));
    this.consumers.add(consumer);
    return consumer;
  }

  async close(): Promise<void> {
    await Promise.all([...this.consumers].map((consumer) => consumer.stop(0)));
    this.connection.close();
  }
}
