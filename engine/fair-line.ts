/** A line in which each client has its turn, however much another one has brought: the oldest job of one client, then the oldest of the next. */
export class FairLine<Job> {
  /** Jobs of each client; the client whose turn is next stands first. No list is empty. */
  private readonly waiting = new Map<string, Job[]>();

  /** @param clientOf who brought a job; always the same for one job */
  constructor(private readonly clientOf: (job: Job) => string) {}

  add(job: Job): void {
    const client = this.clientOf(job);
    const jobs = this.waiting.get(client);
    if (jobs) jobs.push(job);
    else this.waiting.set(client, [job]);
  }

  /** The job goes before all others of its client: it has waited before. */
  putBack(job: Job): void {
    const client = this.clientOf(job);
    const jobs = this.waiting.get(client);
    if (jobs) jobs.unshift(job);
    else this.waiting.set(client, [job]);
  }

  get isEmpty(): boolean {
    return this.waiting.size === 0;
  }

  /** Clients that wait, in the order of their turns. */
  clients(): Iterable<string> {
    return this.waiting.keys();
  }

  /**
   * Takes out the oldest job of a client, whose turn then comes after all others.
   * @param client the one whose turn it is unless said
   * @returns undefined when the client has none
   */
  take(client: string | undefined = this.firstClient()): Job | undefined {
    if (client === undefined) return undefined;
    const jobs = this.waiting.get(client);
    const job = jobs?.shift();
    this.waiting.delete(client);
    if (jobs && jobs.length > 0) this.waiting.set(client, jobs);
    return job;
  }

  /** Takes out a job that nobody waits for any more. @returns whether it was there */
  remove(job: Job): boolean {
    const client = this.clientOf(job);
    const jobs = this.waiting.get(client);
    const place = jobs?.indexOf(job) ?? -1;
    if (!jobs || place < 0) return false;
    jobs.splice(place, 1);
    if (jobs.length === 0) this.waiting.delete(client);
    return true;
  }

  /** Takes out all. */
  drain(): Job[] {
    const jobs = [...this.waiting.values()].flat();
    this.waiting.clear();
    return jobs;
  }

  private firstClient(): string | undefined {
    const [first] = this.waiting.keys();
    return first;
  }
}
