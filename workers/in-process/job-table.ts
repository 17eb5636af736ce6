import { jobIdOf } from '../job-id.js';
import { type Added, type Flow, QueueError, usualRetries } from '../queue.js';
import { priorityNumber } from './job-row.js';
import { JobStatements } from './job-statements.js';
import type { Connection } from './tables.js';

/** How jobs come in and go, and what an operator does with them; each call is one transaction. */
export class JobTable extends JobStatements {
  constructor(
    connection: Connection,
    clock: () => number,
    /** Bytes of the file from which on no job is added. */
    private readonly quota: number,
  ) {
    super(connection, clock);
  }

  addFlow(flow: Flow): Added {
    const id = jobIdOf(flow.job);
    return this.write(() => {
      if (this.find(id)) return { id, isNew: false };
      this.refuseBeyondQuota();
      this.insert(flow);
      return { id, isNew: true };
    });
  }

  private refuseBeyondQuota(): void {
    const pages = this.connection.pragma('page_count', { simple: true }) as number;
    const free = this.connection.pragma('freelist_count', { simple: true }) as number;
    const size = this.connection.pragma('page_size', { simple: true }) as number;
    if ((pages - free) * size >= this.quota)
      throw new QueueError('full', `the queue holds its ${this.quota} bytes: \`prune\` what is over, or allow more`);
  }

  private insert({ job, children }: Flow): void {
    const id = jobIdOf(job);
    if (this.find(id)) return;
    for (const child of children) {
      this.insert(child);
      this.run('INSERT OR IGNORE INTO links (parent, child) VALUES (?, ?)', id, jobIdOf(child.job));
    }
    const { name, key, payload, priority = 'normal', delay = 0, retries } = job;
    this.run(
      `INSERT INTO jobs (id, name, key, payload, priority, state, due, wait, retries, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[id, name, key, JSON.stringify(payload), priorityNumber(priority), this.isBlocked(id) ? 'blocked' : 'waiting'],
      ...[this.now + delay, delay, JSON.stringify({ ...usualRetries, ...retries }), this.now],
    );
  }

  /** False when there is no such job. */
  cancel(id: string): boolean {
    return this.write(() => {
      const row = this.find(id);
      if (!row) return false;
      if (row.state === 'active') this.run('UPDATE jobs SET is_cancelled = 1 WHERE id = ?', id);
      else if (row.state === 'waiting' || row.state === 'blocked') this.end(id, 'cancelled', 'cancelled');
      for (const child of this.childIds(id)) this.cancel(child);
      return true;
    });
  }

  retry(id: string): boolean {
    return this.write(() => {
      const row = this.find(id);
      if (!row) return false;
      for (const child of this.childIds(id)) this.retry(child);
      if (row.state === 'dead' || row.state === 'cancelled')
        this.run(
          `UPDATE jobs SET state = ?, due = ?, wait = 0, failures = 0, losses = 0, reason = NULL, finished = NULL, is_cancelled = 0 WHERE id = ?`,
          ...[this.isBlocked(id) ? 'blocked' : 'waiting', this.now, id],
        );
      return true;
    });
  }

  /** Those whose parent is not over stay: it has yet to see their results. */
  prune(before: number): number {
    return this.write(() => {
      const pruned = this.run(
        `DELETE FROM jobs WHERE state IN ('done', 'dead', 'cancelled') AND finished < ? AND NOT EXISTS (SELECT 1 FROM links
           JOIN jobs AS parents ON parents.id = links.parent WHERE links.child = jobs.id AND parents.state NOT IN ('done', 'dead', 'cancelled'))`,
        before,
      );
      this.run('DELETE FROM links WHERE parent NOT IN (SELECT id FROM jobs) OR child NOT IN (SELECT id FROM jobs)');
      return pruned;
    });
  }

  private childIds = (id: string): string[] =>
    this.connection.prepare('SELECT child FROM links WHERE parent = ?').pluck().all(id) as string[];
}
