import type { PositionNode } from '../../../query/tree.js';
import type { PositionList } from '../index/positions.js';
import type { ExtentList } from './extent-list.js';
import type { OccurrenceFinder } from './occurrences.js';
import type { PositionContext } from './slot-positions.js';
import { TwoSidedFinder } from './two-sided-finder.js';

type WithinNode = Extract<PositionNode, { kind: 'within' }>;

/** Two things in the same sentences or paragraphs: the smallest extents that hold one of each. */
export class WithinFinder extends TwoSidedFinder {
  constructor(
    private readonly node: WithinNode,
    left: OccurrenceFinder,
    right: OccurrenceFinder,
    context: PositionContext,
  ) {
    super(left, right, context);
  }

  exists(place: number, fields: number): boolean {
    // Inside any extent that fits lies a smallest one, which fits too.
    return this.unite(place, fields, true).length > 0;
  }

  find(place: number, fields: number): ExtentList {
    const extents = this.unite(place, fields, false);
    extents.sortDistinct();
    extents.keepInnermost();
    return extents;
  }

  begins(place: number, fields: number): PositionList {
    const { starts } = this;
    const found = this.find(place, fields);
    starts.length = 0;
    for (let index = 0; index < found.length; index++) starts.push(found.starts[index] ?? 0);
    return starts;
  }

  /**
   * Extents of each occurrence with the nearest of the other side, in the parts asked for. Neither side has one that holds another, so that on each
   * the one that begins first ends first.
   */
  private unite(place: number, fields: number, isOneEnough: boolean): ExtentList {
    const { extents } = this;
    extents.length = 0;
    if (!this.read(place, fields)) return extents;
    const { lefts: left, rights: right } = this;
    left.keepInnermost();
    right.keepInnermost();
    let at = 0;
    let other = 0;
    while (at < left.length && other < right.length) {
      const leftStart = left.starts[at] ?? 0;
      const rightStart = right.starts[other] ?? 0;
      if (leftStart === rightStart && left.ends[at] === right.ends[other]) {
        // The same words cannot stand for both sides: one of them with the next of the other.
        this.add(left, at, left, at + 1);
        this.add(left, at, right, other + 1);
      } else this.add(left, at, right, other);
      if (isOneEnough && extents.length > 0) return extents;
      // What begins first has met the nearest of the other side.
      if (leftStart <= rightStart) at++;
      if (rightStart <= leftStart) other++;
    }
    return extents;
  }

  /** Adds what holds both when it fits the parts. */
  private add(a: ExtentList, index: number, b: ExtentList, place: number): void {
    if (place >= b.length) return;
    const { part, distance } = this.node;
    const start = Math.min(a.starts[index] ?? 0, b.starts[place] ?? 0);
    const end = Math.max(a.ends[index] ?? 0, b.ends[place] ?? 0);
    if (end < this.context.parts.endOf(part, start, distance)) this.extents.push(start, end);
  }
}
