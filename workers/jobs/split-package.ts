import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { packageNameOf } from '../../ingest/inputs.js';
import { ledgerKey } from '../../engine/record-sink.js';
import { hashFile, isStillDone } from '../../ingest/ledger.js';
import type { LedgerEntry } from '../../ingest/record-sink.js';
import { jobIdOf } from '../job-id.js';
import { cutPackage } from '../shards/cut-package.js';
import { shardFolder } from '../shards/shard-files.js';
import { indexPackage } from './index-package.js';
import { defineJob } from './job-kind.js';
import { packageOnDisk } from './package-fields.js';
import { openPackage } from './package-result.js';
import { parseShardJob } from './parse-shard.js';

export const splitPackage = defineJob({
  name: 'split-package',
  summary:
    'cuts a large package into shards of whole records and adds a flow: the shards are parsed side by side, then indexed in order',
  twice: "the same bytes give the same shards, and the flow has the package's SHA-256 for its key",
  payload: z.strictObject(packageOnDisk),
  result: z.object({
    hash: z.string(),
    shards: z.int(),
    indexedBy: z
      .string()
      .optional()
      .meta({ description: 'job that indexes them; absent when the package was read before' }),
  }),
  retries: { attempts: 5, first: 2_000, most: 5 * 60_000 },
  async run(
    payload,
    { job, signal, progress },
    { queue, engine, workFolder, formats, limits, shards: { bytes: shardBytes }, clock },
  ) {
    const input = await openPackage(payload);
    const hash = payload.sha256 ?? (await hashFile(input.path));
    const done = await engine.checkpoint(ledgerKey(hash));
    // Checkpoints under this key are ledger lines.
    if (done && isStillDone(done as LedgerEntry, formats)) return { hash, shards: 0 };
    const folder = shardFolder(resolve(workFolder), hash);
    await mkdir(folder, { recursive: true });
    let toldAt = clock();
    const shards = await cutPackage({
      path: input.path,
      packageName: packageNameOf(input),
      folder,
      formats,
      limits,
      shardBytes,
      signal,
      onProgress(bytesDone) {
        if (clock() - toldAt < 1_000) return;
        toldAt = clock();
        void progress({ bytesDone, bytesTotal: input.size }).catch(() => undefined);
      },
    });
    const { name, after } = payload;
    // The job's own key is in it: a replay of the package is indexed anew.
    const key = `${job.key}|${hash}`;
    const { priority } = job;
    const index = {
      name: indexPackage.name,
      key,
      payload: { name, hash, size: input.size, shards, ...(after ? { after } : {}) },
      priority,
      retries: indexPackage.retries,
    };
    await queue.addFlow({
      job: index,
      children: Array.from({ length: shards }, (_, shard) => ({
        job: {
          name: parseShardJob.name,
          key: `${key}|${shard}`,
          payload: { name, hash, shard },
          priority,
          retries: parseShardJob.retries,
        },
        children: [],
      })),
    });
    return { hash, shards, indexedBy: jobIdOf(index) };
  },
});
