import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareWorkerRuns } from './worker-runs.fixture.js';

const folder = mkdtempSync(join(tmpdir(), 'ipradar-worker-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ['whole', {}],
  ['in shards', { IPRADAR_WORKERS_SHARD_FROM: '1', IPRADAR_WORKERS_SHARD_BYTES: '400000' }],
])(
  'a package read %s, whose worker is killed twice in the middle of it, is what an undisturbed run makes of it',
  async (way, environment) => {
    const runs = await prepareWorkerRuns(join(folder, way), 200, { REDIS_URL: '', ...environment });
    await runs.finish('undisturbed');
    const undisturbed = await runs.exported('undisturbed');
    for (const delay of [0, 300]) {
      const worker = runs.start('killed');
      await worker.said(/"kind":"(ingest-package|parse-shard|index-package)","msg":"job begins"/);
      await sleep(delay);
      await worker.kill('SIGKILL');
    }
    await runs.finish('killed');
    expect(undisturbed).toMatch(/^200 records/);
    expect(await runs.exported('killed')).toBe(undisturbed);
    expect(await runs.counts('killed')).toMatchObject({ waiting: 0, delayed: 0, blocked: 0, active: 0, dead: 0 });
  },
  180_000,
);
