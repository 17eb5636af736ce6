import type { DocList } from './doc-set.js';
import { ExtentList } from './extent-list.js';
import type { OccurrenceFinder } from './occurrences.js';
import type { StopSignal } from './query-context.js';

/** Left and right of a distance: documents that hold both, and the occurrences of both, the rarer side first. */
export class TwoSides {
  readonly size: number;
  readonly gathered: number;
  lefts: ExtentList;
  rights: ExtentList;

  constructor(
    private readonly left: OccurrenceFinder,
    private readonly right: OccurrenceFinder,
    stop: StopSignal,
  ) {
    this.lefts = this.rights = new ExtentList(stop);
    this.size = Math.min(left.size, right.size);
    this.gathered = left.gathered + right.gathered;
  }

  candidates(within: DocList | undefined): DocList {
    const { left, right } = this;
    const [rarer, other] = left.size <= right.size ? [left, right] : [right, left];
    const found = rarer.candidates(within);
    return found.length === 0 || this.gathered === 0 ? found : other.candidates(found);
  }

  holds(doc: number): number {
    const { left, right } = this;
    const [rarer, other] = left.size <= right.size ? [left, right] : [right, left];
    const fields = rarer.holds(doc);
    return fields === 0 ? 0 : fields & other.holds(doc);
  }

  prepare(candidates: DocList): void {
    this.left.prepare(candidates);
    this.right.prepare(candidates);
  }

  /** Reads the occurrences of both sides; false when one has none. */
  read(doc: number, fields: number): boolean {
    const { left, right } = this;
    if (left.size <= right.size) {
      this.lefts = left.find(doc, fields);
      if (this.lefts.length === 0) return false;
      this.rights = right.find(doc, fields);
      return this.rights.length > 0;
    }
    this.rights = right.find(doc, fields);
    if (this.rights.length === 0) return false;
    this.lefts = left.find(doc, fields);
    return this.lefts.length > 0;
  }
}
