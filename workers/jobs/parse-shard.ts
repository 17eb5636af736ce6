import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { packageNameOf } from '../../ingest/inputs.js';
import { rawShard, readShard, shardFolder } from '../shards/shard-files.js';
import { parseShard } from '../shards/read-shard.js';
import { defineJob } from './job-kind.js';
import { sha256 } from './package-fields.js';

export const parseShardJob = defineJob({
  name: 'parse-shard',
  summary: 'parses one shard of a package into records on the disk; a child of `index-package`',
  twice: 'the same shard gives the same records; a file has its name only when it is whole',
  payload: z.strictObject({
    name: z.string().min(1).meta({ description: 'name of the package' }),
    hash: sha256.meta({ description: 'of the package' }),
    shard: z.int().nonnegative().meta({ description: 'number of the shard, from 0' }),
  }),
  result: z.object({ rawRecords: z.int() }),
  retries: { attempts: 5, first: 1_000, most: 60_000 },
  async run({ name, hash, shard }, { signal }, { workFolder, formats }) {
    const folder = shardFolder(resolve(workFolder), hash);
    const from = rawShard(folder, shard);
    await access(from);
    const packageName = packageNameOf({ name });
    return { rawRecords: await parseShard({ from, to: readShard(folder, shard), packageName, formats, signal }) };
  },
});
