import { z } from 'zod';

const bytes = z.coerce.number().int().positive();
const seconds = z.coerce.number().positive();
const cron = z.string().min(1);

/** Settings of the workers and their queue. */
export const workersSettings = z.object({
  redisUrl: z
    .union([z.literal(''), z.url({ protocol: /^rediss?$/ })])
    .default('')
    .meta({
      env: 'REDIS_URL',
      isSecret: true,
      description: 'Redis of the queue that several machines share; without it the queue is a file of this machine',
    }),
  concurrency: z.coerce
    .number()
    .int()
    .min(1)
    .max(256)
    .default(2)
    .meta({ description: 'jobs that one worker runs at the same time' }),
  lockSeconds: seconds
    .min(1)
    .default(30)
    .meta({ description: 'a worker that says nothing for this long has lost its job to another' }),
  graceSeconds: z.coerce
    .number()
    .nonnegative()
    .default(20)
    .meta({ description: 'time that running jobs have to end on SIGTERM before they are given back' }),
  folder: z.string().default('').meta({
    description:
      'fetched packages, shards, exports; one path for all workers of a queue; `work` in the data folder unless said',
  }),
  watch: z.string().default('').meta({
    env: 'IPRADAR_WATCH',
    flag: '--watch',
    description: 'folder that is looked at for new packages; none unless said',
  }),
  watchCron: cron.default('* * * * *').meta({ description: 'when it is looked at; six fields begin with seconds' }),
  watchSettleSeconds: z.coerce
    .number()
    .nonnegative()
    .default(5)
    .meta({ description: 'a file there that changed in the last so many seconds is still being written' }),
  pruneCron: cron.default('30 4 * * *').meta({ description: 'when what is long over is forgotten' }),
  selfcheckCron: cron.default('30 5 * * 0').meta({ description: 'when everything is read and checked' }),
  timeZone: z.string().min(1).default('UTC').meta({ description: 'of these times, IANA name' }),
  shardFrom: bytes.default(64 << 20).meta({ description: 'a package of so many bytes is parsed in shards' }),
  shardBytes: bytes.default(64 << 20).meta({ description: 'unpacked bytes of a shard, about' }),
  quota: bytes.default(1 << 30).meta({
    description: 'bytes of the file of jobs from which on none is added; on Redis its `maxmemory` counts',
  }),
});

export type WorkersSettings = Readonly<z.infer<typeof workersSettings>>;
