import type { DocList } from './doc-set.js';
import type { ExtentList } from './extent-list.js';
import type { OccurrenceFinder } from './occurrences.js';

/** Left and right of a distance: documents that hold both, and the occurrences of both, the rarer side first. */
export class TwoSides {
  readonly size: number;
  readonly gathered: number;

  constructor(
    private readonly left: OccurrenceFinder,
    private readonly right: OccurrenceFinder,
  ) {
    this.size = Math.min(left.size, right.size);
    this.gathered = left.gathered + right.gathered;
  }

  candidates(within: DocList | undefined): DocList {
    const { left, right } = this;
    const [rarer, other] = left.size <= right.size ? [left, right] : [right, left];
    const found = rarer.candidates(within);
    return found.length === 0 || this.gathered === 0 ? found : other.candidates(found);
  }

  holds(doc: number): boolean {
    const { left, right } = this;
    return left.size <= right.size ? left.holds(doc) && right.holds(doc) : right.holds(doc) && left.holds(doc);
  }

  prepare(candidates: DocList): void {
    this.left.prepare(candidates);
    this.right.prepare(candidates);
  }

  /** Occurrences of both sides; undefined when one has none. */
  read(doc: number): [left: ExtentList, right: ExtentList] | undefined {
    const isLeftFirst = this.left.size <= this.right.size;
    const first = (isLeftFirst ? this.left : this.right).find(doc);
    if (first.length === 0) return undefined;
    const second = (isLeftFirst ? this.right : this.left).find(doc);
    if (second.length === 0) return undefined;
    return isLeftFirst ? [first, second] : [second, first];
  }
}
