import type { Redis } from 'ioredis';
import type { Schedule, ScheduleState } from '../queue.js';
import { findDue, nextSlot } from '../schedule.js';

/** What the port needs and BullMQ has no place for: the order in which jobs came, who was cancelled, schedules. */
export class Marks {
  private readonly order: string;
  private readonly cancelled: string;
  private readonly definitions: string;
  private readonly slots: string;

  constructor(
    private readonly redis: Redis,
    private readonly prefix: string,
    private readonly clock: () => number,
  ) {
    this.order = `${prefix}:order`;
    this.cancelled = `${prefix}:cancelled`;
    this.definitions = `${prefix}:schedules`;
    this.slots = `${prefix}:slots`;
  }

  private readonly waiters = (id: string): string => `${this.prefix}:waiters:${id}`;

  /** Before the job is added: an id without a job is passed over, a job without its place would never be listed. */
  async noteArrival(ids: readonly string[]): Promise<void> {
    // Behind all that are there: several come in one millisecond, and a clock may go back.
    const [, newest = '0'] = await this.redis.zrevrange(this.order, 0, 0, 'WITHSCORES');
    const first = Math.max(this.clock(), Number(newest) + 0.001);
    for (const [place, id] of ids.entries()) await this.redis.zadd(this.order, 'NX', first + place / 1_000, id);
  }

  /** Ids, newest first. */
  arrivals = (start: number, count: number): Promise<string[]> =>
    this.redis.zrevrange(this.order, start, start + count - 1);

  /** The ids in the order of `arrivals`. */
  async sortNewestFirst(ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const scores = await this.redis.zmscore(this.order, ...ids);
    const place = new Map(ids.map((id, number) => [id, Number(scores[number] ?? 0)]));
    return [...ids].sort((a, b) => (place.get(b) ?? 0) - (place.get(a) ?? 0));
  }

  async forget(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.redis.zrem(this.order, ...ids);
    await this.redis.srem(this.cancelled, ...ids);
  }

  cancel = (id: string): Promise<number> => this.redis.sadd(this.cancelled, id);
  uncancel = (id: string): Promise<number> => this.redis.srem(this.cancelled, id);
  isCancelled = async (id: string): Promise<boolean> => (await this.redis.sismember(this.cancelled, id)) === 1;
  allCancelled = (): Promise<string[]> => this.redis.smembers(this.cancelled);

  /** Notes that a job waits until another is over. */
  async waitFor(id: string, other: string): Promise<void> {
    await this.redis.sadd(this.waiters(other), id);
  }

  /** Jobs that have waited for this one, told once. */
  async takeWaiters(id: string): Promise<string[]> {
    const key = this.waiters(id);
    const found = await this.redis.smembers(key);
    if (found.length > 0) await this.redis.srem(key, ...found);
    return found;
  }

  async putSchedule(schedule: Schedule): Promise<void> {
    const now = this.clock();
    nextSlot(schedule, new Date(now));
    const old = (await this.schedules()).find(({ key }) => key === schedule.key);
    const goesOn = old?.cron === schedule.cron && old.timeZone === schedule.timeZone;
    await this.redis.hset(this.slots, schedule.key, goesOn ? Date.parse(old.lastSlot) : now);
    await this.redis.hset(this.definitions, schedule.key, JSON.stringify(schedule));
  }

  async removeSchedule(key: string): Promise<void> {
    await this.redis.hdel(this.definitions, key);
    await this.redis.hdel(this.slots, key);
  }

  async schedules(): Promise<ScheduleState[]> {
    const [definitions, slots] = await Promise.all([
      this.redis.hgetall(this.definitions),
      this.redis.hgetall(this.slots),
    ]);
    const now = new Date(this.clock());
    return Object.entries(definitions)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, definition]) => {
        // Written by `putSchedule`.
        const schedule = JSON.parse(definition) as Schedule;
        return {
          ...schedule,
          lastSlot: new Date(Number(slots[key] ?? now)).toISOString(),
          next: nextSlot(schedule, now).toISOString(),
        };
      });
  }

  async due(): Promise<{ schedule: ScheduleState; slot: Date }[]> {
    return findDue(await this.schedules(), new Date(this.clock()));
  }

  async settle(key: string, slot: Date): Promise<void> {
    await this.redis.hset(this.slots, key, slot.getTime());
  }
}
