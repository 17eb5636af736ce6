import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../../engine.js';
import { openEmbeddedEngine } from '../open.js';
import { verifyFolder } from '../verify.js';
import { expectNoOrphans } from './expected-state.js';
import { makeScratch } from './scratch.js';
import { expectCommitted, foldersOf, runScenario, states } from './short-scenario.js';
import { type Operation, withWatchedDisk } from './watched-disk.js';

/** In the long run (`IPRADAR_DISTURBANCE=long`) both failures at each operation; else they take turns. */
const isLong = process.env['IPRADAR_DISTURBANCE'] === 'long';

const failures = [
  // What takes room fails from then on.
  { code: 'ENOSPC', operations: ['create', 'write', 'link', 'makeFolder', 'rename'] },
  // A disk that fails to write, or to promise that it has.
  { code: 'EIO', operations: ['write', 'sync', 'syncBeside', 'syncFolder', 'truncate', 'rename', 'remove'] },
] as const satisfies readonly { code: string; operations: readonly Operation[] }[];

let root: string;
beforeAll(() => (root = makeScratch('failure')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Runs the scenario with a disk on which the n-th of these operations fails, and all after it. */
async function runFailing(
  folder: string,
  { code, operations }: (typeof failures)[number],
  nth: number,
): Promise<{ error: unknown; confirmed: number }> {
  let count = 0;
  let confirmed = 0;
  let error: unknown;
  await withWatchedDisk(
    {
      before(operation, path) {
        if (!operations.some((each) => each === operation) || ++count < nth) return;
        throw Object.assign(new Error(`${code}: ${operation} ${path}`), { code, syscall: operation, path });
      },
    },
    async () => {
      try {
        await runScenario(folder, (commits) => {
          confirmed = commits;
        });
      } catch (thrown) {
        error = thrown;
      }
    },
  );
  return { error, confirmed };
}

describe.each(failures)('$code', (failure) => {
  it('at every write of ingest, merge, reindex and backup ends in an error that names the folder, loses no commit, and all go on afterwards', async () => {
    let disturbed = 0;
    for (let nth = 1; ; nth += isLong ? 1 : 2) {
      const place = join(root, `${failure.code}-${nth}`);
      const { folder } = foldersOf(place);
      const { error, confirmed } = await runFailing(place, failure, nth);
      if (error === undefined) break;
      disturbed++;
      try {
        expect(error).toBeInstanceOf(EngineError);
        expect(error).toMatchObject({
          code: failure.code === 'ENOSPC' ? 'disk-full' : 'unavailable',
          message: expect.stringContaining(place) as unknown,
        });
        expect(await expectCommitted(folder)).toBeGreaterThanOrEqual(confirmed);
        expect(await verifyFolder(folder)).toEqual([]);
        await runScenario(place);
        expect(await expectCommitted(folder)).toBe(states.length - 1);
        expect(await verifyFolder(folder)).toEqual([]);
        const engine = openEmbeddedEngine({ directory: folder, workers: 0 });
        await (await engine.writer()).close();
        await engine.close();
        expectNoOrphans(folder);
      } catch (cause) {
        throw new Error(`operation ${nth}: ${String(error)}`, { cause });
      }
      rmSync(place, { recursive: true });
    }
    expect(disturbed).toBeGreaterThan(20);
  }, 600_000);
});
