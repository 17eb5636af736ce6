import { QueueError, type JobState } from '../queue.js';
import { JobLists } from './job-lists.js';
import type { JobRow } from './job-row.js';
import type { Connection } from './tables.js';

/** What every change of the table of jobs is made of. */
export class JobStatements {
  readonly lists: JobLists;

  constructor(
    protected readonly connection: Connection,
    /** Milliseconds since 1970. */
    protected readonly clock: () => number,
  ) {
    this.lists = new JobLists(connection, clock);
  }

  /** In one transaction that waits for other writers at its beginning, not in its middle. */
  protected write<T>(change: () => T): T {
    try {
      return this.connection.transaction(change).immediate();
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      if (code === 'SQLITE_FULL') throw new QueueError('full', 'the disk of the queue is full', { cause: error });
      if (typeof code === 'string' && code.startsWith('SQLITE_BUSY'))
        throw new QueueError('unavailable', 'another program holds the queue: try again', { cause: error });
      throw error;
    }
  }

  protected get now(): number {
    return this.clock();
  }

  protected isBlocked(id: string): boolean {
    return (
      this.number(
        `SELECT count(*) FROM links JOIN jobs ON jobs.id = links.child WHERE links.parent = ? AND jobs.state <> 'done'`,
        id,
      ) > 0
    );
  }

  protected end(id: string, state: JobState, reason: string | null): void {
    this.run('UPDATE jobs SET state = ?, reason = ?, finished = ? WHERE id = ?', state, reason, this.now, id);
    this.run('UPDATE jobs SET due = ?, wait = 0, waits_for = NULL WHERE waits_for = ?', this.now, id);
  }

  protected putBack(id: string, wait: number, reason: string | null): void {
    this.run(
      `UPDATE jobs SET state = 'waiting', due = ?, wait = ?, reason = ? WHERE id = ?`,
      this.now + wait,
      wait,
      reason,
      id,
    );
  }

  protected find = (id: string): JobRow | undefined => this.lists.find(id);
  protected one = (sql: string, ...values: unknown[]): JobRow | undefined => this.lists.rows(sql, ...values)[0];
  protected run = (sql: string, ...values: unknown[]): number => this.connection.prepare(sql).run(...values).changes;
  protected number = (sql: string, ...values: unknown[]): number =>
    this.connection
      .prepare(sql)
      .pluck()
      .get(...values) as number;
}
