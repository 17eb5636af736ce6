import { FairLine } from '../fair-line.js';

/** Queries known to be slow; above this many the oldest is forgotten. */
const mostKnown = 1000;

/** A query that waits or runs. */
export interface LaneJob {
  /** The same for queries that ask the same. */
  fingerprint(): string;
  isSlow: boolean;
  /** Who asks (engine/caller.ts). */
  client: string;
}

/**
 * Two lines of waiting queries. Every query begins in the quick line with a short slice of time; one that does not end in it goes to the slow line and
 * begins anew there with its whole time. Slow ones never hold every thread, so a quick one always finds one that is free or soon is, and at least one slow one
 * runs however many quick ones come. In both lines the clients take turns, and the next slow one is of a client that has the fewest running: a client that
 * floods waits for itself.
 */
export class QueryLanes<Job extends LaneJob> {
  private readonly quick = new FairLine<Job>(({ client }) => client);
  private readonly slow = new FairLine<Job>(({ client }) => client);
  /** Oldest first. */
  private readonly runningSlow = new Set<Job>();
  /** Hashes of queries that were slow before: they need no second proof. */
  private readonly known = new Set<string>();

  /** @param mostSlow slow queries at the same time */
  constructor(private readonly mostSlow: number) {}

  add(job: Job): void {
    (job.isSlow ? this.slow : this.quick).add(job);
  }

  /** The job was longer than its slice: it waits again, among the slow ones. */
  demote(job: Job): void {
    job.isSlow = true;
    const [oldest] = this.known;
    if (this.known.size >= mostKnown && oldest !== undefined) this.known.delete(oldest);
    this.known.add(job.fingerprint());
    this.add(job);
  }

  /** The job was stopped for another client (`overdrawn`): it begins anew when its client has its next turn. */
  putBack(job: Job): void {
    (job.isSlow ? this.slow : this.quick).putBack(job);
  }

  /** The job that a free thread takes up; undefined when none may run now. */
  next(): Job | undefined {
    const canRunSlow = !this.slow.isEmpty && this.runningSlow.size < this.mostSlow;
    const isSlowTurn = canRunSlow && (this.runningSlow.size === 0 || this.quick.isEmpty);
    const job = isSlowTurn ? this.slow.take(this.neediest()?.client) : this.takeQuick();
    if (job?.isSlow) this.runningSlow.add(job);
    return job;
  }

  /** The next quick one; what has turned out to be slow while it waited changes the line. */
  private takeQuick(): Job | undefined {
    for (let job = this.quick.take(); job; job = this.quick.take()) {
      if (this.known.size === 0 || !this.known.has(job.fingerprint())) return job;
      job.isSlow = true;
      this.slow.add(job);
    }
    return this.slow.isEmpty || this.runningSlow.size >= this.mostSlow
      ? undefined
      : this.slow.take(this.neediest()?.client);
  }

  /** The client with the fewest running among those with slow ones waiting; of several the one whose turn it is. */
  private neediest(): { client: string; running: number } | undefined {
    const running = this.countRunning();
    let found: { client: string; running: number } | undefined;
    for (const client of this.slow.clients()) {
      const own = running.get(client) ?? 0;
      if (!found || own < found.running) found = { client, running: own };
    }
    return found;
  }

  /**
   * A running slow query that is to make room: its client has two more running than one that waits, so the threads are not shared fairly. The one
   * that began last, which loses least. Undefined when nobody is wronged.
   */
  overdrawn(): Job | undefined {
    if (this.runningSlow.size < this.mostSlow) return undefined;
    const needy = this.neediest();
    if (!needy) return undefined;
    const running = this.countRunning();
    let found: Job | undefined;
    for (const job of this.runningSlow) if ((running.get(job.client) ?? 0) >= needy.running + 2) found = job;
    return found;
  }

  private countRunning(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { client } of this.runningSlow) counts.set(client, (counts.get(client) ?? 0) + 1);
    return counts;
  }

  /** Tells that a job which `next` gave has ended. @param wasQuick within a slice: a query that was slow in a cold or busy process is so no longer */
  end(job: Job, wasQuick = false): void {
    if (!this.runningSlow.delete(job)) return;
    if (wasQuick) this.known.delete(job.fingerprint());
  }

  /** @returns whether it was waiting */
  remove(job: Job): boolean {
    return (job.isSlow ? this.slow : this.quick).remove(job);
  }

  /** Takes out all that wait. */
  drain(): Job[] {
    return [...this.quick.drain(), ...this.slow.drain()];
  }
}
