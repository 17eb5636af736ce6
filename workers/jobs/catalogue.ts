import { z } from 'zod';
import { type Json, type Processor, Refused } from '../queue.js';
import { exportRecords } from './export.js';
import { fetchPackage } from './fetch-package.js';
import { indexPackage } from './index-package.js';
import { ingestPackage } from './ingest-package.js';
import type { JobKind, WorkerParts } from './job-kind.js';
import { parseShardJob } from './parse-shard.js';
import { prune } from './prune.js';
import { pullPackages } from './pull-packages.js';
import { refreshGeneration } from './refresh-generation.js';
import { selfcheck } from './selfcheck.js';
import { splitPackage } from './split-package.js';

// A kind is only ever run with a payload that its own schema has read.
const kinds = [
  pullPackages,
  fetchPackage,
  ingestPackage,
  splitPackage,
  parseShardJob,
  indexPackage,
  refreshGeneration,
  prune,
  selfcheck,
  exportRecords,
] as unknown as readonly JobKind[];

/** Every kind of job, in the order in which docs/jobs.md describes them. */
export const jobKinds: readonly JobKind[] = kinds;

export const findKind = (name: string): JobKind | undefined => jobKinds.find((kind) => kind.name === name);

/**
 * A payload as its kind reads it, defaults filled in.
 * @throws Refused when there is no such kind, or the payload is not one of its
 */
export function readPayload(name: string, payload: unknown): Json {
  const kind = findKind(name);
  if (!kind) throw new Refused(`no kind of job is named \`${name}\`: ${jobKinds.map((each) => each.name).join(', ')}`);
  const parsed = kind.payload.safeParse(payload);
  if (!parsed.success) throw new Refused(`no payload of \`${name}\`: ${z.prettifyError(parsed.error)}`);
  // Payload schemas are made of JSON.
  return parsed.data as Json;
}

/** Runs jobs of the catalogue; a job of another kind, or with a payload of another version, is dead with the reason. */
export function createProcessor(parts: WorkerParts): Processor {
  return async (run) => {
    const payload = readPayload(run.job.name, run.job.payload);
    const result = await findKind(run.job.name)?.run(payload, run, parts);
    return result ?? null;
  };
}
