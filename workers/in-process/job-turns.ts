import { backOff } from '../back-off.js';
import type { Json } from '../queue.js';
import type { Verdict } from '../verdict.js';
import { jobColumns, type JobRow, retriesOf } from './job-row.js';
import { JobStatements } from './job-statements.js';

/** A job that kills its holders is not given to a fourth. */
const mostLosses = 2;

/** What happens between a job and those who run it. */
export class JobTurns extends JobStatements {
  /** Gives the next job in turn to this holder. */
  take(holder: string): JobRow | undefined {
    if (!this.isWorkThere()) return undefined;
    return this.write(() => {
      // No wait is longer than it was when it began: the clock went back.
      this.run(`UPDATE jobs SET due = ? + wait WHERE state = 'waiting' AND due > ? + wait`, this.now, this.now);
      const row = this.one(
        `SELECT ${jobColumns} FROM jobs WHERE ${ready} ORDER BY priority, sequence LIMIT 1`,
        this.now,
      );
      if (!row) return undefined;
      this.run(
        `UPDATE jobs SET state = 'active', holder = ?, beat = beat + 1, started = ?, progress = NULL, waits_for = NULL WHERE id = ?`,
        ...[holder, this.now, row.id],
      );
      return this.find(row.id);
    });
  }

  /** Without locking anything: most looks find nothing. */
  private isWorkThere(): boolean {
    return (
      this.one(
        `SELECT ${jobColumns} FROM jobs WHERE state = 'waiting' AND (due <= ? OR due > ? + wait) LIMIT 1`,
        this.now,
        this.now,
      ) !== undefined
    );
  }

  /** Tells that the holder is alive. What it is to do: go on, end because the job is cancelled, or end because it has lost it. */
  beat(id: string, holder: string): 'go-on' | 'cancelled' | 'lost' {
    const told = this.run('UPDATE jobs SET beat = beat + 1 WHERE id = ? AND holder = ?', id, holder);
    if (told === 0) return 'lost';
    return this.number('SELECT is_cancelled FROM jobs WHERE id = ?', id) === 1 ? 'cancelled' : 'go-on';
  }

  progress(id: string, holder: string, progress: Json): void {
    this.run('UPDATE jobs SET progress = ? WHERE id = ? AND holder = ?', JSON.stringify(progress), id, holder);
  }

  /** Jobs that run, with how often their holders have said so. */
  active(): { id: string; beat: number }[] {
    return this.connection.prepare(`SELECT id, beat FROM jobs WHERE state = 'active'`).all() as {
      id: string;
      beat: number;
    }[];
  }

  /** Takes a job from a holder that has stood still at this beat. False when it had not. */
  takeAway(id: string, beat: number): boolean {
    return this.write(() => {
      const row = this.one(`SELECT ${jobColumns} FROM jobs WHERE id = ? AND state = 'active' AND beat = ?`, id, beat);
      if (!row) return false;
      this.run('UPDATE jobs SET holder = NULL, losses = losses + 1 WHERE id = ?', id);
      if (this.number('SELECT is_cancelled FROM jobs WHERE id = ?', id) === 1) this.end(id, 'cancelled', 'cancelled');
      else if (row.losses >= mostLosses)
        this.end(id, 'dead', `its worker ended in the middle of it, ${row.losses + 1} times`);
      else this.putBack(id, 0, 'its worker ended in the middle of it');
      return true;
    });
  }

  /** Puts down what became of a run. Nothing, when the holder has lost the job meanwhile. */
  settle(id: string, holder: string, verdict: Verdict): void {
    this.write(() => {
      const row = this.one(`SELECT ${jobColumns} FROM jobs WHERE id = ? AND holder = ?`, id, holder);
      if (!row || verdict.kind === 'lost') return;
      const isCancelled = this.number('SELECT is_cancelled FROM jobs WHERE id = ?', id) === 1;
      this.run('UPDATE jobs SET holder = NULL WHERE id = ?', id);
      if (verdict.kind === 'done') this.finish(id, verdict.result);
      else if (verdict.kind === 'cancelled' || isCancelled) this.end(id, 'cancelled', 'cancelled');
      else if (verdict.kind === 'given-back') this.putBack(id, 0, null);
      else if (verdict.kind === 'later') this.putOff(id, verdict);
      else this.fail(row, verdict.reason, verdict.isFinal);
    });
  }

  private finish(id: string, result: Json): void {
    this.end(id, 'done', null);
    this.run('UPDATE jobs SET result = ?, is_cancelled = 0 WHERE id = ?', JSON.stringify(result), id);
    for (const parent of this.parentsOf(id))
      if (!this.isBlocked(parent))
        this.run(`UPDATE jobs SET state = 'waiting' WHERE id = ? AND state = 'blocked'`, parent);
  }

  private putOff(id: string, { delay, reason, until }: Extract<Verdict, { kind: 'later' }>): void {
    const other = until === undefined ? undefined : this.find(until);
    const isOver = other !== undefined && overStates.has(other.state);
    this.putBack(id, isOver ? 0 : delay, reason);
    if (other && !isOver) this.run('UPDATE jobs SET waits_for = ? WHERE id = ?', other.id, id);
  }

  private fail(row: JobRow, reason: string, isFinal: boolean): void {
    const failures = row.failures + 1;
    const retries = retriesOf(row);
    this.run('UPDATE jobs SET failures = ? WHERE id = ?', failures, row.id);
    if (isFinal || failures >= retries.attempts) this.end(row.id, 'dead', reason);
    else this.putBack(row.id, backOff(failures, retries, Math.random), reason);
  }

  private parentsOf = (id: string): string[] =>
    this.connection.prepare('SELECT parent FROM links WHERE child = ?').pluck().all(id) as string[];
}

const overStates: ReadonlySet<string> = new Set(['done', 'dead', 'cancelled']);
const ready = `state = 'waiting' AND due <= ?`;
