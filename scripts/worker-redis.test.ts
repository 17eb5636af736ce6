import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeOnServer, serversFolder } from '../fixtures/servers.js';
import { openBullQueue } from '../workers/bullmq/open.js';
import { until } from '../workers/contract/subject.js';
import { prepareWorkerRuns } from './worker-runs.fixture.js';

describeOnServer('redis', 'a worker on a Redis of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ipradar-worker-redis-'));
  const port = String(Number(process.env['IPRADAR_TEST_PORT']) + 25);
  const redis = (command: string): string =>
    execFileSync(join(serversFolder() ?? '', 'redis'), [command, '--port', port], { encoding: 'utf8' }).trim();
  let url = '';
  beforeAll(() => {
    url = redis('up');
  });
  afterAll(() => {
    redis('down');
    rmSync(folder, { recursive: true, force: true });
  });

  it('goes on when Redis was killed and came back, and after a kill -9 of its own: the records are those of an undisturbed run', async () => {
    const runs = await prepareWorkerRuns(folder, 200, { REDIS_URL: '' });
    await runs.finish('undisturbed');
    const shared = { REDIS_URL: url, IPRADAR_WORKERS_SHARD_FROM: '1', IPRADAR_WORKERS_SHARD_BYTES: '400000' };
    const onRedis = runs.with(shared);
    const killed = onRedis.start('disturbed');
    await killed.said(/"kind":"parse-shard","msg":"job begins"/);
    await killed.kill('SIGKILL');
    const worker = onRedis.start('disturbed');
    await worker.said(/"kind":"(parse-shard|index-package)","msg":"job begins"/);
    redis('kill');
    await sleep(1_500);
    redis('up');
    await worker.said(/"kind":"index-package","milliseconds":\d+,"result"/);
    expect(await worker.kill('SIGTERM')).toBe(0);
    await onRedis.finish('disturbed');
    expect(await onRedis.counts('disturbed')).toMatchObject({ waiting: 0, delayed: 0, blocked: 0, active: 0, dead: 0 });
    expect(await onRedis.exported('disturbed')).toBe(await runs.exported('undisturbed'));
  }, 180_000);

  it('a Redis without memory takes no job more and loses none of those that it has', async () => {
    const queue = openBullQueue({ url, clock: Date.now, prefix: '{full}' });
    const limit = (bytes: string) =>
      execFileSync('redis-cli', ['-p', port, 'config', 'set', 'maxmemory', bytes], { encoding: 'utf8' });
    try {
      for (const key of ['a', 'b']) await queue.add({ name: 'work', key, payload: null });
      limit('1');
      await expect(queue.add({ name: 'work', key: 'c', payload: null })).rejects.toMatchObject({ code: 'full' });
      expect((await queue.counts()).waiting).toBe(2);
      limit('0');
      await queue.add({ name: 'work', key: 'c', payload: null });
      const ran: string[] = [];
      const consumer = queue.consume(async ({ job }) => ran.push(job.key), { concurrency: 1 });
      await until('all have run', () => ran.length === 3);
      await consumer.stop(1_000);
      expect(ran).toEqual(['a', 'b', 'c']);
    } finally {
      limit('0');
      await queue.close();
    }
  });
});
