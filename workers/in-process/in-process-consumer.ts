import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, ConsumerOptions, Job, Json, Processor, StopReason } from '../queue.js';
import { judge } from '../verdict.js';
import type { JobRow } from './job-row.js';
import type { JobTurns } from './job-turns.js';
import { StillHolders } from './still-holders.js';

export interface ConsumerParts {
  turns: JobTurns;
  show: (row: JobRow) => Job;
  fireSchedules: () => Promise<unknown>;
  /** A holder that says nothing for this long has lost its job. */
  lockMilliseconds: number;
  /** Milliseconds that only ever grow. */
  steady: () => number;
}

/** Milliseconds between two looks for work that other programs may have added. */
const lookInterval = 100;
const scheduleInterval = 1_000;

/** Takes jobs from the table, keeps telling that it has them, takes over those whose holders are silent. */
export class InProcessConsumer implements Consumer {
  /** By holder: a job that was lost may be taken again while its first run is still ending. */
  private readonly running = new Map<string, { id: string; stop: AbortController; ended: Promise<void> }>();
  private readonly timers: NodeJS.Timeout[];
  private readonly still: StillHolders;
  private isStopping = false;

  constructor(
    private readonly parts: ConsumerParts,
    private readonly processor: Processor,
    private readonly options: ConsumerOptions,
    private readonly onStopped: () => void,
  ) {
    this.still = new StillHolders(parts.lockMilliseconds, parts.steady);
    this.timers = [
      setInterval(() => this.guard(() => this.takeOver()), parts.lockMilliseconds / 4),
      setInterval(() => this.guard(() => void parts.fireSchedules().catch(this.tell)), scheduleInterval),
      setInterval(() => this.guard(() => this.fill()), lookInterval),
    ];
    this.guard(() => this.fill());
  }

  /** Looks for work at once. */
  wake(): void {
    setImmediate(() => this.guard(() => this.fill()));
  }

  private fill(): void {
    while (!this.isStopping && this.running.size < this.options.concurrency) {
      const holder = randomUUID();
      const row = this.parts.turns.take(holder);
      if (!row) return;
      const stop = new AbortController();
      const ended = this.run(row, holder, stop);
      this.running.set(holder, { id: row.id, stop, ended });
    }
  }

  private async run(row: JobRow, holder: string, stop: AbortController): Promise<void> {
    const { turns, show, lockMilliseconds } = this.parts;
    const end = (reason: StopReason): void => stop.abort(reason);
    const heart = setInterval(
      () =>
        this.guard(() => {
          const answer = turns.beat(row.id, holder);
          if (answer !== 'go-on') end(answer);
        }),
      Math.min(1_000, lockMilliseconds / 4),
    );
    const verdict = await judge(this.processor, {
      job: show(row),
      signal: stop.signal,
      progress: async (progress) => turns.progress(row.id, holder, progress),
      results: async () => this.resultsOf(row.id),
    });
    clearInterval(heart);
    await this.persist(() => turns.settle(row.id, holder, verdict));
    this.running.delete(holder);
    this.wake();
  }

  private resultsOf(id: string): Record<string, Json> {
    const children = this.parts.turns.lists.children(id).map(this.parts.show);
    return Object.fromEntries(children.map((child) => [child.id, child.result ?? null]));
  }

  /** The verdict is all that is left of the run: a disk that is full or a file that is held is waited for. */
  private async persist(write: () => void): Promise<void> {
    for (let tries = 0; tries < 10; tries++) {
      try {
        return write();
      } catch (error) {
        this.tell(error);
        await sleep(200 * 2 ** Math.min(tries, 5));
      }
    }
    // Given up: the job counts as lost by its holder and is run again.
  }

  private takeOver(): void {
    const own = new Set([...this.running.values()].map(({ id }) => id));
    for (const { id, beat } of this.still.find(this.parts.turns.active()))
      if (!own.has(id) && this.parts.turns.takeAway(id, beat))
        this.tell(new Error(`job \`${id}\` was taken from a worker that ended in the middle of it`));
  }

  async idle(): Promise<void> {
    for (;;) {
      const { waiting, delayed, active } = this.parts.turns.lists.counts();
      if (waiting + delayed + active + this.running.size === 0) return;
      await sleep(lookInterval);
    }
  }

  async stop(grace: number): Promise<void> {
    this.isStopping = true;
    const all = Promise.all([...this.running.values()].map(({ ended }) => ended));
    const isOver = await Promise.race([all.then(() => true), sleep(grace, false, { ref: false })]);
    if (!isOver) for (const { stop } of this.running.values()) stop.abort('stopping' satisfies StopReason);
    await all;
    for (const timer of this.timers) clearInterval(timer);
    this.onStopped();
  }

  private readonly tell = (error: unknown): void =>
    this.options.onTrouble?.(error instanceof Error ? error : new Error(String(error)));

  /** A timer must outlive a table that another program holds for a moment. */
  private guard(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.tell(error);
    }
  }
}
