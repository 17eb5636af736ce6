import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { restoreFolder } from '../backup/restore.js';
import { openEmbeddedEngine } from '../open.js';
import { verifyFolder } from '../verify.js';
import { DurableState, hashFolder } from './durable-state.js';
import { expectNoOrphans } from './expected-state.js';
import { makeScratch } from './scratch.js';
import { expectCommitted, foldersOf, runScenario, states } from './short-scenario.js';
import { withWatchedDisk } from './watched-disk.js';

/** Each n-th of the moments; the long run (`IPRADAR_DISTURBANCE=long`) goes on with the scenario after all of them. */
const isLong = process.env['IPRADAR_DISTURBANCE'] === 'long';
const goOnEach = isLong ? 1 : 12;

let root: string;
beforeAll(() => (root = makeScratch('power')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Loss {
  image: string;
  /** Commits that had returned. */
  confirmed: number;
  moment: string;
}

/** Images of what a power loss at each operation of the scenario leaves; equal ones once. */
async function collectLosses(): Promise<Loss[]> {
  const source = join(root, 'source');
  mkdirSync(source);
  const durable = new DurableState(source, join(root, 'shadow'));
  const losses: Loss[] = [];
  const seen = new Set<string>();
  let confirmed = 0;
  let moment = 0;
  await withWatchedDisk(
    {
      before(operation, path) {
        moment++;
        for (const kind of ['dropped', 'torn'] as const) {
          const image = join(root, `${moment}-${kind}`);
          if (kind === 'dropped') durable.writeDropped(image);
          else durable.writeTorn(image);
          const hash = hashFolder(image);
          if (seen.has(hash)) rmSync(image, { recursive: true });
          else {
            seen.add(hash);
            losses.push({ image, confirmed, moment: `${kind}, before ${operation} of ${path}` });
          }
        }
      },
      after: (operation, path) => durable.after(operation, path),
    },
    () =>
      runScenario(source, (commits) => {
        confirmed = commits;
      }),
  );
  expect(confirmed).toBe(states.length - 1);
  expect(moment).toBeGreaterThan(150);
  return losses;
}

describe('a power loss', () => {
  it('at any write of ingest, merge, reindex and backup keeps every commit, once and whole, and all of them go on afterwards', async () => {
    const losses = await collectLosses();
    expect(losses.length).toBeGreaterThan(100);
    for (const [place, { image, confirmed, moment }] of losses.entries()) {
      try {
        const { folder, backup } = foldersOf(image);
        // As a reader finds it, before any writer has tidied up.
        const done = await expectCommitted(folder);
        expect(done).toBeGreaterThanOrEqual(confirmed);
        expect(await verifyFolder(folder)).toEqual([]);
        await expectTidied(folder);
        // A backup is whole or it is none.
        if (existsSync(join(backup, 'backup.json'))) await expectRestorable(backup, join(image, 'restored'));
        if (place % goOnEach === 0) {
          expect(await expectCommitted(folder)).toBe(done);
          await runScenario(image);
          expect(await expectCommitted(folder)).toBe(states.length - 1);
          await expectTidied(folder);
          expect(await verifyFolder(folder)).toEqual([]);
          await expectRestorable(backup, join(image, 'restored-again'));
        }
      } catch (error) {
        throw new Error(`after a loss ${moment}`, { cause: error });
      }
      rmSync(image, { recursive: true });
    }
  }, 600_000);
});

/** A writer leaves no file that nothing names. */
async function expectTidied(folder: string): Promise<void> {
  const engine = openEmbeddedEngine({ directory: folder, workers: 0 });
  await (await engine.writer()).close();
  await engine.close();
  expectNoOrphans(folder);
}

async function expectRestorable(backup: string, target: string): Promise<void> {
  await restoreFolder({ source: backup, directory: target });
  expect(await expectCommitted(target)).toBe(states.length - 1);
  expect(await verifyFolder(target)).toEqual([]);
}
