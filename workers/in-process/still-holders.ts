/**
 * Finds jobs whose holders no longer say that they are alive. It compares how often they have said so and measures with a clock that only grows: whatever
 * happens to the time of day, nobody loses a job because of it.
 */
export class StillHolders {
  private seen = new Map<string, { beat: number; since: number }>();

  constructor(
    /** Milliseconds. */
    private readonly patience: number,
    private readonly steady: () => number,
  ) {}

  /** Those of the jobs whose beat has been the same for too long. Called again and again. */
  find(active: readonly { id: string; beat: number }[]): { id: string; beat: number }[] {
    const now = this.steady();
    const before = this.seen;
    this.seen = new Map(
      active.map(({ id, beat }) => {
        const known = before.get(id);
        return [id, known?.beat === beat ? known : { beat, since: now }];
      }),
    );
    return active.filter(({ id }) => now - (this.seen.get(id)?.since ?? now) >= this.patience);
  }
}
