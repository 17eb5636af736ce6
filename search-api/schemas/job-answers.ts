import { z } from 'zod';
import { jobStates, priorities } from '../../workers/queue.js';

const moment = z.iso.datetime();
const job = z.object({
  id: z.string(),
  name: z.string().meta({ description: 'kind of the job (docs/jobs.md)' }),
  key: z.string().meta({ description: 'what makes it this job: there is one per kind and key' }),
  payload: z.unknown(),
  priority: z.enum(priorities),
  state: z.enum(jobStates),
  failures: z.int().meta({ description: 'attempts that have failed' }),
  attempts: z.int().meta({ description: 'attempts that it has in all' }),
  progress: z.unknown().optional(),
  result: z.unknown().optional(),
  reason: z.string().optional().meta({ description: 'why it is dead, cancelled or put off' }),
  parent: z.string().optional(),
  createdAt: moment,
  startedAt: moment.optional(),
  finishedAt: moment.optional(),
});

export const jobAnswer = job
  .extend({ children: z.array(z.object({ id: z.string(), state: z.enum(jobStates), reason: z.string().optional() })) })
  .meta({ component: 'Job' });

export const jobsAnswer = z
  .object({ counts: z.record(z.enum(jobStates), z.int()), jobs: z.array(job) })
  .meta({ component: 'Jobs' });

export const jobsParameters = z.strictObject({
  state: z
    .array(z.enum(jobStates))
    .default([])
    .meta({ description: 'states; all when empty', example: ['dead', 'active'] }),
  kind: z.string().min(1).optional().meta({ description: 'of one kind only', example: 'ingest-package' }),
  limit: z.int().min(0).max(1000).default(50).meta({ description: 'jobs in the answer', example: 20 }),
  offset: z.int().min(0).max(1_000_000).default(0).meta({ description: 'jobs passed over' }),
});
