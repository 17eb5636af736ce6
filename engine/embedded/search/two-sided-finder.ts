import { PositionList } from '../index/positions.js';
import type { DocList } from './doc-set.js';
import { ExtentList } from './extent-list.js';
import type { OccurrenceFinder } from './occurrences.js';
import type { PositionContext } from './slot-positions.js';

/** What has a left and a right side: documents that hold both, and the occurrences of both, the rarer side first. */
export abstract class TwoSidedFinder implements OccurrenceFinder {
  readonly size: number;
  readonly gathered: number;
  protected lefts: ExtentList;
  protected rights: ExtentList;
  /** What `find` and `begins` return, used again for every document. */
  protected readonly extents: ExtentList;
  protected readonly starts = new PositionList(16);

  constructor(
    private readonly left: OccurrenceFinder,
    private readonly right: OccurrenceFinder,
    protected readonly context: PositionContext,
  ) {
    this.extents = new ExtentList(context.stop);
    this.lefts = this.rights = new ExtentList(context.stop);
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

  abstract find(doc: number, fields: number): ExtentList;
  abstract exists(doc: number, fields: number): boolean;
  abstract begins(doc: number, fields: number): PositionList;

  /** Reads the occurrences of both sides; false when one has none. */
  protected read(doc: number, fields: number): boolean {
    const { left, right, context } = this;
    context.parts.open(doc);
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
