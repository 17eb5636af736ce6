import type { PositionNode } from '../../../query/tree.js';
import { PositionList } from '../index/positions.js';
import type { DocList } from './doc-set.js';
import { ExtentList } from './extent-list.js';
import type { OccurrenceFinder } from './occurrences.js';
import type { PositionContext } from './slot-positions.js';
import { TwoSides } from './two-sides.js';

type DistanceNode = Extract<PositionNode, { kind: 'distance' }>;

/** Whether the search for followers goes on. */
type Visit = (end: number) => boolean;

/** Two things one behind the other in one sentence, at most so many positions apart. */
export class DistanceFinder implements OccurrenceFinder {
  private readonly sides: TwoSides;
  private readonly extents: ExtentList;
  private readonly starts = new PositionList(16);

  constructor(
    private readonly node: DistanceNode,
    left: OccurrenceFinder,
    right: OccurrenceFinder,
    private readonly context: PositionContext,
  ) {
    this.sides = new TwoSides(left, right);
    this.extents = new ExtentList(context.stop);
  }

  get size(): number {
    return this.sides.size;
  }

  get gathered(): number {
    return this.sides.gathered;
  }

  candidates(within: DocList | undefined): DocList {
    return this.sides.candidates(within);
  }

  prepare(candidates: DocList): void {
    this.sides.prepare(candidates);
  }

  holds(doc: number): boolean {
    return this.sides.holds(doc);
  }

  /** Lists that may stand before and behind. */
  private read(doc: number): [before: ExtentList, behind: ExtentList][] {
    this.context.parts.open(doc);
    const sides = this.sides.read(doc);
    if (!sides) return [];
    const [left, right] = sides;
    return this.node.isOrdered
      ? [[left, right]]
      : [
          [left, right],
          [right, left],
        ];
  }

  exists(doc: number): boolean {
    let isFound = false;
    const stopAtFirst = (): boolean => {
      isFound = true;
      return false;
    };
    for (const [before, behind] of this.read(doc))
      for (let index = 0; index < before.length && !isFound; index++)
        this.eachFollower(before, index, behind, stopAtFirst);
    return isFound;
  }

  find(doc: number): ExtentList {
    const { extents } = this;
    extents.length = 0;
    let start = 0;
    const push = (end: number): boolean => {
      extents.push(start, end);
      return true;
    };
    for (const [before, behind] of this.read(doc))
      for (let index = 0; index < before.length; index++) {
        start = before.starts[index] ?? 0;
        this.eachFollower(before, index, behind, push);
      }
    extents.sortDistinct();
    return extents;
  }

  begins(doc: number): PositionList {
    const { starts } = this;
    starts.length = 0;
    let isFollowed = false;
    const stopAtFirst = (): boolean => {
      isFollowed = true;
      return false;
    };
    const lists = this.read(doc);
    for (const [before, behind] of lists) {
      for (let index = 0; index < before.length; index++) {
        isFollowed = false;
        this.eachFollower(before, index, behind, stopAtFirst);
        if (isFollowed) starts.push(before.starts[index] ?? 0);
      }
    }
    sortDistinct(starts);
    return starts;
  }

  /** Ends of the others that begin 1 to `distance` positions behind the end of the extent, in its sentence. */
  private eachFollower(before: ExtentList, index: number, behind: ExtentList, visit: Visit): void {
    const end = before.ends[index] ?? 0;
    const { distance } = this.node;
    let sentenceEnd = -1;
    for (let at = firstBehind(behind, end); at < behind.length; at++) {
      const start = behind.starts[at] ?? 0;
      if (start - end > distance) return;
      if (sentenceEnd < 0) sentenceEnd = this.context.parts.endOf('sentence', before.starts[index] ?? 0, 1);
      // What begins behind the sentence cannot end in it.
      if (start >= sentenceEnd) return;
      const last = behind.ends[at] ?? 0;
      if (last < sentenceEnd && !visit(last)) return;
    }
  }
}

/** Place of the first extent that begins behind the position. */
function firstBehind({ starts, length }: ExtentList, position: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sortDistinct(list: PositionList): void {
  const { values, length } = list;
  if (length < 2) return;
  values.subarray(0, length).sort();
  let count = 1;
  for (let index = 1; index < length; index++) {
    const value = values[index] ?? 0;
    if (value !== values[count - 1]) values[count++] = value;
  }
  list.length = count;
}
