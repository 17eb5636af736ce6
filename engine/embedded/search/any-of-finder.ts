import { PositionList } from '../index/positions.js';
import { BitSet, type DocList, noDocs } from './doc-set.js';
import { ExtentList } from './extent-list.js';
import type { OccurrenceFinder } from './occurrences.js';
import type { PositionContext } from './slot-positions.js';

/** The occurrences of all children; equal ones are one. */
export class AnyOfFinder implements OccurrenceFinder {
  readonly size: number;
  readonly gathered: number;
  private readonly extents: ExtentList;
  private readonly starts = new PositionList(16);
  /** Children whose words the document holds. */
  private readonly holding: OccurrenceFinder[] = [];

  constructor(
    private readonly children: readonly OccurrenceFinder[],
    private readonly context: PositionContext,
  ) {
    this.size = children.reduce((sum, { size }) => sum + size, 0);
    this.gathered = children.reduce((sum, { gathered }) => sum + gathered, 0);
    this.extents = new ExtentList(context.stop);
  }

  candidates(within: DocList | undefined): DocList {
    if (this.size === 0) return noDocs;
    const bits = new BitSet(this.context.segment.documents);
    for (const child of this.children) bits.addAll(child.candidates(within));
    return bits.toList();
  }

  prepare(candidates: DocList): void {
    for (const child of this.children) child.prepare(candidates);
  }

  holds(doc: number): number {
    const { holding } = this;
    holding.length = 0;
    let fields = 0;
    for (const child of this.children) {
      const own = child.holds(doc);
      if (own !== 0) holding.push(child);
      fields |= own;
    }
    return fields;
  }

  exists(doc: number, fields: number): boolean {
    return this.holding.some((child) => child.exists(doc, fields));
  }

  find(doc: number, fields: number): ExtentList {
    const { extents } = this;
    extents.length = 0;
    for (const child of this.holding) {
      const { starts, ends, length } = child.find(doc, fields);
      for (let index = 0; index < length; index++) extents.push(starts[index] ?? 0, ends[index] ?? 0);
    }
    extents.sortDistinct();
    return extents;
  }

  begins(doc: number, fields: number): PositionList {
    const { starts } = this;
    starts.length = 0;
    const found = this.find(doc, fields);
    for (let index = 0; index < found.length; index++) {
      const start = found.starts[index] ?? 0;
      if (starts.length === 0 || starts.values[starts.length - 1] !== start) starts.push(start);
    }
    return starts;
  }
}
