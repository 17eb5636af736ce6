import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { disturb, prepareWorkerRuns } from './worker-runs.fixture.js';

const folder = mkdtempSync(join(tmpdir(), 'ipradar-worker-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a package whose worker is killed twice in the middle of it is what an undisturbed run makes of it', async () => {
  const runs = await prepareWorkerRuns(folder, 200, { REDIS_URL: '' });
  await runs.finish('undisturbed');
  const undisturbed = await runs.exported('undisturbed');
  expect(undisturbed).toMatch(/^200 records/);
  await disturb(runs, 'killed');
  expect(await runs.exported('killed')).toBe(undisturbed);
  expect(await runs.counts('killed')).toMatchObject({ waiting: 0, delayed: 0, blocked: 0, active: 0, dead: 0 });
}, 180_000);
