import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madePatent } from '../../contract/made-records.js';
import { ask, collect } from '../../contract/subject.js';
import { expectNoOrphans, expectState } from '../disturbance/expected-state.js';
import { eagerMerges, planPackages, rawOf } from '../disturbance/plan.js';
import { openEmbeddedEngine } from '../open.js';
import { layout } from '../store/database.js';
import { verifyFolder } from '../verify.js';
import { backupFolder } from './backup.js';
import { readManifest } from './backup-manifest.js';
import { restoreFolder } from './restore.js';

let root: string;
let folder: string;
let target: string;
let restored: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ipradar-backup-'));
  folder = join(root, 'data');
  target = join(root, 'backup');
  restored = join(root, 'restored');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const plan = planPackages(3, 11);
const open = (directory: string) =>
  openEmbeddedEngine({ directory, workers: 0, bufferBytes: 300_000, mergePolicy: eagerMerges });

/** Puts packages in; the state is then that of `steps`. */
async function ingest(packages: readonly number[], over = folder): Promise<void> {
  const engine = open(over);
  const writer = await engine.writer();
  for (const place of packages) {
    for (const step of plan[place]?.steps ?? []) {
      if (step.kind === 'put') await writer.upsert(step.record, rawOf(step.record, place));
      else await writer.delete(step.id);
    }
    await writer.commit();
  }
  await writer.close();
  await engine.close();
}
const stepsOf = (packages: number): number[] => plan.map(({ steps }, place) => (place < packages ? steps.length : 0));

async function expectRestored(packages: number, from = target): Promise<void> {
  rmSync(restored, { recursive: true, force: true });
  await restoreFolder({ source: from, directory: restored });
  expect(await verifyFolder(restored)).toEqual([]);
  const engine = open(restored);
  await expectState(engine, plan, stepsOf(packages));
  await (await engine.writer()).close();
  expectNoOrphans(restored);
  await engine.close();
}
const filesIn = (path: string): string[] => readdirSync(path).sort();

