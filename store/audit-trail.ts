import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Collection, CollectionSpec } from './store.js';

/** One thing that somebody did. */
export const auditEntry = z.object({
  /** Who: the name of a key, of a job, or `local` for the command line. */
  actor: z.string(),
  /** What, as `<room>.<verb>`: `jobs.cancel`. */
  action: z.string(),
  /** To what, when it was something. */
  subject: z.string().optional(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditSpec: CollectionSpec<AuditEntry> = { name: 'audit', schema: auditEntry, version: 1 };

export interface AuditLine extends AuditEntry {
  /** UTC, to the millisecond. */
  at: string;
  /** Grows with time; where to go on reading. */
  position: string;
}

/** Who did what and when, in order of time. Lines are added, never changed and never removed. */
export class AuditTrail {
  constructor(
    private readonly lines: Collection<AuditEntry>,
    private readonly clock: () => Date,
  ) {}

  /** @throws StoreError */
  async append(entry: AuditEntry): Promise<AuditLine> {
    // Several servers write in the same millisecond.
    const { key, value } = await this.lines.create(
      `${this.clock().toISOString()} ${randomBytes(6).toString('hex')}`,
      entry,
    );
    return lineOf(key, value);
  }

  /**
   * Lines in order of time.
   * @param options.day only those of a day, or of a month or year (`2026-11`), UTC
   * @param options.after a `position`
   * @throws StoreError
   */
  async read(options: { day?: string; after?: string; limit?: number } = {}): Promise<AuditLine[]> {
    const { day, after, limit } = options;
    return (await this.lines.list({ prefix: day, after, limit })).map(({ key, value }) => lineOf(key, value));
  }
}

function lineOf(position: string, entry: AuditEntry): AuditLine {
  return { at: position.slice(0, position.indexOf(' ')), position, ...entry };
}
