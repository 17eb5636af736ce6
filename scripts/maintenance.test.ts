import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCorpus } from './corpus/write-corpus.js';
import { runIpradar } from './run-ipradar.js';

let folder: string;
let data: string;
let records: Record<string, number>;
const run = (...args: string[]) => runIpradar(args, { IPRADAR_DATA: data });
const status = async (...flags: string[]) => {
  const { code, stdout } = await run('status', '--json', ...flags);
  return {
    code,
    ...(JSON.parse(stdout) as {
      searchable: number;
      records: Record<string, number>;
      index: { segments: { segment: number }[]; pins: unknown[] };
      findings?: unknown[];
    }),
  };
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ipradar-maintenance-'));
  data = join(folder, 'data');
  const out = join(folder, 'packages');
  await writeCorpus({ records: 200, seed: 5, out });
  expect((await run('ingest', out)).code).toBe(0);
  ({ records } = await status());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the commands of an operator', () => {
  it('backup and restore bring a data folder into another one', async () => {
    const backup = join(folder, 'backup');
    const restored = join(folder, 'restored');
    const taken = await run('backup', backup);
    expect(taken).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`ipradar restore ${backup} --data NEW`) as unknown,
    });
    const back = await run('restore', backup, '--data', restored, '--json');
    expect(JSON.parse(back.stdout)).toMatchObject({ folder: restored, backup, records });
    const found = await runIpradar(['status', '--verify', '--json', '--data', restored]);
    expect(JSON.parse(found.stdout)).toMatchObject({ records, findings: [] });
    const refused = await run('restore', backup);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('holds records already: choose a new folder with `--data DIR`');
  });

  it('reindex builds the index anew: other segments, the same records', async () => {
    const before = await status();
    const { code, stdout } = await run('reindex');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^200 records indexed anew/) as unknown,
    });
    const after = await status();
    expect(after.searchable).toBe(before.searchable);
    expect(after.index.segments[0]?.segment).not.toBe(before.index.segments[0]?.segment);
  });

  it('status names damage and ends with 1, a search says what it lacks, repair mends it', async () => {
    const segments = join(data, 'segments');
    const name = readdirSync(segments).find((each) => each.endsWith('.terms')) ?? '';
    const path = join(segments, name);
    const bytes = readFileSync(path);
    bytes[9] = (bytes[9] ?? 0) ^ 4;
    writeFileSync(path, bytes);
    expect(await status('--verify')).toMatchObject({
      code: 1,
      findings: [{ path, mendedBy: 'ipradar repair' }],
    });
    const told = await run('status', '--verify');
    expect(told.stdout).toContain(`\`${path}\` is damaged between bytes 0 and`);
    expect((await run('search', 'a OR RT=patent')).stderr).toContain('records are left out');
    const mended = await run('repair');
    expect(mended).toMatchObject({ code: 0, stdout: expect.stringContaining(path) as unknown });
    expect(await status('--verify')).toMatchObject({ code: 0, findings: [], searchable: 200 });
    expect((await run('repair')).stdout).toContain('nothing of the index');
  });

  it('status tells segments, sizes and dead share in its table', async () => {
    const { stdout, code } = await run('status');
    expect(code).toBe(0);
    for (const words of ['segments', 'dead share', 'pinned states', 'segment  records  dead  size'])
      expect(stdout).toContain(words);
  });
});
