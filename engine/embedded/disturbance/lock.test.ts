import { codeOfFailure, findIds } from '../../contract/subject.js';
import { openSubject } from '../embedded-subject.js';
import { madePatent } from '../../contract/made-records.js';
import { expectState } from './expected-state.js';
import { planPackages } from './plan.js';
import { DisturbedProcess } from './process.js';

describe('the lock of the one writer', () => {
  it('a second process is told who writes and what to do, reads undisturbed, and gets the lock when the holder is killed', async () => {
    const { folder, engine, remove } = await openSubject({ workers: 0 });
    const plan = planPackages(2, 3);
    const holder = new DisturbedProcess([folder, '2', '3', 'hold']);
    try {
      await holder.until('done package0');
      await expect(engine.writer()).rejects.toMatchObject({
        code: 'locked',
        message: expect.stringMatching(`process ${holder.pid} .*\`${folder}\`.*wait.*--data DIR`) as unknown,
      });
      const second = new DisturbedProcess([folder, '2', '3']);
      expect((await second.end()).join('\n')).toMatch(
        /^failed locked: another ipradar \(process \d+ on .+\) is writing/,
      );
      await expectState(engine, plan, [plan[0]?.steps.length ?? 0, 0]);
      expect(await codeOfFailure(engine.writer())).toBe('locked');

      await holder.kill();
      const writer = await engine.writer();
      await writer.upsert(madePatent('US-999999-B2'), undefined);
      await writer.commit();
      await writer.close();
      expect(await findIds(engine)).toContain('US-999999-B2');
    } finally {
      await holder.kill();
      await remove();
    }
  });

  it('of many processes that start at once over a new folder, one writes and the others are told', async () => {
    const { folder, engine, remove } = await openSubject({ workers: 0 });
    try {
      const all = Array.from({ length: 4 }, () => new DisturbedProcess([folder, '1', '3', 'hold']));
      const told = await Promise.all(
        all.map((each) => Promise.race([each.until('done').catch(() => ''), each.until('failed').catch(() => '')])),
      );
      const lasts = all.map(({ lines }) => lines.at(-1) ?? '');
      expect(told).toHaveLength(4);
      expect(lasts.filter((line) => line === 'done package0')).toHaveLength(1);
      expect(lasts.filter((line) => line.startsWith('failed locked'))).toHaveLength(3);
      for (const each of all) await each.kill();
      await expectState(engine, planPackages(1, 3), [40]);
    } finally {
      await remove();
    }
  });
});
