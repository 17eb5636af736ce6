import type { IngestLimits } from '../limits.js';
import { ArchiveError } from './archive-entry.js';

type BudgetLimits = Pick<IngestLimits, 'maximumOutput' | 'maximumRatio' | 'ratioFreeOutput'>;

/** Counts what a package expands to, all entries together, so that a zip bomb ends in a reject and not in a full disk or memory. */
export class Budget {
  private total = 0;

  constructor(private readonly limits: BudgetLimits) {}

  /** Output that the whole package may still produce. */
  get remaining(): number {
    return this.limits.maximumOutput - this.total;
  }

  /** Books output of an entry; `entryOutput` and `entryInput` are its totals so far. Throws ArchiveError. */
  spend(bytes: number, entryOutput: number, entryInput: number): void {
    this.total += bytes;
    const { maximumOutput, maximumRatio, ratioFreeOutput } = this.limits;
    if (this.total > maximumOutput)
      throw new ArchiveError('expands-too-much', `the package expands to more than ${maximumOutput} bytes`);
    if (entryOutput > ratioFreeOutput && entryOutput > entryInput * maximumRatio)
      throw new ArchiveError(
        'expands-too-much',
        `${entryInput} compressed bytes expand to more than ${entryOutput - 1}: over ${maximumRatio} to 1`,
      );
  }

  /** Largest output that `input` compressed bytes may have. */
  allowanceFor(input: number): number {
    const byRatio = Math.max(this.limits.ratioFreeOutput, input * this.limits.maximumRatio);
    return Math.max(0, Math.min(byRatio, this.remaining));
  }
}
