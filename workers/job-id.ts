import { createHash } from 'node:crypto';
import type { JobRequest } from './queue.js';

/** `ingest-package-3f2a9c…`: the kind, then 80 bits of SHA-256 over kind and key. The same on every queue, so that a key is its own lock. */
export function jobIdOf({ name, key }: Pick<JobRequest, 'name' | 'key'>): string {
  return `${name}-${createHash('sha256').update(`${name}\0${key}`).digest('hex').slice(0, 20)}`;
}

/** Kind of the job with this id; undefined when it is no id of ours. */
export function jobNameOf(id: string): string | undefined {
  return /^(.+)-[0-9a-f]{20}$/.exec(id)?.[1];
}

/** Key of the job that a schedule adds for one of its times. */
export function slotKey(scheduleKey: string, slot: Date): string {
  return `${scheduleKey}@${slot.toISOString()}`;
}
