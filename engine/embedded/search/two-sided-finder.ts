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
  private candidateDocs: Int32Array = new Int32Array();

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

  prepare(candidates: DocList, fields: Int32Array): void {
    this.candidateDocs = candidates.docs;
    const { left, right } = this;
    const [rarer, other] = left.size <= right.size ? [left, right] : [right, left];
    rarer.prepare(candidates, fields);
    other.prepare(candidates, fields);
  }

  abstract find(place: number, fields: number): ExtentList;
  abstract exists(place: number, fields: number): boolean;
  abstract begins(place: number, fields: number): PositionList;

  /** Reads the occurrences of both sides; false when one has none. */
  protected read(place: number, fields: number): boolean {
    const { left, right, context } = this;
    context.parts.open(this.candidateDocs[place] ?? 0);
    if (left.size <= right.size) {
      this.lefts = left.find(place, fields);
      if (this.lefts.length === 0) return false;
      this.rights = right.find(place, fields);
      return this.rights.length > 0;
    }
    this.rights = right.find(place, fields);
    if (this.rights.length === 0) return false;
    this.lefts = left.find(place, fields);
    return this.lefts.length > 0;
  }
}
