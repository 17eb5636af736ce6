import { readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { defineJob } from './job-kind.js';
import { whenItCanWrite } from './turns.js';

const day = 86_400_000;

export const prune = defineJob({
  name: 'prune',
  summary:
    'forgets jobs that have long been over, and removes what lies in the work folder since before that: fetched packages, shards, and old generations of the index that nobody needs',
  twice: 'what is gone is gone',
  payload: z.strictObject({
    keepDays: z
      .number()
      .min(0)
      .default(30)
      .meta({ description: 'a package that comes again after that is looked up in the ledger instead of the queue' }),
  }),
  result: z.object({
    jobs: z.int(),
    folders: z.int(),
    generations: z.int().meta({ description: 'of the index; 0 too where an engine keeps no old ones' }),
  }),
  retries: { attempts: 3, first: 1_000, most: 60_000 },
  async run({ keepDays }, { signal }, { queue, maintenance, workFolder, clock }) {
    const before = clock() - keepDays * day;
    const jobs = await queue.prune(new Date(before));
    let folders = 0;
    // Exports are somebody's results: they stay.
    for (const name of ['packages', 'shards']) {
      const parent = join(resolve(workFolder), name);
      for (const each of await readdir(parent).catch(() => [])) {
        signal.throwIfAborted();
        const folder = join(parent, each);
        const found = await stat(folder).catch(() => undefined);
        if (!found || found.mtimeMs >= before) continue;
        await rm(folder, { recursive: true, force: true });
        folders++;
      }
    }
    const { prune: pruneIndex } = maintenance;
    const generations = 'lacking' in pruneIndex ? 0 : await whenItCanWrite(pruneIndex.act);
    return { jobs, folders, generations };
  },
});
