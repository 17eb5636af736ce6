import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '../queue.js';
import {
  drain,
  lockMilliseconds,
  type OpenQueueSubject,
  runUntilTold,
  until,
  untilState,
  whileConsuming,
  withQueue,
  work,
} from './subject.js';

/** Stops, several consumers, clocks, schedules. */
export function describeFaults(open: OpenQueueSubject): void {
  it('a graceful stop lets a running job end and takes no other', () =>
    withQueue(open, async (queue) => {
      const first = await queue.add(work('first'));
      const second = await queue.add(work('second'));
      const consumer = queue.consume(async () => sleep(400, 'ended'), { concurrency: 1 });
      await untilState(queue, first.id, 'active');
      await consumer.stop(5_000);
      expect(await queue.show(first.id)).toMatchObject({ state: 'done', result: 'ended' });
      expect(await queue.show(second.id)).toMatchObject({ state: 'waiting' });
    }));

  it('a job that does not end within the grace is given back, with no attempt used, and is run by the next', () =>
    withQueue(open, async (queue) => {
      const { id } = await queue.add(work('long', { retries: { attempts: 1 } }));
      const { processor, begun } = runUntilTold();
      const consumer = queue.consume(processor, { concurrency: 1 });
      await begun;
      await consumer.stop(50);
      expect(await queue.show(id)).toMatchObject({ state: 'waiting', failures: 0 });
      await drain(queue, async () => 'next');
      expect(await queue.show(id)).toMatchObject({ state: 'done', result: 'next', failures: 0 });
    }));

  it('a job that takes longer than its lock lasts stays with its holder', () =>
    withQueue(open, async (queue, subject) => {
      const { id } = await queue.add(work('long'));
      let runs = 0;
      const processor = async () => {
        runs++;
        return sleep(lockMilliseconds * 3, null);
      };
      const other = subject.open().consume(processor, { concurrency: 1 });
      await whileConsuming(queue.consume(processor, { concurrency: 1 }), async () =>
        whileConsuming(other, () => untilState(queue, id, 'done')),
      );
      expect(runs).toBe(1);
    }));

  it('of many consumers, each job has one; none is left', () =>
    withQueue(open, async (queue, subject) => {
      const keys = Array.from({ length: 60 }, (_, number) => `job ${number}`);
      for (const key of keys) await queue.add(work(key));
      const ran: string[] = [];
      const processor = async ({ job }: Run) => {
        ran.push(job.key);
        return sleep(2, null);
      };
      const consumers = [queue, subject.open(), subject.open()].map((each) =>
        each.consume(processor, { concurrency: 3 }),
      );
      await Promise.all(consumers.map((consumer) => consumer.idle()));
      await Promise.all(consumers.map((consumer) => consumer.stop(1_000)));
      expect(ran.sort()).toEqual(keys.sort());
    }));

  it('a schedule fires once for each of its times, whoever looks', () =>
    withQueue(open, async (queue, subject) => {
      let now = Date.parse('2026-03-01T10:00:30Z');
      const clock = () => now;
      const [one, two] = [subject.open({ clock }), subject.open({ clock })];
      const schedule = { key: 'minutely', cron: '* * * * *', timeZone: 'UTC', job: { name: 'work', payload: 'tick' } };
      await one.putSchedule(schedule);
      await two.putSchedule(schedule);
      const fire = async () => (await Promise.all([one.fireSchedules(), two.fireSchedules()])).flat();
      expect(await fire()).toEqual([]);
      now += 60_000;
      await fire();
      await fire();
      const keys = async () => (await queue.list({ limit: 100 })).map(({ key }) => key);
      expect(await keys()).toEqual(['minutely@2026-03-01T10:01:00.000Z']);
      // Three times were missed while nobody looked: they become one.
      now += 3 * 60_000;
      await two.putSchedule(schedule);
      await fire();
      expect((await keys())[0]).toBe('minutely@2026-03-01T10:04:00.000Z');
      expect(await keys()).toHaveLength(2);
      await one.removeSchedule('minutely');
      now += 60_000;
      expect(await fire()).toEqual([]);
      expect(await one.schedules()).toEqual([]);
    }));

  it('a clock that goes back or leaps ahead fires no time twice and none is waited for in vain', () =>
    withQueue(open, async (queue, subject) => {
      let now = Date.parse('2026-03-01T10:00:30Z');
      const one = subject.open({ clock: () => now });
      await one.putSchedule({ key: 'm', cron: '* * * * *', timeZone: 'UTC', job: { name: 'work', payload: 'tick' } });
      const fireAt = async (time: string) => {
        now = Date.parse(time);
        return (await one.fireSchedules()).length;
      };
      expect(await fireAt('2026-03-01T10:01:05Z')).toBe(1);
      expect(await fireAt('2026-03-01T09:01:05Z')).toBe(1);
      expect(await fireAt('2026-03-01T10:01:10Z')).toBe(0);
      expect(await fireAt('2099-01-01T00:00:01Z')).toBe(1);
      expect(await fireAt('2026-03-01T10:02:01Z')).toBe(1);
      expect(await fireAt('2026-03-01T10:02:59Z')).toBe(0);
      expect(await queue.list({ limit: 100 })).toHaveLength(4);
    }));

  it('times are those of the time zone, summer time included', () =>
    withQueue(open, async (_queue, subject) => {
      const now = Date.parse('2026-03-28T12:00:00Z');
      const queue = subject.open({ clock: () => now });
      const job = { name: 'work', payload: null };
      await queue.putSchedule({ key: 'berlin', cron: '30 3 * * *', timeZone: 'Europe/Berlin', job });
      await queue.putSchedule({ key: 'shanghai', cron: '30 3 * * *', timeZone: 'Asia/Shanghai', job });
      expect((await queue.schedules()).map(({ key, next }) => `${key} ${next}`)).toEqual([
        'berlin 2026-03-29T01:30:00.000Z',
        'shanghai 2026-03-28T19:30:00.000Z',
      ]);
      await expect(queue.putSchedule({ key: 'x', cron: '61 * * * *', timeZone: 'UTC', job })).rejects.toMatchObject({
        code: 'invalid-schedule',
      });
      await expect(
        queue.putSchedule({ key: 'x', cron: '1 * * * *', timeZone: 'Mars/Base', job }),
      ).rejects.toMatchObject({
        code: 'invalid-schedule',
      });
    }));

  it('consumers fire schedules by themselves, together no more than once a time', () =>
    withQueue(open, async (queue, subject) => {
      await queue.putSchedule({ key: 's', cron: '* * * * * *', timeZone: 'UTC', job: { name: 'work', payload: null } });
      const ran: string[] = [];
      const processor = async ({ job }: Run) => ran.push(job.key);
      const other = subject.open().consume(processor, { concurrency: 1 });
      await whileConsuming(queue.consume(processor, { concurrency: 1 }), () =>
        whileConsuming(other, () => until('three times have come', () => ran.length >= 3)),
      );
      expect(new Set(ran).size).toBe(ran.length);
    }));
}
