import { fieldShift, PositionList } from '../index/positions.js';
import type { DocList } from './doc-set.js';
import type { PositionContext, SlotPositions } from './slot-positions.js';
import { eachPosting } from './term-docs.js';
import type { Slot } from './term-lookup.js';
import { eachEntry } from './unite-entries.js';

/** Many keys: their positions in a run of candidates are gathered and brought into the order of the documents. */
export class ManyKeyPositions implements SlotPositions {
  private offsets = new Int32Array(1);
  private values = new Int32Array();
  private held = 0;
  private readonly list = new PositionList(16);

  constructor(
    private readonly slot: Slot,
    private readonly context: PositionContext,
  ) {}

  prepare(candidates: DocList, fields: Int32Array): void {
    const { segment, wanted, stop } = this.context;
    stop.hold(-this.held);
    this.held = 0;
    const { docs, length } = candidates;
    const list = new PositionList();
    const places = new PositionList();
    eachEntry(segment, this.slot.entries, (postings) => {
      const before = list.length;
      let place = 0;
      eachPosting(postings, candidates, stop, (reader, index) => {
        const doc = reader.docs[index] ?? 0;
        while ((docs[place] ?? 0) < doc) place++;
        if (fields[place] === 0) return;
        reader.readPositions(index, wanted, list);
        while (places.length < list.length) places.push(place);
      });
      // Two lists that grow by doubling, and the sorted one.
      const grown = (list.length - before) * 16;
      this.held += grown;
      stop.hold(grown);
    });
    this.arrange(list, places, length);
    for (let place = 0; place < length; place++) {
      let own = 0;
      const end = this.offsets[place + 1] ?? 0;
      for (let index = this.offsets[place] ?? 0; index < end; index++)
        own |= 1 << ((this.values[index] ?? 0) >>> fieldShift);
      fields[place] = (fields[place] ?? 0) & own;
    }
  }

  /** Brings positions that were found key by key into the order of the places of their documents. */
  private arrange(list: PositionList, places: PositionList, length: number): void {
    const offsets = new Int32Array(length + 1);
    for (let index = 0; index < places.length; index++) {
      const place = (places.values[index] ?? 0) + 1;
      offsets[place] = (offsets[place] ?? 0) + 1;
    }
    for (let place = 0; place < length; place++) offsets[place + 1] = (offsets[place + 1] ?? 0) + (offsets[place] ?? 0);
    const next = offsets.slice();
    const values = new Int32Array(list.length);
    for (let index = 0; index < list.length; index++) {
      const place = places.values[index] ?? 0;
      values[next[place] ?? 0] = list.values[index] ?? 0;
      next[place] = (next[place] ?? 0) + 1;
    }
    this.offsets = offsets;
    this.values = values;
  }

  read(place: number, fields: number): PositionList {
    const { list, offsets, values } = this;
    const start = offsets[place] ?? 0;
    const end = offsets[place + 1] ?? 0;
    list.length = 0;
    list.ensure(end - start);
    for (let index = start; index < end; index++) {
      const position = values[index] ?? 0;
      if ((fields >>> (position >>> fieldShift)) & 1) list.values[list.length++] = position;
    }
    sortFew(list.values, list.length);
    return list;
  }
}

function sortFew(values: Int32Array, length: number): void {
  if (length > 24) {
    values.subarray(0, length).sort();
    return;
  }
  for (let index = 1; index < length; index++) {
    const value = values[index] ?? 0;
    let at = index;
    for (; at > 0 && (values[at - 1] ?? 0) > value; at--) values[at] = values[at - 1] ?? 0;
    values[at] = value;
  }
}
