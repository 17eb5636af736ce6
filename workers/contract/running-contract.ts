import { setTimeout as sleep } from 'node:timers/promises';
import { type Job, Refused, TryLater } from '../queue.js';
import {
  drain,
  type OpenQueueSubject,
  runUntilTold,
  until,
  untilState,
  whileConsuming,
  withQueue,
  work,
} from './subject.js';

/** Retries, dead letters, progress, cancellation. */
export function describeRunning(open: OpenQueueSubject): void {
  it('a job that fails is run again after a wait until its attempts are used up; then it is dead, with the reason', () =>
    withQueue(open, async (queue) => {
      const { id } = await queue.add(work('a', { retries: { attempts: 3, first: 60, most: 1_000 } }));
      const times: number[] = [];
      await drain(queue, async () => {
        times.push(performance.now());
        throw new Error(`failure ${times.length}`);
      });
      expect(await queue.show(id)).toMatchObject({ state: 'dead', failures: 3, reason: 'failure 3', attempts: 3 });
      // Drawn from the upper half of 60, then of 120 milliseconds.
      const [first = 0, second = 0, third = 0] = times;
      expect([second - first >= 29, third - second >= 59]).toEqual([true, true]);
    }));

  it('a job that fails once and then does not is done', () =>
    withQueue(open, async (queue) => {
      const { id } = await queue.add(work('a'));
      let runs = 0;
      await drain(queue, async () => {
        if (++runs === 1) throw new Error('once');
        return { runs };
      });
      expect(await queue.show(id)).toMatchObject({ state: 'done', result: { runs: 2 }, failures: 1 });
    }));

  it('a refused job is dead at once; a retry gives a dead letter all its attempts again', () =>
    withQueue(open, async (queue) => {
      const { id } = await queue.add(work('a'));
      let isMended = false;
      const processor = async () => {
        if (!isMended) throw new Refused('the checksum is wrong');
        return 'right';
      };
      await drain(queue, processor);
      expect(await queue.show(id)).toMatchObject({ state: 'dead', failures: 1, reason: 'the checksum is wrong' });
      expect((await queue.list({ states: ['dead'], limit: 5 })).map((job) => job.id)).toEqual([id]);
      isMended = true;
      expect(await queue.retry(id)).toMatchObject({ state: 'waiting', failures: 0 });
      await drain(queue, processor);
      expect(await queue.show(id)).toMatchObject({ state: 'done', result: 'right' });
      expect(await queue.retry(id)).toMatchObject({ state: 'done' });
      expect(await queue.retry('nothing-00000000000000000000')).toBeUndefined();
    }));

  it('a job that is put off says why, waits, and has used no attempt', () =>
    withQueue(open, async (queue) => {
      const { id } = await queue.add(work('a', { retries: { attempts: 1 } }));
      let runs = 0;
      const consumer = queue.consume(
        async () => {
          if (++runs <= 3) throw new TryLater('the engine is locked', 150);
          return null;
        },
        { concurrency: 1 },
      );
      await whileConsuming(consumer, async () => {
        expect(await untilState(queue, id, 'delayed')).toMatchObject({ reason: 'the engine is locked', failures: 0 });
        expect(await untilState(queue, id, 'done')).toMatchObject({ failures: 0 });
      });
      expect(runs).toBe(4);
    }));

  it('what is shown of a job fits its state at every moment of its life', () =>
    withQueue(open, async (queue) => {
      const keys = Array.from({ length: 60 }, (_, number) => `${number}`);
      const ids = await Promise.all(keys.map(async (key) => (await queue.add(work(key))).id));
      const begun = new Set<string>();
      const consumer = queue.consume(
        async ({ job }) => {
          if (begun.has(job.key)) return job.key;
          begun.add(job.key);
          throw new TryLater('not yet', 5);
        },
        { concurrency: 4 },
      );
      const misfits: Job[] = [];
      const look = async (): Promise<Job[]> => {
        const jobs = (await Promise.all(ids.map((id) => queue.show(id)))).filter((job) => job !== undefined);
        const fits = ({ state, reason, failures, result, key }: Job) =>
          (state !== 'delayed' || reason === 'not yet') && (state !== 'done' || (failures === 0 && result === key));
        misfits.push(...jobs.filter((job) => !fits(job)));
        return jobs;
      };
      await whileConsuming(consumer, () =>
        until('all are done', async () => (await look()).every(({ state }) => state === 'done')),
      );
      expect(misfits).toEqual([]);
    }));

  it('a job that is put off until another is over goes on as soon as it is', () =>
    withQueue(open, async (queue) => {
      const first = await queue.add(work('first'));
      const second = await queue.add(work('second'));
      const order: string[] = [];
      const startedAt = performance.now();
      await drain(
        queue,
        async ({ job }) => {
          if (job.key === 'second' && (await queue.show(first.id))?.state !== 'done')
            throw new TryLater('not its turn', 30_000, first.id);
          if (job.key === 'first') await sleep(300);
          return order.push(job.key);
        },
        2,
      );
      expect(order).toEqual(['first', 'second']);
      expect(performance.now() - startedAt).toBeLessThan(10_000);
      expect(await queue.show(second.id)).toMatchObject({ state: 'done', failures: 0 });
    }));

  it('progress is seen by others while the job runs', () =>
    withQueue(open, async (queue, subject) => {
      const { id } = await queue.add(work('a'));
      let go: () => void = () => undefined;
      const gone = new Promise<void>((resolve) => (go = resolve));
      const consumer = queue.consume(
        async ({ progress }) => {
          await progress({ records: 42 });
          await gone;
          return null;
        },
        { concurrency: 1 },
      );
      await whileConsuming(consumer, async () => {
        const other = subject.open();
        await untilState(other, id, 'active');
        for (let tries = 0; tries < 100 && !(await other.show(id))?.progress; tries++) await sleep(20);
        expect((await other.show(id))?.progress).toEqual({ records: 42 });
        go();
        await untilState(queue, id, 'done');
      });
    }));

  it('cancelling tells a running job by its signal, keeps a waiting one from running, and leaves one that is over', () =>
    withQueue(open, async (queue, subject) => {
      const { id } = await queue.add(work('running'));
      const { processor, begun } = runUntilTold();
      await whileConsuming(queue.consume(processor, { concurrency: 1 }), async () => {
        await begun;
        const waiting = await queue.add(work('waiting'));
        const delayed = await queue.add(work('delayed', { delay: 60_000 }));
        const other = subject.open();
        for (const each of [waiting.id, delayed.id])
          expect(await other.cancel(each)).toMatchObject({ state: 'cancelled', reason: 'cancelled' });
        await other.cancel(id);
        expect(await untilState(queue, id, 'cancelled')).toMatchObject({
          failures: expect.any(Number),
          reason: 'cancelled',
        });
        expect((await queue.counts()).cancelled).toBe(3);
      });
      const ran: string[] = [];
      await drain(queue, async ({ job }) => ran.push(job.key));
      expect(ran).toEqual([]);
      expect(await queue.cancel(id)).toMatchObject({ state: 'cancelled' });
      expect(await queue.retry(id)).toMatchObject({ state: 'waiting' });
      await drain(queue, async ({ job }) => ran.push(job.key));
      expect(ran).toEqual(['running']);
      expect(await queue.cancel(id)).toMatchObject({ state: 'done' });
    }));
}
