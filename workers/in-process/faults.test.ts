import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drain, until, untilState, whileConsuming, work } from '../contract/subject.js';
import { openInProcessQueue } from './open.js';

const folder = mkdtempSync(join(tmpdir(), 'ipradar-queue-faults-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a full queue takes no job more, lets those that are there run, and has room again when they are forgotten', async () => {
  const queue = openInProcessQueue({ file: join(folder, 'full.sqlite'), clock: Date.now, quota: 300_000 });
  let added = 0;
  const fill = async () => {
    for (; added < 1_000; added++) await queue.add(work(`job ${added}`, { payload: 'x'.repeat(2_000) }));
  };
  await expect(fill()).rejects.toMatchObject({ code: 'full' });
  expect(added).toBeGreaterThan(20);
  await drain(queue, async () => ({ result: 'y'.repeat(500) }), 4);
  expect((await queue.counts()).done).toBe(added);
  await expect(queue.add(work('one more'))).rejects.toMatchObject({ code: 'full' });
  expect(await queue.prune(new Date(Date.now() + 1_000))).toBe(added);
  expect((await queue.add(work('one more'))).isNew).toBe(true);
  await queue.close();
});

it('a clock that leaps ahead takes no job from its holder; one that goes back makes no wait longer', async () => {
  let leap = 0;
  const queue = openInProcessQueue({
    file: join(folder, 'clock.sqlite'),
    clock: () => Date.now() + leap,
    lockMilliseconds: 600,
  });
  const other = openInProcessQueue({
    file: join(folder, 'clock.sqlite'),
    clock: () => Date.now() + leap,
    lockMilliseconds: 600,
  });
  const { id } = await queue.add(work('long'));
  let runs = 0;
  let go: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => (go = resolve));
  const processor = async () => {
    if (runs++ === 0) await gone;
    return null;
  };
  await whileConsuming(queue.consume(processor, { concurrency: 1 }), () =>
    whileConsuming(other.consume(processor, { concurrency: 1 }), async () => {
      await untilState(queue, id, 'active');
      leap = 3 * 3_600_000;
      const delayed = await queue.add(work('delayed', { delay: 300 }));
      leap = -3 * 3_600_000;
      await untilState(queue, delayed.id, 'done');
      expect(runs).toBe(2);
      go();
      await untilState(queue, id, 'done');
    }),
  );
  expect(runs).toBe(2);
  await Promise.all([queue.close(), other.close()]);
});

it('a job that kills every worker is dead after the third, and says so', async () => {
  const file = join(folder, 'killer.sqlite');
  const options = { file, clock: Date.now, lockMilliseconds: 200 };
  const queue = openInProcessQueue(options);
  const { id } = await queue.add(work('killer'));
  const troubles: string[] = [];
  // Workers that take it and are never heard of again.
  const { openTables } = await import('./tables.js');
  const { JobTurns } = await import('./job-turns.js');
  const connection = openTables(file);
  const turns = new JobTurns(connection, Date.now);
  const watcher = queue.consume(async () => null, {
    concurrency: 0,
    onTrouble: ({ message }) => troubles.push(message),
  });
  for (let losses = 1; losses <= 3; losses++) {
    expect(turns.take(`gone ${losses}`)?.id).toBe(id);
    await until(`loss ${losses} is noticed`, () => troubles.length === losses);
  }
  await watcher.stop(0);
  expect(await queue.show(id)).toMatchObject({
    state: 'dead',
    reason: 'its worker ended in the middle of it, 3 times',
  });
  connection.close();
  await queue.close();
});
