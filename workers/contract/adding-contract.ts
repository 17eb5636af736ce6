import { setTimeout as sleep } from 'node:timers/promises';
import { jobIdOf } from '../job-id.js';
import {
  drain,
  farAhead,
  noteRuns,
  type OpenQueueSubject,
  untilState,
  whileConsuming,
  withQueue,
  work,
} from './subject.js';

/** Keys, order, delay, lists. */
export function describeAdding(open: OpenQueueSubject): void {
  it('a second add of a waiting, done or dead key changes nothing', () =>
    withQueue(open, async (queue) => {
      const added = await queue.add(work('a'));
      expect(added).toEqual({ id: jobIdOf(work('a')), isNew: true });
      expect(await queue.add(work('a', { payload: 'other' }))).toEqual({ id: added.id, isNew: false });
      await queue.add(work('bad', { retries: { attempts: 1 } }));
      let runs = 0;
      const process = () =>
        drain(queue, async ({ job }) => {
          runs++;
          if (job.key === 'bad') throw new Error('bad');
          return job.payload;
        });
      await process();
      expect((await queue.add(work('a'))).isNew).toBe(false);
      expect((await queue.add(work('bad'))).isNew).toBe(false);
      await process();
      expect(runs).toBe(2);
      expect(await queue.show(added.id)).toMatchObject({ state: 'done', result: 'a', payload: 'a', failures: 0 });
    }));

  it('a job survives the program that added it, and others see it', () =>
    withQueue(open, async (queue, subject) => {
      const { id } = await queue.add(work('a', { payload: { deep: [1, 'ü', null] } }));
      await queue.close();
      const other = subject.open();
      expect(await other.show(id)).toMatchObject({
        name: 'work',
        key: 'a',
        payload: { deep: [1, 'ü', null] },
        state: 'waiting',
      });
    }));

  it('alerts go before the rest, a backfill behind it; first come, first served within each', () =>
    withQueue(open, async (queue) => {
      for (const [key, priority] of [
        ['b1', 'backfill'],
        ['n1', 'normal'],
        ['b2', 'backfill'],
        ['n2', undefined],
        ['a1', 'alert'],
        ['a2', 'alert'],
      ] as const)
        await queue.add(work(key, { priority }));
      const { keys, processor } = noteRuns();
      await drain(queue, processor);
      expect(keys).toEqual(['a1', 'a2', 'n1', 'n2', 'b1', 'b2']);
    }));

  it('a delayed job is shown as delayed and is not taken before its time', () =>
    withQueue(open, async (queue) => {
      const { id } = await queue.add(work('later', { delay: 600 }));
      expect((await queue.show(id))?.state).toBe('delayed');
      const { keys, processor } = noteRuns();
      await whileConsuming(queue.consume(processor, { concurrency: 1 }), async () => {
        await sleep(250);
        expect(keys).toEqual([]);
        await untilState(queue, id, 'done');
      });
    }));

  it('lists jobs in the order in which they came, also those of one millisecond and those after a clock went back', async () => {
    const times = [5_000, 5_000, 5_000, 5_000, 4_000, 4_000];
    let reading = 5_000;
    await withQueue(open, async (_queue, subject) => {
      const queue = subject.open({ clock: () => reading });
      const keys = times.map((_time, place) => `${place}`);
      for (const [place, time] of times.entries()) {
        reading = time;
        await queue.add(work(keys[place] ?? ''));
      }
      expect((await queue.list({ limit: 10 })).map(({ key }) => key)).toEqual(keys.toReversed());
    });
  });

  it('lists the newest first, by state and name, page by page; counts every state', () =>
    withQueue(open, async (queue) => {
      for (const key of ['1', '2', '3']) await queue.add(work(key));
      await queue.add(work('4', { delay: 60_000 }));
      await queue.add({ ...work('5'), name: 'other' });
      const keysOf = async (question: Parameters<typeof queue.list>[0]) =>
        (await queue.list(question)).map(({ key }) => key);
      expect(await keysOf({ limit: 10 })).toEqual(['5', '4', '3', '2', '1']);
      expect(await keysOf({ limit: 2, offset: 1 })).toEqual(['4', '3']);
      expect(await keysOf({ limit: 10, name: 'work', states: ['waiting'] })).toEqual(['3', '2', '1']);
      expect(await keysOf({ limit: 10, states: ['delayed'] })).toEqual(['4']);
      expect(await queue.counts()).toEqual({
        waiting: 4,
        delayed: 1,
        blocked: 0,
        active: 0,
        done: 0,
        dead: 0,
        cancelled: 0,
      });
      expect(await queue.show('nothing-00000000000000000000')).toBeUndefined();
    }));

  it('prune forgets what was over before a moment, and its key', () =>
    withQueue(open, async (queue) => {
      const { id } = await queue.add(work('old'));
      const { keys, processor } = noteRuns();
      await drain(queue, processor);
      await queue.add(work('waiting'));
      expect(await queue.prune(new Date(0))).toBe(0);
      expect(await queue.prune(farAhead)).toBe(1);
      expect(await queue.show(id)).toBeUndefined();
      expect((await queue.list({ limit: 10 })).map(({ key }) => key)).toEqual(['waiting']);
      expect((await queue.add(work('old'))).isNew).toBe(true);
      await drain(queue, processor);
      expect(keys).toEqual(['old', 'waiting', 'old']);
    }));
}
