import { jobIdOf } from '../job-id.js';
import { drain, farAhead, type OpenQueueSubject, withQueue, work } from './subject.js';

/** Parents and children. */
export function describeFlows(open: OpenQueueSubject): void {
  const leaf = (key: string) => ({ job: work(key), children: [] });
  const idOf = (key: string) => jobIdOf(work(key));

  it('a parent runs after all of its children, however deep, and sees their results', () =>
    withQueue(open, async (queue) => {
      const flow = {
        job: work('top', { priority: 'alert' }),
        children: [leaf('a'), { job: work('b'), children: [leaf('b1')] }],
      };
      const { id, isNew } = await queue.addFlow(flow);
      expect(isNew).toBe(true);
      expect(await queue.show(id)).toMatchObject({ state: 'blocked' });
      expect(await queue.show(idOf('a'))).toMatchObject({ state: 'waiting', parent: id });
      expect((await queue.childrenOf(id)).map(({ key }) => key).sort()).toEqual(['a', 'b']);
      expect((await queue.addFlow(flow)).isNew).toBe(false);
      const order: string[] = [];
      let results: unknown;
      await drain(queue, async (run) => {
        order.push(run.job.key);
        if (run.job.key === 'top') results = await run.results();
        return `result of ${run.job.key}`;
      });
      expect(order).toHaveLength(4);
      expect(order.at(-1)).toBe('top');
      expect(order.indexOf('b1')).toBeLessThan(order.indexOf('b'));
      expect(results).toEqual({ [idOf('a')]: 'result of a', [idOf('b')]: 'result of b' });
    }));

  it('a parent waits for a child that is dead, and goes on when the child was retried; retrying the parent retries the child', () =>
    withQueue(open, async (queue) => {
      const { id } = await queue.addFlow({ job: work('top'), children: [leaf('good'), leaf('bad')] });
      let isMended = false;
      const ran: string[] = [];
      const processor = async ({ job }: { job: { key: string } }) => {
        ran.push(job.key);
        if (job.key === 'bad' && !isMended) throw new Error('not yet');
        return null;
      };
      await drain(queue, processor);
      expect(await queue.show(id)).toMatchObject({ state: 'blocked' });
      expect((await queue.childrenOf(id)).map(({ key, state }) => `${key} ${state}`).sort()).toEqual([
        'bad dead',
        'good done',
      ]);
      expect(await queue.prune(farAhead)).toBe(0);
      isMended = true;
      await queue.retry(id);
      await drain(queue, processor);
      expect(await queue.show(id)).toMatchObject({ state: 'done' });
      expect(ran).toEqual(['good', 'bad', 'bad', 'bad', 'bad', 'top']);
    }));

  it('cancelling a parent cancels its children; nothing of it runs until it is retried', () =>
    withQueue(open, async (queue) => {
      const { id } = await queue.addFlow({ job: work('top'), children: [leaf('a'), leaf('b')] });
      const ran: string[] = [];
      const processor = async ({ job }: { job: { key: string } }) => ran.push(job.key);
      expect(await queue.cancel(id)).toMatchObject({ state: 'cancelled' });
      await drain(queue, processor);
      expect(ran).toEqual([]);
      expect(await queue.show(idOf('a'))).toMatchObject({ state: 'cancelled' });
      expect(await queue.retry(id)).toMatchObject({ state: 'blocked' });
      await drain(queue, processor);
      expect(ran.sort()).toEqual(['a', 'b', 'top']);
    }));

  it('a child that was done before its flow came is not waited for', () =>
    withQueue(open, async (queue) => {
      await queue.add(work('a'));
      await drain(queue, async () => 'early');
      const { id } = await queue.addFlow({ job: work('top'), children: [leaf('a'), leaf('b')] });
      await drain(queue, async ({ job, results }) => (job.key === 'top' ? await results() : 'late'));
      expect(await queue.show(id)).toMatchObject({
        state: 'done',
        result: { [idOf('a')]: 'early', [idOf('b')]: 'late' },
      });
    }));
}
