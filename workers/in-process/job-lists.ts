import { type JobsQuestion, type JobState, jobStates } from '../queue.js';
import { jobColumns, type JobRow } from './job-row.js';
import type { Connection } from './tables.js';

/** What the table of jobs is asked. */
export class JobLists {
  constructor(
    private readonly connection: Connection,
    private readonly clock: () => number,
  ) {}

  find(id: string): JobRow | undefined {
    return this.rows(`SELECT ${jobColumns} FROM jobs WHERE id = ?`, id)[0];
  }

  children(id: string): JobRow[] {
    return this.rows(
      `SELECT ${jobColumns} FROM jobs WHERE id IN (SELECT child FROM links WHERE parent = ?) ORDER BY sequence`,
      id,
    );
  }

  /** Newest first. */
  list({ states = jobStates, name, limit, offset = 0 }: JobsQuestion): JobRow[] {
    return this.rows(
      `SELECT ${jobColumns} FROM jobs WHERE (? IS NULL OR name = ?) AND ${shownState} IN (SELECT value FROM json_each(?))
       ORDER BY sequence DESC LIMIT ? OFFSET ?`,
      ...[name ?? null, name ?? null, this.clock(), JSON.stringify(states), limit, offset],
    );
  }

  counts(): Record<JobState, number> {
    const found = this.connection
      .prepare(`SELECT ${shownState} AS state, count(*) AS jobs FROM jobs GROUP BY 1`)
      .all(this.clock()) as { state: JobState; jobs: number }[];
    const counts = Object.fromEntries(jobStates.map((state) => [state, 0])) as Record<JobState, number>;
    for (const { state, jobs } of found) counts[state] = jobs;
    return counts;
  }

  /** Rows of a statement that selects `jobColumns`. */
  rows(sql: string, ...values: unknown[]): JobRow[] {
    return this.connection.prepare(sql).all(...values) as JobRow[];
  }
}

const shownState = `CASE WHEN state = 'waiting' AND due > ? THEN 'delayed' ELSE state END`;
