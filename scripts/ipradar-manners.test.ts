import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEngine } from '../engine/embedded/open.js';
import { scenarioRecords } from '../search-api/scenarios/records.js';
import { exitCodes } from './exit-codes.js';
import { exitOf, readUntil, runIpradar, startIpradar } from './run-ipradar.js';

let folder: string;
let data: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ipradar-manners-'));
  data = join(folder, 'data');
  const engine = openEmbeddedEngine({ directory: data, workers: 0 });
  const writer = await engine.writer();
  for (const { record, raw } of scenarioRecords) await writer.upsert(record, raw);
  await writer.commit();
  await writer.close();
  await engine.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runIpradar([...args, '--data', data]);

describe('ipradar among other programs', () => {
  it.each([
    [['search', '*', '--json', '--fields', 'claims,parties']],
    [['config']],
    [['search', '--help']],
    [['status']],
  ])('a reader that goes away early (`| head`) is no failure: %j', async (args) => {
    const child = startIpradar(args, { IPRADAR_DATA: data });
    let told = '';
    child.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()));
    child.stdout?.destroy();
    expect({ code: await exitOf(child), told }).toEqual({ code: 0, told: '' });
  });

  it('data goes to standard output, remarks to standard error', async () => {
    const { stdout, stderr, code } = await run('search', 'battery', 'OR', 'TI=cell', 'AND', 'CC=US', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).meta.query).toBe('battery OR (TI=cell AND CC=US)');
    expect(stderr).toBe('');
    const table = await run('search', 'battery', 'OR', 'TI=cell', 'AND', 'CC=US');
    expect(table.stderr).toMatch(/^note: AND and OR stand side by side/);
  });

  it.each([
    ['--records', '5'],
    ['--records', '1e3'],
    ['--records', '9000000'],
    ['--seed', '-1'],
  ])('corpus %s %s is told with what is expected', async (flag, value) => {
    const flags = { '--records': '300', '--seed': '1', '--out': join(folder, 'corpus'), [flag]: value };
    const { code, stderr } = await runIpradar(['corpus', ...Object.entries(flags).map((pair) => pair.join('='))]);
    expect(code).toBe(exitCodes.usage);
    expect(stderr).toMatch(/^ipradar: `--\w+` is `[^`]+`: a whole number from \d+ to \d+ is expected\n$/);
  });

  it('a misspelt variable is told, the command goes on', async () => {
    const { stderr, code } = await runIpradar(['status'], { IPRADAR_DATA: data, IPRADAR_PROT: '1' });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'ipradar: no option has the variable IPRADAR_PROT; did you mean IPRADAR_PORT?\n',
    });
  });

  it('Ctrl-C ends `serve` cleanly', async () => {
    const server = startIpradar(['serve', '--port', '0'], { IPRADAR_DATA: data });
    const url = await readUntil(server, /listens on (\S+)/);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const ended = exitOf(server);
    server.kill('SIGINT');
    expect(await ended).toBe(exitCodes.ok);
  });
});

describe('ipradar search and show', () => {
  it('--highlight shows where it was found', async () => {
    const { stdout } = await run('search', 'TI=电解质', '--highlight');
    expect(stdout).toMatch(/\n\nid +where +found\nCN-101945314-B +TI +一种固态»电解质«电池\n/);
  });

  it('no data at all is said, and is no failure', async () => {
    const { stdout, stderr, code } = await runIpradar(['search', 'battery', '--data', join(folder, 'nowhere')]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^0 records \| no data yet/);
    expect(stderr).toContain('ipradar ingest');
  });

  it('a number that means several records lists them and ends with 1', async () => {
    const { stdout, stderr, code } = await run('show', '3456789');
    expect(code).toBe(exitCodes.failure);
    expect(stderr).toContain('means 2 records');
    expect(stdout).toContain('EP-3456789-A1');
    expect(JSON.parse((await run('show', '3456789', '--json')).stdout)).toMatchObject({ count: 2 });
  });

  it('--source stands alone: the bytes are of no day and no JSON', async () => {
    for (const other of ['--json', '--timeline', '--as-of=2020-01-01']) {
      const { code, stderr } = await run('show', 'US-10234567-B2', '--source', other);
      expect({ code, isTold: stderr.includes('--source') }).toEqual({ code: exitCodes.usage, isTold: true });
    }
  });

  it('a wrong value is told with what is expected', async () => {
    const { code, stderr } = await run('search', 'battery', '--as-of', '2020');
    expect(code).toBe(exitCodes.usage);
    expect(stderr).toBe('ipradar: `asOf` cannot be `2020`\n  a day is written `yyyy-mm-dd`\n');
  });
});

describe('ipradar and its data folder', () => {
  it('status counts what the store holds and what a search finds', async () => {
    const status = JSON.parse((await run('status', '--json')).stdout);
    const sum = Object.values<number>(status.records).reduce((all, each) => all + each, 0);
    expect({ sum, searchable: status.searchable }).toEqual({
      sum: scenarioRecords.length,
      searchable: scenarioRecords.length,
    });
  });

  it('a file in its place is a clear refusal', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const args of [['search', 'a'], ['serve', '--port', '0'], ['status']]) {
      const { code, stderr } = await runIpradar([...args, '--data', file]);
      expect({ code, stderr }).toEqual({
        code: exitCodes.usage,
        stderr: `ipradar: the data folder \`${file}\` is a file: choose a folder with \`--data DIR\`\n`,
      });
    }
  });
});

describe('exit codes', () => {
  it('are those of the README and of `ipradar --help`', async () => {
    const readme = readFileSync('README.md', 'utf8');
    const documented = [...readme.matchAll(/^\| (\d+) \| /gm)].map(([, code]) => Number(code));
    expect(documented).toEqual(Object.values(exitCodes));
    const { stdout } = await runIpradar(['--help']);
    const told = /Exit codes: ([^]*?)\n\n/.exec(stdout)?.[1] ?? '';
    for (const code of Object.values(exitCodes)) expect(told).toMatch(new RegExp(`(^|\\s)${code} `));
  });
});
