import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEngine } from '../open.js';
import { expectNoOrphans, expectState, readProgress } from './expected-state.js';
import { planPackages } from './plan.js';
import { DisturbedProcess } from './process.js';

const packages = 4;
const seed = 5;
const plan = planPackages(packages, seed);

let root: string;
beforeAll(() => (root = mkdtempSync(join(tmpdir(), 'ipradar-disk-'))));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Whether this process may mount a file system that only a child sees; containers often forbid it. */
const mayMount = spawnSync('unshare', ['--mount', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt']).status === 0;

async function expectCommitted(folder: string): Promise<number> {
  const engine = openEmbeddedEngine({ directory: folder, workers: 0 });
  try {
    const lines = await readProgress(engine, plan);
    const steps = plan.map(({ hash }) => lines.find((line) => line.hash === hash)?.read ?? 0);
    await expectState(engine, plan, steps);
    return steps.reduce((sum, count) => sum + count, 0);
  } finally {
    await engine.close();
  }
}

describe('a disk that is full', () => {
  // In blocks of 512 bytes: the first breaks the store, the others segments and merges of all sizes.
  it.each([40, 600, 1400])(
    'files of at most %i blocks: says so, names folder and remedy, keeps what was committed, and goes on when there is room',
    async (blocks) => {
      const folder = join(root, `limit-${blocks}`);
      const small = new DisturbedProcess([folder, String(packages), String(seed)], `ulimit -f ${blocks}; exec "$@"`);
      const last = (await small.end()).at(-1) ?? '';
      expect(last).toMatch(
        /^failed disk-full: no space left for the data folder .*free some and run the command again/,
      );
      expect(last).toContain(folder);
      const kept = await expectCommitted(folder);
      const again = new DisturbedProcess([folder, String(packages), String(seed)]);
      expect((await again.end()).at(-1)).toBe('end');
      expect(await expectCommitted(folder)).toBe(40 * packages);
      expect(kept).toBeLessThan(40 * packages);
      expectNoOrphans(folder);
    },
  );

  if (mayMount)
    it('a real file system without room: the same, in place, once it has grown', async () => {
      const disk = join(root, 'disk');
      mkdirSync(disk);
      const folder = join(disk, 'data');
      const script = `mount -t tmpfs -o size=1m tmpfs ${disk}; "$@"; mount -o remount,size=64m ${disk}; "$@"; cp -r ${folder} ${root}/copy`;
      const child = new DisturbedProcess(
        [folder, String(packages), String(seed)],
        `unshare --mount sh -c '${script}' sh "$@"`,
      );
      const lines = await child.end();
      expect(lines.filter((line) => line.startsWith('failed'))).toEqual([expect.stringMatching(/^failed disk-full/)]);
      expect(lines.at(-1)).toBe('end');
      expect(await expectCommitted(join(root, 'copy'))).toBe(40 * packages);
    });
  else
    console.warn('left out: a tmpfs without room (mounting is not allowed here; the file size limit above stands in)');
});

describe('a data folder that cannot be written', () => {
  const attempt = async (folder: string, shell?: string): Promise<string> =>
    (await new DisturbedProcess([folder, '1', String(seed)], shell).end()).at(-1) ?? '';

  it('below a file, or a file itself: says so, names folder and remedy, and touches nothing', async () => {
    const file = join(root, 'a-file');
    writeFileSync(file, 'not a folder');
    for (const folder of [join(file, 'data'), join(file, 'deep', 'data'), file])
      expect(await attempt(folder)).toBe(
        `failed unavailable: the data folder \`${folder}\` cannot be made or opened: is a part of its path a file? Choose another with \`--data DIR\``,
      );
  });

  it('a store that is no store of ours is named, and left as it is', async () => {
    const folder = join(root, 'foreign');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'ipradar.sqlite'),
      'something else entirely, and long enough to be looked at. '.repeat(50),
    );
    expect(await attempt(folder)).toBe(
      `failed rejected: the file \`${folder}/ipradar.sqlite\` is damaged or not ours: \`ipradar restore\` brings the data back from a backup`,
    );
  });

  it('without permission, or on a read-only file system: says so, and goes on once it may write', async () => {
    const folder = join(root, 'guarded');
    mkdirSync(folder);
    const isRoot = process.getuid?.() === 0;
    // Permissions do not hold root back; a read-only mount does, and the pseudo file system of the kernel does everywhere.
    if (!isRoot) chmodSync(folder, 0o555);
    const place = isRoot && !mayMount ? '/sys/ipradar' : folder;
    const readOnly = `mount --bind ${folder} ${folder}; mount -o remount,ro,bind ${folder}; exec "$@"`;
    const shell = isRoot && mayMount ? `unshare --mount sh -c '${readOnly}' sh "$@"` : undefined;
    expect(await attempt(place, shell)).toBe(
      `failed unavailable: the data folder \`${place}\` cannot be written: check its owner and permissions, or choose another with \`--data DIR\``,
    );
    chmodSync(folder, 0o755);
    expect(await attempt(folder)).toBe('end');
  });
});
