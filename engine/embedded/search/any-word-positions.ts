import { PositionList } from '../index/positions.js';
import { type DocList, noDocs } from './doc-set.js';
import type { PositionContext, SlotPositions } from './slot-positions.js';

/** Every word of the document. */
export class AnyWordPositions implements SlotPositions {
  private readonly list = new PositionList(256);
  private candidates = noDocs;

  constructor(private readonly context: PositionContext) {}

  prepare(candidates: DocList): void {
    // Any field may hold a word.
    this.candidates = candidates;
  }

  read(place: number, fields: number): PositionList {
    const { list } = this;
    const { parts } = this.context;
    list.length = 0;
    parts.open(this.candidates.docs[place] ?? 0);
    parts.eachRun(fields, (first, last) => {
      for (let position = first; position <= last; position++) list.push(position);
    });
    return list;
  }
}
