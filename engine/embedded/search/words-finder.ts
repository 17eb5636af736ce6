import { fieldShift, PositionList, positionMask } from '../index/positions.js';
import { type DocList, noDocs } from './doc-set.js';
import { ExtentList } from './extent-list.js';
import { KeyPositions } from './key-positions.js';
import type { OccurrenceFinder } from './occurrences.js';
import { openSlot, type PositionContext, type SlotPositions } from './slot-positions.js';
import { matchEntry } from './term-docs.js';
import { uniteEntries } from './unite-entries.js';
import type { Slot } from './term-lookup.js';

/** Words on consecutive positions: slots of keys, rarest first. */
export class WordsFinder implements OccurrenceFinder {
  readonly size: number;
  readonly gathered: number;
  /** Those with keys, by size. */
  private readonly keyed: Slot[];
  /** Offsets at which any word must stand. */
  private readonly anyAt: number[];
  private readonly readers: { offset: number; positions: SlotPositions }[];
  private candidateDocs: Int32Array = new Int32Array();
  private readonly found = new PositionList(16);
  private readonly extents: ExtentList;

  /** @param span words from the first to the last */
  constructor(
    slots: readonly Slot[],
    private readonly span: number,
    private readonly context: PositionContext,
  ) {
    this.keyed = slots.filter(({ isAny }) => !isAny).sort((a, b) => a.size - b.size);
    const read = this.keyed.filter(({ isHint }) => !isHint);
    this.anyAt = slots.filter(({ isAny }) => isAny).map(({ offset }) => offset);
    this.size = this.keyed[0]?.size ?? context.segment.documents;
    this.gathered = read.reduce(
      (sum, { entries }) =>
        entries.length < 2 ? sum : entries.reduce((part, { positionsLength }) => part + positionsLength, sum),
      0,
    );
    const isEmpty = this.size === 0;
    const first = slots.find(({ isAny }) => isAny);
    this.readers = isEmpty
      ? []
      : (read.length > 0 ? read : first ? [first] : []).map((slot) => ({
          offset: slot.offset,
          positions: openSlot(slot, context),
        }));
    this.extents = new ExtentList(context.stop);
  }

  candidates(within: DocList | undefined): DocList {
    const { segment, wanted, stop } = this.context;
    if (this.size === 0) return noDocs;
    const least = this.keyed.find(({ isHint }) => !isHint)?.size ?? 0;
    const rarest = this.readers[0]?.positions;
    let found = within;
    for (const slot of this.keyed) {
      const { entries, isHint, size } = slot;
      // A hint costs reading: only one that is rarer than all others spares more than it costs.
      if (isHint && size >= least) continue;
      // What is not gathered for all candidates is sought for each: reading its documents twice would gain nothing.
      const isLast = !isHint && this.gathered === 0;
      if (isLast && rarest instanceof KeyPositions) return rarest.documents(found);
      const [entry] = entries;
      found =
        entry && entries.length === 1
          ? matchEntry(segment.postings(entry), wanted, found, false, stop)
          : uniteEntries(segment, entries, wanted, found, stop);
      if (found.length === 0) return noDocs;
      if (isLast) break;
    }
    return found ?? { docs: segment.allDocs(), length: segment.documents };
  }

  prepare(candidates: DocList, fields: Int32Array): void {
    this.candidateDocs = candidates.docs;
    if (this.readers.length === 0) fields.fill(0);
    for (let place = 0; place < candidates.length; place++) fields[place] = (fields[place] ?? 0) & this.context.wanted;
    for (const { positions } of this.readers) positions.prepare(candidates, fields);
  }

  /** Positions of the first word. */
  begins(place: number, fields: number): PositionList {
    return this.join(place, fields, false);
  }

  exists(place: number, fields: number): boolean {
    return this.join(place, fields, true).length > 0;
  }

  find(place: number, fields: number): ExtentList {
    const { extents, span } = this;
    const { values, length } = this.join(place, fields, false);
    if (span === 1) {
      extents.share(values, length);
      return extents;
    }
    extents.length = 0;
    for (let index = 0; index < length; index++) {
      const start = values[index] ?? 0;
      extents.push(start, start + span - 1);
    }
    return extents;
  }

  private join(place: number, fields: number, isOneEnough: boolean): PositionList {
    const { readers, found, anyAt } = this;
    const [first] = readers;
    found.length = 0;
    if (!first) return found;
    this.context.parts.open(this.candidateDocs[place] ?? 0);
    const list = first.positions.read(place, fields);
    // One slot that begins the words is their list.
    if (readers.length === 1 && first.offset === 0 && anyAt.length === 0) return list;
    found.ensure(list.length);
    for (let index = 0; index < list.length; index++) {
      const position = list.values[index] ?? 0;
      // Words must not begin before their field does.
      if ((position & positionMask) >= first.offset) found.values[found.length++] = position - first.offset;
    }
    for (let next = 1; next < readers.length && found.length > 0; next++) {
      const reader = readers[next];
      if (!reader) break;
      const isLast = isOneEnough && anyAt.length === 0 && next === readers.length - 1;
      keepFollowed(found, reader.positions.read(place, fields), reader.offset, isLast);
    }
    if (anyAt.length > 0) this.keepWhole(isOneEnough);
    return found;
  }

  /** Drops the starts with no word at one of the `anyAt`. */
  private keepWhole(isOneEnough: boolean): void {
    const { found, anyAt } = this;
    const { parts } = this.context;
    let kept = 0;
    for (let index = 0; index < found.length; index++) {
      const start = found.values[index] ?? 0;
      const end = start + this.span - 1;
      // Beyond the last position that a field can have.
      if (end >>> fieldShift !== start >>> fieldShift) continue;
      let isWhole = true;
      for (const offset of anyAt) if (!parts.holdsWord(start + offset)) isWhole = false;
      if (isWhole) found.values[kept++] = start;
      if (isOneEnough && kept > 0) break;
    }
    found.length = kept;
  }
}

/** Keeps the starts that have one of the positions `offset` behind them. */
function keepFollowed(starts: PositionList, list: PositionList, offset: number, isOneEnough: boolean): void {
  const left = starts.values;
  const right = list.values;
  let kept = 0;
  let at = 0;
  for (let index = 0; index < starts.length; index++) {
    const start = left[index] ?? 0;
    const wanted = start + offset;
    while (at < list.length && (right[at] ?? 0) < wanted) at++;
    if (at >= list.length) break;
    if (right[at] !== wanted) continue;
    left[kept++] = start;
    if (isOneEnough) break;
  }
  starts.length = kept;
}
