import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeOnServer, ownPrefix } from '../fixtures/servers.js';
import { madePatent } from '../engine/contract/made-records.js';
import { openEmbeddedEngine } from '../engine/embedded/open.js';
import { writeCorpus } from './corpus/write-corpus.js';
import { removeIndexes } from './remove-indexes.js';
import { runIpradar } from './run-ipradar.js';

describeOnServer('elasticsearch-9', 'the command line on a cluster', (url) => {
  let folder: string;
  let environment: Record<string, string>;
  const onCluster = (...args: string[]) => runIpradar(args, { ...environment, IPRADAR_ENGINE: 'elasticsearch' });
  const onFolder = (...args: string[]) => runIpradar(args, environment);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ipradar-cluster-'));
    environment = {
      IPRADAR_DATA: join(folder, 'data'),
      ELASTICSEARCH_URL: url(),
      IPRADAR_INDEX_PREFIX: ownPrefix(),
    };
    const packages = join(folder, 'packages');
    await writeCorpus({ records: 200, seed: 5, out: packages });
    expect((await onFolder('ingest', packages)).code).toBe(0);
    expect(await onFolder('migrate', 'embedded', 'elasticsearch')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^200 records of embedded are in elasticsearch: 200 written, 0 unchanged/,
      ) as string,
    });
  }, 300_000);
  afterAll(async () => {
    await removeIndexes(url(), `${environment['IPRADAR_INDEX_PREFIX']}-*`);
    rmSync(folder, { recursive: true, force: true });
  });

  test('the same search prints the same answer as over the data folder', async () => {
    for (const query of [
      'TI=(battery OR 电池 OR device)',
      'RT=patent AND ST=in-force',
      'IPC=H01M OR "and use thereof"',
    ]) {
      const words = ['search', query, '--json', '--sort', '-PD', '--facets', 'AP:5,PD:year,IPC:subclass'];
      const answers = await Promise.all(
        [await onFolder(...words), await onCluster(...words)].map(({ code, stdout }) => {
          expect(code).toBe(0);
          const { meta, ...answer } = JSON.parse(stdout) as { meta: { count: number; took: number } };
          return { ...answer, meta: { ...meta, took: 0 } };
        }),
      );
      expect(answers[0]?.meta.count).toBeGreaterThan(0);
      expect(answers[1]).toEqual(answers[0]);
    }
  }, 120_000);

  test('a package that came by migration is not read again', async () => {
    const { stdout } = await onCluster('ingest', join(folder, 'packages'), '--json');
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ total: { written: 0 } });
  }, 120_000);

  test('reindex builds a generation beside the old one; it can be rolled back and pruned', async () => {
    const statesOf = async () => {
      const { stdout } = await onCluster('generations', 'list', '--json');
      const { generations } = JSON.parse(stdout) as { generations: { number: number; state: string }[] };
      return generations.map(({ number, state }) => `${number} ${state}`);
    };
    expect(await statesOf()).toEqual(['1 in service']);
    expect(await onCluster('reindex')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^200 records indexed anew/) as string,
    });
    expect(await statesOf()).toEqual(['1 before', '2 in service']);
    expect((await onCluster('generations', 'roll-back')).stdout).toMatch(/generation 1 is in service/);
    expect((await onCluster('search', 'RT=patent', '--json', '--limit', '0')).code).toBe(0);
    await onCluster('reindex');
    expect((await onCluster('generations', 'prune', '--with-previous')).stdout).toMatch(/removed: generation/);
    expect(await statesOf()).toHaveLength(1);
  }, 240_000);

  test('status tells the cluster, and commands that work on files say that there are none', async () => {
    expect((await onCluster('status')).stdout).toMatch(/searchable +200\n/);
    for (const words of [['repair'], ['backup', join(folder, 'backup')], ['status', '--verify']]) {
      const { code, stderr } = await onCluster(...words);
      expect(code).toBe(2);
      expect(stderr).toMatch(/docs\/operations\.md/);
    }
    expect(await onFolder('generations', 'list')).toMatchObject({ code: 2 });
    expect(await onFolder('migrate', 'embedded', 'embedded')).toMatchObject({ code: 2 });
  }, 120_000);

  test('a record that the cluster refuses is named by the migration, which brings its neighbours', async () => {
    const long = `US-${'9'.repeat(500)}-A1`;
    const engine = openEmbeddedEngine({ directory: environment['IPRADAR_DATA'] ?? '', workers: 0 });
    const writer = await engine.writer();
    for (const id of ['US-1-A1', long, 'US-9999999-A1']) await writer.upsert(madePatent(id), undefined);
    await writer.commit();
    await writer.close();
    await engine.close();
    const { code, stdout, stderr } = await onFolder('migrate', 'embedded', 'elasticsearch');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^202 records of embedded are in elasticsearch: 2 written, 200 unchanged by this run, 1 refused/,
    );
    expect(stderr).toContain(`${long} is not in elasticsearch: the id of record`);
    expect((await onCluster('status')).stdout).toMatch(/searchable +202\n/);
  }, 120_000);
});
