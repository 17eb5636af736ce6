import { createHash } from 'node:crypto';

/** Queries known to be slow; above this many the oldest is forgotten. */
const mostKnown = 1000;

/**
 * Two lines of waiting queries. Every query begins in the quick line with a short slice of time; one that does not end in it goes to the slow line and
 * begins anew there with its whole time. Slow ones never hold every thread, so a quick one always finds one that is free or soon is, and at least one slow one
 * runs however many quick ones come.
 */
export class QueryLanes<Job extends { task: string; isSlow: boolean }> {
  private readonly quick: Job[] = [];
  private readonly slow: Job[] = [];
  private runningSlow = 0;
  /** Hashes of queries that were slow before: they need no second proof. */
  private readonly known = new Set<string>();

  private readonly fingerprints = new WeakMap<Job, string>();

  /** @param mostSlow slow queries at the same time */
  constructor(private readonly mostSlow: number) {}

  add(job: Job): void {
    (job.isSlow ? this.slow : this.quick).push(job);
  }

  /** The job was longer than its slice: it waits again, among the slow ones. */
  demote(job: Job): void {
    job.isSlow = true;
    const [oldest] = this.known;
    if (this.known.size >= mostKnown && oldest !== undefined) this.known.delete(oldest);
    this.known.add(this.fingerprint(job));
    this.add(job);
  }

  /** The job that a free thread takes up; undefined when none may run now. */
  next(): Job | undefined {
    this.sortOutKnown();
    const canRunSlow = this.slow.length > 0 && this.runningSlow < this.mostSlow;
    const job =
      canRunSlow && (this.runningSlow === 0 || this.quick.length === 0) ? this.slow.shift() : this.quick.shift();
    if (job?.isSlow) this.runningSlow++;
    return job;
  }

  /** Tells that a job which `next` gave has ended. @param wasQuick within a slice: a query that was slow in a cold or busy process is so no longer */
  end(job: Job, wasQuick = false): void {
    if (!job.isSlow) return;
    this.runningSlow--;
    if (wasQuick) this.known.delete(this.fingerprint(job));
  }

  /** @returns whether it was waiting */
  remove(job: Job): boolean {
    const line = job.isSlow ? this.slow : this.quick;
    const place = line.indexOf(job);
    if (place >= 0) line.splice(place, 1);
    return place >= 0;
  }

  /** Takes out all that wait. */
  drain(): Job[] {
    return [...this.quick.splice(0), ...this.slow.splice(0)];
  }

  private sortOutKnown(): void {
    if (this.known.size === 0) return;
    for (let first = this.quick[0]; first && this.known.has(this.fingerprint(first)); first = this.quick[0]) {
      first.isSlow = true;
      this.slow.push(first);
      this.quick.shift();
    }
  }

  private fingerprint(job: Job): string {
    let found = this.fingerprints.get(job);
    if (found === undefined) {
      found = createHash('sha1').update(job.task).digest('base64');
      this.fingerprints.set(job, found);
    }
    return found;
  }
}
