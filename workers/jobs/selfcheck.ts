import { z } from 'zod';
import { Refused } from '../queue.js';
import { defineJob } from './job-kind.js';

const shown = 20;

export const selfcheck = defineJob({
  name: 'selfcheck',
  summary:
    'reads everything that the engine holds and checks it; dead, with what it found, when something is not as it was written',
  twice: 'it changes nothing',
  payload: z.strictObject({}),
  result: z.object({ findings: z.array(z.string()) }),
  retries: { attempts: 2, first: 10_000, most: 60_000 },
  async run(_payload, { signal, progress }, { maintenance: { selfcheck: check }, clock }) {
    if ('lacking' in check) throw new Refused(check.lacking);
    let toldAt = clock();
    const findings = await check.act({
      signal,
      progress(state) {
        if (clock() - toldAt < 1_000) return;
        toldAt = clock();
        void progress({ ...state }).catch(() => undefined);
      },
    });
    if (findings.length > 0) throw new Refused(`${findings.length} findings: ${findings.slice(0, shown).join('; ')}`);
    return { findings };
  },
});
