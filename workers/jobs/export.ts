import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { QueryError } from '../../query/query-error.js';
import { Refused } from '../queue.js';
import { defineJob } from './job-kind.js';

const batch = 1 << 20;

export const exportRecords = defineJob({
  name: 'export',
  summary:
    'writes all matches of a query into a file of the work folder, a line of JSON each, in the order of their ids',
  twice: 'the file is written beside its name and then renamed: the last run is the one that is seen',
  payload: z.strictObject({
    q: z.string().min(1).meta({ description: 'the query; `*` is everything' }),
    file: z
      .string()
      .regex(/^[\w][\w.-]*$/)
      .meta({ description: 'name of the file in the folder `exports` of the work folder' }),
    what: z.enum(['records', 'ids']).default('records'),
    asOf: z.iso.date().optional().meta({ description: 'matches of this day; records are always those of now' }),
  }),
  result: z.object({ path: z.string(), records: z.int(), bytes: z.int() }),
  retries: { attempts: 3, first: 5_000, most: 5 * 60_000 },
  async run({ q, file, what, asOf }, { signal, progress }, { engine, workFolder, findIds, clock }) {
    const path = join(resolve(workFolder), 'exports', file);
    await mkdir(dirname(path), { recursive: true });
    const target = await open(`${path}.part`, 'w');
    let records = 0;
    let bytes = 0;
    let lines = '';
    let toldAt = clock();
    try {
      for await (const id of findIds(q, asOf, signal)) {
        signal.throwIfAborted();
        const record = what === 'ids' ? { id } : await engine.get(id);
        // Deleted since the state that is walked.
        if (!record) continue;
        lines += `${JSON.stringify(record)}\n`;
        records++;
        if (lines.length >= batch) {
          bytes += await put(target, lines);
          lines = '';
        }
        if (clock() - toldAt >= 1_000) {
          toldAt = clock();
          await progress({ records });
        }
      }
      bytes += await put(target, lines);
      await target.sync();
    } catch (error) {
      // A query that cannot be read never will be.
      if (error instanceof QueryError) throw new Refused(error.message);
      throw error;
    } finally {
      await target.close();
    }
    await rename(`${path}.part`, path);
    return { path, records, bytes };
  },
});

async function put(file: FileHandle, text: string): Promise<number> {
  const bytes = Buffer.from(text);
  await file.appendFile(bytes);
  return bytes.length;
}
