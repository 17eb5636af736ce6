import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../engine.js';
import { restoreFolder } from '../backup/restore.js';
import { readIndexStatus } from '../index-status.js';
import { openEmbeddedEngine } from '../open.js';
import { verifyFolder } from '../verify.js';
import { expectNoOrphans, expectState, readProgress } from './expected-state.js';
import { planPackages, type PlannedPackage } from './plan.js';
import { DisturbedProcess } from './process.js';
import { makeScratch } from './scratch.js';

/** Kills in all; more by the environment. */
const allKills = Number(process.env['IPRADAR_KILLS'] ?? 42);
const kills = Math.ceil(allKills * 0.4);
const maintenanceKills = allKills - kills;
const seed = Number(process.env['IPRADAR_KILL_SEED'] ?? 7);
const packages = 5;

let random = seed;
/** 0 to 1, spread evenly (steps of the golden ratio). */
const nextShare = (): number => (random = (random + 0.618034) % 1);

async function withEngine(folder: string, act: (engine: Engine) => Promise<void>): Promise<void> {
  const engine = openEmbeddedEngine({ directory: folder, workers: 0 });
  try {
    await act(engine);
  } finally {
    await engine.close();
  }
}

/** Steps that a reader has to see: what is done, and the furthest that any run of the others had committed. */
async function readSteps(
  engine: Engine,
  plan: readonly PlannedPackage[],
  before: readonly number[],
): Promise<number[]> {
  const lines = await readProgress(engine, plan);
  return plan.map(({ hash, steps }, place) => {
    const line = lines.find((each) => each.hash === hash);
    return line?.state === 'done' ? steps.length : Math.max(before[place] ?? 0, line?.read ?? 0);
  });
}

describe('kill -9', () => {
  it('at any moment of an ingest with its flushes and merges loses at most the running batch, and going on ends like an undisturbed run', async () => {
    const root = makeScratch('kill');
    const run = (name: string, plan: number) =>
      new DisturbedProcess([join(root, name), String(packages), String(plan)]);
    try {
      // How long an undisturbed run takes, from the open writer to its end.
      const whole = run('undisturbed', seed);
      await whole.until('open');
      const started = performance.now();
      expect((await whole.end()).at(-1)).toBe('end');
      const duration = performance.now() - started;

      let killed = 0;
      let unfinished = 0;
      for (let round = 0; killed < kills; round++) {
        const name = `round${round}`;
        const folder = join(root, name);
        const plan = planPackages(packages, seed + round);
        let steps = plan.map(() => 0);
        for (let isEnded = false; !isEnded;) {
          const child = run(name, seed + round);
          await child.until('open');
          await new Promise((resolve) => setTimeout(resolve, nextShare() * duration * 0.6));
          await child.kill();
          isEnded = child.lines.at(-1) === 'end';
          if (!isEnded) killed++;
          await withEngine(folder, async (engine) => {
            steps = await readSteps(engine, plan, steps);
            const done = child.lines.filter((line) => line.startsWith('done ')).map((line) => line.slice(5));
            for (const [place, { hash, steps: all }] of plan.entries())
              if (done.includes(hash)) expect(steps[place]).toBe(all.length);
            if ((await readProgress(engine, plan)).some(({ state }) => state === 'running')) unfinished++;
            // A reader sees the committed state before any writer has tidied up, and the same afterwards.
            await expectState(engine, plan, steps);
            const writer = await engine.writer();
            await writer.close();
            expectNoOrphans(folder);
            expect(await verifyFolder(folder)).toEqual([]);
          });
          if (killed >= kills && !isEnded) {
            expect((await run(name, seed + round).end()).at(-1)).toBe('end');
            isEnded = true;
          }
        }
        await withEngine(folder, async (engine) => {
          const lines = await readProgress(engine, plan);
          expect(lines.map(({ state }) => state)).toEqual(plan.map(() => 'done'));
          await expectState(
            engine,
            plan,
            plan.map((each) => each.steps.length),
          );
        });
        expectNoOrphans(folder);
      }
      // Kills fell into the middle of packages, not only between them.
      expect(unfinished).toBeGreaterThan(0);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }, 300_000);

  it('at any moment of reindex and backup changes no record, leaves the old index or the new one, and a backup that is whole or none', async () => {
    const root = makeScratch('kill');
    const folder = join(root, 'data');
    const backup = `${folder}-backup`;
    const few = 1;
    const plan = planPackages(few, seed);
    const steps = plan.map((each) => each.steps.length);
    const maintain = () => new DisturbedProcess([folder, String(few), String(seed), 'maintain']);
    const moments = { reindexed: 0, interrupted: 0 };
    try {
      expect((await new DisturbedProcess([folder, String(few), String(seed)]).end()).at(-1)).toBe('end');
      const whole = maintain();
      await whole.until('open');
      const started = performance.now();
      await whole.until('backed up');
      const duration = performance.now() - started;
      await whole.kill();
      for (let killed = 0; killed < maintenanceKills; killed++) {
        // Half of the rounds begin without an earlier backup.
        if (killed % 4 < 2) rmSync(backup, { recursive: true, force: true });
        const child = maintain();
        await child.until('open');
        await new Promise((resolve) => setTimeout(resolve, nextShare() * duration * 1.2));
        await child.kill();
        if (child.lines.includes('reindexed')) moments.reindexed++;
        if ((readIndexStatus(folder)?.rebuilt ?? 0) > 0) moments.interrupted++;
        await withEngine(folder, async (engine) => {
          await expectState(engine, plan, steps);
          const writer = await engine.writer();
          await writer.close();
        });
        expectNoOrphans(folder);
        expect(await verifyFolder(folder)).toEqual([]);
        if (killed % 3 > 0 || !existsSync(join(backup, 'backup.json'))) continue;
        const restored = join(root, `restored${killed}`);
        await restoreFolder({ source: backup, directory: restored });
        expect(await verifyFolder(restored)).toEqual([]);
        await withEngine(restored, (engine) => expectState(engine, plan, steps));
        rmSync(restored, { recursive: true });
      }
      // Kills fell behind the reindex and into it.
      expect(moments.reindexed).toBeGreaterThan(0);
      expect(moments.interrupted).toBeGreaterThan(0);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }, 300_000);
});
