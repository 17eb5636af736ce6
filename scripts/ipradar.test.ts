import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCorpus } from './corpus/write-corpus.js';
import { readUntil, runIpradar, startIpradar } from './run-ipradar.js';

let folder: string;
let packages: string;
let data: string;
const records = 300;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ipradar-cli-'));
  packages = join(folder, 'packages');
  data = join(folder, 'data');
  await writeCorpus({ records, seed: 3, out: packages });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = (text: string): Record<string, unknown>[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('ipradar', () => {
  it('ingest --json prints a line per file and a total; the same again writes nothing', async () => {
    const first = await runIpradar(['ingest', join(packages, '*.zip'), '--json', '--data', data]);
    expect(first.code).toBe(0);
    const printed = lines(first.stdout);
    const files = printed.slice(0, -1);
    const keys = ['file', 'format', 'read', 'written', 'unchanged', 'rejected', 'unsupported'];
    for (const line of files) expect(Object.keys(line)).toEqual(keys);
    expect(Object.keys(printed.at(-1) ?? {})).toEqual(['total']);
    const { total } = printed.at(-1) as { total: Record<string, number> };
    expect(Object.keys(total)).toEqual(keys);
    expect(total).toMatchObject({ file: `${files.length} files`, rejected: 0, unsupported: 0 });
    expect(total['format']).toBe('cnipa-business+docdb+eambrosia+us-grant+us-trademark');
    expect(total['written']).toBeGreaterThanOrEqual(records);
    const sum = (name: string): number => files.reduce((all, line) => all + Number(line[name]), 0);
    expect(total['read']).toBe(sum('read'));

    const again = await runIpradar(['--data', data, 'ingest', join(packages, '*.zip'), '--json']);
    expect(lines(again.stdout).at(-1)).toMatchObject({ total: { written: 0 } });
  });

  it('search --json prints what GET /v1/search answers, show --json what GET /v1/records/{id} answers', async () => {
    const server = startIpradar(['serve', '--port', '0', '--data', data]);
    try {
      const url = await readUntil(server, /listens on (\S+)/);
      const q = 'RT=patent';
      const [printed, answered] = await Promise.all([
        runIpradar(['search', q, '--json', '--limit', '3', '--facets', 'CC', '--sort', '-PD', '--data', data]),
        fetch(`${url}/v1/search?${new URLSearchParams({ q, limit: '3', facets: 'CC', sort: '-PD' })}`),
      ]);
      const fromCommand = JSON.parse(printed.stdout);
      const fromApi = JSON.parse(await answered.text());
      delete fromCommand.meta.took;
      delete fromApi.meta.took;
      expect(fromCommand.results).toHaveLength(3);
      expect(fromCommand).toEqual(fromApi);

      const { id } = fromApi.results[0];
      const shown = await runIpradar(['show', id, '--json', '--data', data]);
      expect(JSON.parse(shown.stdout)).toEqual(await (await fetch(`${url}/v1/records/${id}`)).json());
      const source = await runIpradar(['show', id, '--source', '--data', data]);
      expect(source.stdout).toBe(await (await fetch(`${url}/v1/records/${id}/source`)).text());
    } finally {
      server.kill('SIGTERM');
    }
  });

  it('a table for people: count line, header, rows', async () => {
    const { stdout, code } = await runIpradar(['search', 'RT=patent', '--limit', '2', '--data', data]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[\d,]+ records \| data to \d{4}-\d\d-\d\d \| \d+ ms \| RT=patent\n\nid +date +status/);
    expect(stdout.trim().split('\n')).toHaveLength(5);
  });

  it('search --collapse shows one result for each application with its members, --json as the API does', async () => {
    const command = ['search', 'RT=patent', '--collapse', 'AN', '--sort', 'id', '--data', data];
    const { stdout } = await runIpradar([...command, '--limit', '2']);
    expect(stdout).toMatch(/^[\d,]+ records in [\d,]+ groups \| .*\n\nid +members +date +status/);
    const { meta, results } = JSON.parse((await runIpradar([...command, '--limit', '1000', '--json'])).stdout);
    expect(results).toHaveLength(meta.groups);
    const members = results.reduce((sum: number, result: { members: number }) => sum + result.members, 0);
    expect([members, meta.groups < meta.count]).toEqual([meta.count, true]);
    expect((await runIpradar(['search', 'x', '--collapse', 'AP', '--data', data])).code).toBe(2);
  });

  it('wrong arguments, queries and settings end with 2, and --json prints the problem', async () => {
    expect((await runIpradar(['serch', 'x'])).code).toBe(2);
    expect((await runIpradar(['search', 'x', '--limit', '5000', '--data', data])).code).toBe(2);
    expect((await runIpradar(['serve', '--port', 'http'])).code).toBe(2);
    const wrong = await runIpradar(['search', '"open', '--json', '--data', data]);
    expect(wrong.code).toBe(2);
    expect(JSON.parse(wrong.stdout)).toMatchObject({ status: 400, code: 'unclosed-quote' });
    expect(wrong.stderr).not.toMatch(/\n\s+at /);
  });

  it('a path that does not exist and a record that does not exist are one clear line', async () => {
    const missing = await runIpradar(['ingest', join(folder, 'nowhere.zip'), '--data', data]);
    expect(missing).toMatchObject({ code: 2 });
    expect(missing.stderr.trim().split('\n')).toHaveLength(1);
    expect((await runIpradar(['show', 'US-1-Z9', '--data', data])).code).toBe(1);
  });

  it('a file without a reader is named with what it looks like, exit code 0, and 3 under --strict', async () => {
    const odd = join(folder, 'odd.xml');
    writeFileSync(odd, '<strange-root><x/></strange-root>');
    const { code, stdout } = await runIpradar(['ingest', odd, '--json', '--data', join(folder, 'odd-data')]);
    expect(code).toBe(0);
    expect(lines(stdout)[0]).toMatchObject({
      read: 0,
      unsupported: 1,
      format: expect.stringContaining('strange-root'),
    });
    const strict = await runIpradar(['ingest', odd, '--strict', '--data', join(folder, 'odd-data')]);
    expect(strict.code).toBe(3);
  });

  it('a data folder that cannot be written is one clear line', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const { code, stderr } = await runIpradar(['ingest', packages, '--data', join(file, 'data')]);
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(join(file, 'data'));
    // Root may write anywhere, so rights are only tried as somebody else.
    if (process.getuid?.() === 0) return;
    const sealed = join(folder, 'sealed');
    mkdirSync(sealed);
    chmodSync(sealed, 0o500);
    expect((await runIpradar(['ingest', packages, '--data', join(sealed, 'data')])).code).toBe(1);
  });

  it('a port in use is one clear line', async () => {
    const server = startIpradar(['serve', '--port', '0', '--data', data]);
    const url = await readUntil(server, /listens on (\S+)/);
    const { code, stderr } = await runIpradar(['serve', '--port', new URL(url).port, '--data', data]);
    server.kill('SIGTERM');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^ipradar: port `\d+` on `127\.0\.0\.1` is in use/);
  });

  it('every command has help with an example', async () => {
    for (const command of ['ingest', 'search', 'show', 'serve', 'status', 'config', 'corpus', 'demo']) {
      const { stdout, code } = await runIpradar([command, '--help']);
      expect({ command, code, hasExample: stdout.includes('Example:') }).toEqual({
        command,
        code: 0,
        hasExample: true,
      });
    }
  });

  it('status and config answer for programs', async () => {
    const status = JSON.parse((await runIpradar(['status', '--json', '--data', data])).stdout);
    expect(status).toMatchObject({ ready: true, folder: data });
    const config = JSON.parse((await runIpradar(['config', '--json', '--port', '9100'])).stdout);
    expect(config['api.port']).toMatchObject({ value: 9100, origin: 'flag --port' });
  });

  it('runs as `npm run -s ipradar`', async () => {
    const child = spawn('npm', ['run', '-s', 'ipradar', '--', '--version'], { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    for await (const chunk of child.stdout) text += String(chunk);
    expect(text).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