describe('a backup', () => {
  it('restores to the same records, raw bytes, answers and rejects, and can be written on', async () => {
    await ingest([0, 1]);
    mkdirSync(join(folder, 'quarantine'));
    writeFileSync(join(folder, 'quarantine', 'quarantine.jsonl'), '{"code":"made"}\n');
    await backupFolder({ directory: folder, target });
    await expectRestored(2);
    expect(readFileSync(join(restored, 'quarantine', 'quarantine.jsonl'), 'utf8')).toBe('{"code":"made"}\n');
    await ingest([2], restored);
    const engine = open(restored);
    await expectState(engine, plan, stepsOf(3));
    await engine.close();
    // The backup is not written to through the restored folder.
    await expectRestored(2);
  });

  it('taken while a batch is open and merges go on is one committed state', async () => {
    await ingest([0]);
    const engine = open(folder);
    const writer = await engine.writer();
    for (const step of plan[1]?.steps ?? []) if (step.kind === 'put') await writer.upsert(step.record, undefined);
    const running = backupFolder({ directory: folder, target });
    await writer.upsert(madePatent('US-9999-B2', { title: 'later' }), undefined);
    await writer.commit();
    for (let round = 0; round < 5; round++) {
      await writer.upsert(madePatent('US-9999-B2', { title: `later ${round}` }), undefined);
      await writer.commit();
    }
    await running;
    await writer.close();
    await engine.close();
    await expectRestored(1);
    // Its pin is gone, and with it the files that only it kept.
    const next = open(folder);
    await (await next.writer()).close();
    await next.close();
    expectNoOrphans(folder);
  });

  it('taken again into the same folder adds what is new, drops what is not needed, and is whole at every moment', async () => {
    await ingest([0]);
    await backupFolder({ directory: folder, target });
    const before = filesIn(join(target, 'files'));
    await ingest([1, 2]);
    const copies = join(root, 'interrupted');
    const controller = new AbortController();
    await expect(
      backupFolder({
        directory: folder,
        target,
        signal: controller.signal,
        progress: () => controller.abort(new Error('stop')),
      }),
    ).rejects.toThrow('stop');
    cpSync(target, copies, { recursive: true });
    await expectRestored(1, copies);
    await backupFolder({ directory: folder, target });
    await expectRestored(3);
    const after = filesIn(join(target, 'files'));
    expect(after).toHaveLength(readManifest(target)?.files.length ?? 0);
    expect(after).not.toEqual(before);
  });

  it('of a damaged file is refused: the file and the remedy are named, and no list is written', async () => {
    await ingest([0]);
    const [name = ''] = readdirSync(join(folder, layout.segments));
    const path = join(folder, layout.segments, name);
    const bytes = readFileSync(path);
    bytes[3] = (bytes[3] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await expect(backupFolder({ directory: folder, target })).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(`${path}.*ipradar repair`) as unknown,
    });
    expect(existsSync(join(target, 'backup.json'))).toBe(false);
    await expect(restoreFolder({ source: target, directory: restored })).rejects.toMatchObject({
      message: expect.stringContaining('holds no finished backup') as unknown,
    });
  });

  it('of lost raw bytes is refused: the file is named, and what brings it back', async () => {
    await ingest([0]);
    const path = join(folder, layout.raw, '1.bin');
    const refused = (what: string) => ({
      code: 'damaged',
      message: expect.stringMatching(`${path}\` ${what}.*ipradar restore`) as unknown,
    });
    truncateSync(path, 30);
    await expect(backupFolder({ directory: folder, target })).rejects.toMatchObject(refused('has 30 bytes instead of'));
    rmSync(path);
    await expect(backupFolder({ directory: folder, target })).rejects.toMatchObject(refused('is missing'));
  });

  it('goes to a folder of its own only', async () => {
    await ingest([0]);
    for (const [place, words] of [
      [folder, 'inside the data folder'],
      [join(folder, 'backup'), 'inside the data folder'],
      [root, 'something else'],
    ] as const)
      await expect(backupFolder({ directory: folder, target: place })).rejects.toMatchObject({
        code: 'rejected',
        message: expect.stringContaining(words) as unknown,
      });
    await expect(backupFolder({ directory: join(root, 'none'), target })).rejects.toMatchObject({ code: 'not-ready' });
  });
});

describe('a restore', () => {
  it('does not touch a folder that holds records', async () => {
    await ingest([0]);
    await backupFolder({ directory: folder, target });
    await expect(restoreFolder({ source: target, directory: folder })).rejects.toMatchObject({
      code: 'rejected',
      message: expect.stringMatching(/holds records already.*--data DIR/) as unknown,
    });
  });

  it('that was interrupted leaves a folder without records, and goes on', async () => {
    await ingest([0, 1]);
    await backupFolder({ directory: folder, target });
    const controller = new AbortController();
    let seen = 0;
    await expect(
      restoreFolder({
        source: target,
        directory: restored,
        signal: controller.signal,
        progress: () => ++seen === 3 && controller.abort(new Error('stop')),
      }),
    ).rejects.toThrow('stop');
    const engine = open(restored);
    expect(await collect(engine.scan({ kind: 'all' }))).toEqual([]);
    expect((await ask(engine)).count).toBe(0);
    await engine.close();
    appendFileSync(join(restored, layout.segments, readdirSync(join(restored, layout.segments))[0] ?? ''), 'torn');
    await restoreFolder({ source: target, directory: restored });
    expect(await verifyFolder(restored)).toEqual([]);
  });

  it('says which file of the backup is damaged or missing', async () => {
    await ingest([0]);
    const { files } = await backupFolder({ directory: folder, target });
    const [file] = files.filter(({ path }) => path === layout.database);
    const path = join(target, 'files', file?.sha256 ?? '');
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const refused = (words: string) => ({
      code: 'damaged',
      message: expect.stringMatching(`${path}.*${words}.*ipradar backup`) as unknown,
    });
    await expect(restoreFolder({ source: target, directory: restored })).rejects.toMatchObject(refused('is not what'));
    rmSync(path);
    await expect(restoreFolder({ source: target, directory: restored })).rejects.toMatchObject(refused('is missing'));
    expect(existsSync(join(restored, layout.database))).toBe(false);
  });
});
