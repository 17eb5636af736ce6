import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeOnServer, ownPrefix } from '../fixtures/servers.js';
import { runIpradar } from './run-ipradar.js';
import { prepareWorkerRuns } from './worker-runs.fixture.js';

describeOnServer('elasticsearch-9', 'a worker over Elasticsearch', (url) => {
  const folder = mkdtempSync(join(tmpdir(), 'ipradar-worker-cluster-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('indexes what lies in the watched folder, builds a new generation, checks it and prunes', async () => {
    const cluster = {
      REDIS_URL: '',
      IPRADAR_ENGINE: 'elasticsearch',
      ELASTICSEARCH_URL: url(),
      IPRADAR_INDEX_PREFIX: ownPrefix(),
      IPRADAR_DATA: join(folder, 'data'),
    };
    const runs = await prepareWorkerRuns(folder, 200, cluster);
    await runs.finish('data');
    for (const kind of ['refresh-generation', 'selfcheck', 'prune'])
      expect((await runIpradar(['jobs', 'add', kind, '{}', '--key', 'x'], cluster)).code).toBe(0);
    await runs.finish('data');
    const { stdout } = await runIpradar(['jobs', 'list', '--json'], cluster);
    const { jobs } = JSON.parse(stdout) as { jobs: { name: string; state: string; result: Record<string, unknown> }[] };
    expect(jobs.filter(({ state }) => state !== 'done')).toEqual([]);
    const resultOf = (kind: string) => jobs.find(({ name }) => name === kind)?.result;
    expect(resultOf('ingest-package')).toMatchObject({ written: 200, rejected: 0 });
    expect(resultOf('refresh-generation')).toEqual({ records: 200 });
    expect(resultOf('selfcheck')).toEqual({ findings: [] });
  }, 240_000);
});
