import type { PositionNode } from '../../../query/tree.js';
import type { PositionList } from '../index/positions.js';
import type { ExtentList } from './extent-list.js';
import type { OccurrenceFinder } from './occurrences.js';
import type { PositionContext } from './slot-positions.js';
import { TwoSidedFinder } from './two-sided-finder.js';

type DistanceNode = Extract<PositionNode, { kind: 'distance' }>;

/** Two things one behind the other in one sentence, at most so many positions apart. */
export class DistanceFinder extends TwoSidedFinder {
  constructor(
    private readonly node: DistanceNode,
    left: OccurrenceFinder,
    right: OccurrenceFinder,
    context: PositionContext,
  ) {
    super(left, right, context);
  }

  /** Reads both sides; false when no two of them are near each other. */
  private readNear(place: number, fields: number): boolean {
    if (!this.read(place, fields)) return false;
    const { lefts, rights, node } = this;
    return !lefts.isOfWords || !rights.isOfWords || areNear(lefts, rights, node.distance, node.isOrdered);
  }

  exists(place: number, fields: number): boolean {
    if (!this.readNear(place, fields)) return false;
    const { lefts, rights } = this;
    return this.hasFollower(lefts, rights) || (!this.node.isOrdered && this.hasFollower(rights, lefts));
  }

  private hasFollower(before: ExtentList, behind: ExtentList): boolean {
    for (let index = 0; index < before.length; index++)
      if (this.findFollower(before, index, behind, firstBehind(behind, before.ends[index] ?? 0)) >= 0) return true;
    return false;
  }

  find(place: number, fields: number): ExtentList {
    const { extents } = this;
    extents.length = 0;
    if (!this.readNear(place, fields)) return extents;
    const { lefts, rights } = this;
    this.addExtents(lefts, rights);
    if (!this.node.isOrdered) this.addExtents(rights, lefts);
    extents.sortDistinct();
    return extents;
  }

  private addExtents(before: ExtentList, behind: ExtentList): void {
    for (let index = 0; index < before.length; index++) {
      let at = this.findFollower(before, index, behind, firstBehind(behind, before.ends[index] ?? 0));
      for (; at >= 0; at = this.findFollower(before, index, behind, at + 1))
        this.extents.push(before.starts[index] ?? 0, behind.ends[at] ?? 0);
    }
  }

  begins(place: number, fields: number): PositionList {
    const { starts } = this;
    starts.length = 0;
    if (!this.readNear(place, fields)) return starts;
    const { lefts, rights } = this;
    this.addBegins(lefts, rights);
    if (!this.node.isOrdered) this.addBegins(rights, lefts);
    sortDistinct(starts);
    return starts;
  }

  private addBegins(before: ExtentList, behind: ExtentList): void {
    for (let index = 0; index < before.length; index++)
      if (this.findFollower(before, index, behind, firstBehind(behind, before.ends[index] ?? 0)) >= 0)
        this.starts.push(before.starts[index] ?? 0);
  }

  /** Place of the next of the others, from `from` on, that begins 1 to `distance` positions behind the end of the extent, in its sentence; or -1. */
  private findFollower(before: ExtentList, index: number, behind: ExtentList, from: number): number {
    const latest = (before.ends[index] ?? 0) + this.node.distance;
    let sentenceEnd = -1;
    for (let at = from; at < behind.length; at++) {
      const start = behind.starts[at] ?? 0;
      if (start > latest) return -1;
      if (sentenceEnd < 0) sentenceEnd = this.context.parts.endOf('sentence', before.starts[index] ?? 0, 1);
      // What begins behind the sentence cannot end in it.
      if (start >= sentenceEnd) return -1;
      if ((behind.ends[at] ?? 0) < sentenceEnd) return at;
    }
    return -1;
  }
}

/** Whether a word of one side stands at most so many positions from one of the other, sentences aside: both are walked once. */
function areNear(lefts: ExtentList, rights: ExtentList, distance: number, isOrdered: boolean): boolean {
  const left = lefts.starts;
  const right = rights.starts;
  let at = 0;
  let other = 0;
  while (at < lefts.length && other < rights.length) {
    const gap = (right[other] ?? 0) - (left[at] ?? 0);
    if (gap > 0) {
      if (gap <= distance) return true;
      at++;
    } else {
      // The same word may have another one near it.
      if (gap === 0 || (!isOrdered && -gap <= distance)) return true;
      other++;
    }
  }
  return false;
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
  if (!isAscending(values, length)) values.subarray(0, length).sort();
  let count = 1;
  for (let index = 1; index < length; index++) {
    const value = values[index] ?? 0;
    if (value !== values[count - 1]) values[count++] = value;
  }
  list.length = count;
}

function isAscending(values: Int32Array, length: number): boolean {
  for (let index = 1; index < length; index++) if ((values[index] ?? 0) < (values[index - 1] ?? 0)) return false;
  return true;
}
