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
  /** Of each child: the fields that hold its words, by place among the candidates. */
  private childFields: Int32Array[] = [];

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

  prepare(candidates: DocList, fields: Int32Array): void {
    const own = new Int32Array(candidates.length);
    this.childFields = this.children.map((child) => {
      const held = fields.slice(0, candidates.length);
      child.prepare(candidates, held);
      for (let place = 0; place < held.length; place++) own[place] = (own[place] ?? 0) | (held[place] ?? 0);
      return held;
    });
    fields.set(own);
  }

  exists(place: number, fields: number): boolean {
    return this.children.some((child, index) => {
      const own = fields & (this.childFields[index]?.[place] ?? 0);
      return own !== 0 && child.exists(place, own);
    });
  }

  find(place: number, fields: number): ExtentList {
    const { extents } = this;
    extents.length = 0;
    for (const [child, held] of this.childFields.entries()) {
      const own = fields & (held[place] ?? 0);
      const found = own === 0 ? undefined : this.children[child]?.find(place, own);
      if (!found) continue;
      const { starts, ends, length } = found;
      for (let index = 0; index < length; index++) extents.push(starts[index] ?? 0, ends[index] ?? 0);
    }
    extents.sortDistinct();
    return extents;
  }

  begins(place: number, fields: number): PositionList {
    const { starts } = this;
    starts.length = 0;
    const found = this.find(place, fields);
    for (let index = 0; index < found.length; index++) {
      const start = found.starts[index] ?? 0;
      if (starts.length === 0 || starts.values[starts.length - 1] !== start) starts.push(start);
    }
    return starts;
  }
}
