import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeCorpus } from '../corpus/write-corpus.js';
import { exitOf, runIpradar } from '../run-ipradar.js';

let folder: string;
let packages: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ipradar-ingest-'));
  packages = join(folder, 'packages');
  await writeCorpus({ records: 200, seed: 11, out: packages });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const summaries = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const zips = () => readdirSync(packages).filter((name) => name.endsWith('.zip'));

it('standard input is read for `-`, whatever kind of package comes', async () => {
  const zip = zips()[0] as string;
  const program = fileURLToPath(new URL('../ipradar.js', import.meta.url));
  const child = spawn(process.execPath, [program, 'ingest', '-', '--json', '--data', join(folder, 'stdin')]);
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stdin.end(readFileSync(join(packages, zip)));
  expect(await exitOf(child)).toBe(0);
  const [line] = summaries(stdout);
  expect(line).toMatchObject({ file: '-', rejected: 0, unsupported: 0 });
  expect(line?.['written']).toBeGreaterThan(0);
});

it('a folder, a glob that the shell left alone and a file named twice read each file once', async () => {
  const glob = join(packages, '*.zip');
  const { stdout } = await runIpradar(['ingest', glob, packages, '--json', '--data', join(folder, 'glob')]);
  const files = summaries(stdout)
    .slice(0, -1)
    .map(({ file }) => file);
  expect(new Set(files).size).toBe(files.length);
  expect(files.slice(0, zips().length)).toEqual(
    zips()
      .sort()
      .map((name) => join(packages, name)),
  );
});

it('what was not read is said for people, with what it looks like, and ends with 0', async () => {
  const mixed = join(folder, 'mixed');
  mkdirSync(mixed);
  writeFileSync(join(mixed, 'drawing.xml'), Buffer.from('49492a0008000000', 'hex'));
  writeFileSync(join(mixed, 'empty.zip'), '');
  writeFileSync(
    join(mixed, 'quiet.xml'),
    '<?xml version="1.0"?><trademark-applications-daily><version/></trademark-applications-daily>',
  );
  const { code, stdout } = await runIpradar(['ingest', mixed, '--data', join(folder, 'mixed-data')]);
  expect(code).toBe(0);
  expect(stdout).toContain('drawing.xml, TIFF image');
  expect(stdout).toContain('empty.zip, an empty file');
  expect(stdout).toContain('`us-trademark` without a record');
  expect(stdout).toMatch(/total: 3 files, 0 read, 0 written, 0 unchanged, 0 rejected, 3 unsupported/);
});
