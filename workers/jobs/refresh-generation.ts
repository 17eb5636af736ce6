import { z } from 'zod';
import { Refused } from '../queue.js';
import { defineJob } from './job-kind.js';
import { whenItCanWrite } from './turns.js';

export const refreshGeneration = defineJob({
  name: 'refresh-generation',
  summary:
    'builds the index anew from the stored records beside the one that serves, then puts it into service; refused by an engine that cannot',
  twice: 'the same records give the same index; an interrupted run goes on where it ended',
  payload: z.strictObject({}),
  result: z.object({ records: z.int() }),
  retries: { attempts: 3, first: 10_000, most: 10 * 60_000 },
  async run(_payload, { signal, progress }, { maintenance: { refresh }, clock }) {
    if ('lacking' in refresh) throw new Refused(refresh.lacking);
    const { act } = refresh;
    let toldAt = clock();
    const records = await whenItCanWrite(() =>
      act({
        signal,
        progress(state) {
          if (clock() - toldAt < 1_000) return;
          toldAt = clock();
          void progress({ ...state }).catch(() => undefined);
        },
      }),
    );
    return { records };
  },
});
