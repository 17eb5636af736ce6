import type { Schedule, ScheduleState } from '../queue.js';
import { findDue, nextSlot } from '../schedule.js';
import type { Connection } from './tables.js';

interface ScheduleRow {
  key: string;
  definition: string;
  last_slot: number;
}

/** Schedules and the times that are dealt with. */
export class ScheduleTable {
  constructor(
    private readonly connection: Connection,
    private readonly clock: () => number,
  ) {}

  put(schedule: Schedule): void {
    const now = this.clock();
    nextSlot(schedule, new Date(now));
    const old = this.all().find(({ key }) => key === schedule.key);
    const goesOn = old?.cron === schedule.cron && old.timeZone === schedule.timeZone;
    this.connection
      .prepare('INSERT OR REPLACE INTO schedules (key, definition, last_slot) VALUES (?, ?, ?)')
      .run(schedule.key, JSON.stringify(schedule), goesOn ? Date.parse(old.lastSlot) : now);
  }

  remove(key: string): void {
    this.connection.prepare('DELETE FROM schedules WHERE key = ?').run(key);
  }

  all(): ScheduleState[] {
    const rows = this.connection.prepare('SELECT * FROM schedules ORDER BY key').all() as ScheduleRow[];
    const now = new Date(this.clock());
    return rows.map(({ definition, last_slot: lastSlot }) => {
      // Written by `put`.
      const schedule = JSON.parse(definition) as Schedule;
      return {
        ...schedule,
        lastSlot: new Date(lastSlot).toISOString(),
        next: nextSlot(schedule, now).toISOString(),
      };
    });
  }

  /** Schedules whose time has come, with it. */
  due(): { schedule: ScheduleState; slot: Date }[] {
    return findDue(this.all(), new Date(this.clock()));
  }

  settle(key: string, slot: Date): void {
    this.connection.prepare('UPDATE schedules SET last_slot = ? WHERE key = ?').run(slot.getTime(), key);
  }
}
