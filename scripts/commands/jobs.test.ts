import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runIpradar } from '../run-ipradar.js';

const folder = mkdtempSync(join(tmpdir(), 'ipradar-jobs-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const run = (...args: string[]) => runIpradar([...args, '--data', join(folder, 'data')], { REDIS_URL: '' });

it('jobs are added, listed, shown, cancelled and retried; a worker runs them and ends', async () => {
  const added = await run('jobs', 'add', 'prune', '{"keepDays":1}', '--key', 'mine');
  const id = added.stdout.trim();
  expect(id).toMatch(/^prune-[0-9a-f]{20}$/);
  expect((await run('jobs', 'add', 'prune', '{}', '--key', 'mine')).stdout).toContain('is there already');
  expect((await run('jobs', 'cancel', id)).stdout).toBe(`${id} is cancelled\n`);
  expect((await run('jobs', 'retry', id)).stdout).toBe(`${id} is waiting\n`);
  expect((await run('worker', '--once')).code).toBe(0);
  expect((await run('jobs', 'list')).stdout).toMatch(new RegExp(`1 done.*\\n\\nid .*\\n${id} +done`));
  const { counts } = JSON.parse((await run('jobs', 'list', '--json', '--state', 'dead')).stdout) as {
    counts: { done: number };
  };
  expect(counts.done).toBe(1);
  expect(JSON.parse((await run('jobs', 'show', id)).stdout)).toMatchObject({
    id,
    state: 'done',
    payload: { keepDays: 1 },
  });
}, 120_000);

it('what cannot be is told in one line, with the exit code', async () => {
  const told = async (...args: string[]) => {
    const { code, stderr } = await run('jobs', ...args);
    return `${code} ${stderr.split('\n')[0]}`;
  };
  expect(await told('show', 'nothing')).toBe('1 ipradar: no job has the id `nothing`: `ipradar jobs list` shows them');
  expect(await told('add', 'nothing', '{}')).toMatch(/^2 ipradar: no kind of job is named `nothing`: pull-packages/);
  expect(await told('add', 'prune', '{"keepDays":"x"}')).toMatch(/^2 ipradar: no payload of `prune`/);
  expect(await told('list', '--state', 'lost')).toMatch(/^2 ipradar: `lost` is no state of a job: waiting/);
  expect(await told('retry')).toMatch(/^2 ipradar: which jobs\?/);
}, 120_000);

it('a worker whose Redis is away says so and ends with 1', async () => {
  const watched = join(folder, 'watched');
  mkdirSync(watched);
  writeFileSync(join(watched, 'x'), '');
  const args = ['worker', '--watch', watched, '--data', join(folder, 'away')];
  const { code, stderr } = await runIpradar(args, { REDIS_URL: 'redis://127.0.0.1:1' });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^ipradar: Redis cannot be reached/m);
}, 120_000);
