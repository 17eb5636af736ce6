import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareWorkerRuns } from './worker-runs.fixture.js';

const folder = mkdtempSync(join(tmpdir(), 'ipradar-worker-ended-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a worker that is told to end by SIGTERM gives its package back and ends with 0; the next one goes on', async () => {
  const runs = await prepareWorkerRuns(folder, 200, { REDIS_URL: '', IPRADAR_WORKERS_GRACE_SECONDS: '0' });
  await runs.finish('undisturbed');
  const worker = runs.start('ended');
  await worker.said(/"kind":"ingest-package","msg":"job begins"/);
  expect(await worker.kill('SIGTERM')).toBe(0);
  const counts = await runs.counts('ended');
  expect(counts).toMatchObject({ active: 0, dead: 0 });
  expect(counts.waiting).toBeGreaterThan(0);
  await runs.finish('ended');
  expect(await runs.exported('ended')).toBe(await runs.exported('undisturbed'));
}, 180_000);
