import { fieldShift, PositionList, positionMask } from '../index/positions.js';
import { type DocList, noDocs } from './doc-set.js';
import { ExtentList } from './extent-list.js';
import type { OccurrenceFinder } from './occurrences.js';
import { openSlot, type PositionContext, type SlotPositions } from './slot-positions.js';
import { matchEntry, uniteEntries } from './term-docs.js';
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
    let found = within;
    for (const { entries, isHint, size } of this.keyed) {
      // A hint costs reading: only one that is rarer than all others spares more than it costs.
      if (isHint && size >= least) continue;
      const [only] = entries;
      if (!only) return noDocs;
      found =
        entries.length === 1
          ? matchEntry(segment, only, wanted, found, false, stop)
          : uniteEntries(segment, entries, wanted, found, stop);
      if (found.length === 0) return noDocs;
      // What is not gathered for all candidates is sought for each: reading its documents twice would gain nothing.
      if (this.gathered === 0) break;
    }
    return found ?? { docs: segment.allDocs(), length: segment.documents };
  }

  prepare(candidates: DocList): void {
    for (const { positions } of this.readers) positions.prepare(candidates);
  }

  holds(doc: number): boolean {
    const { readers } = this;
    for (let place = 0; place < readers.length; place++) if (readers[place]?.positions.seek(doc) !== true) return false;
    return readers.length > 0;
  }

  /** Positions of the first word. */
  begins(doc: number): PositionList {
    return this.join(doc, false);
  }

  exists(doc: number): boolean {
    return this.join(doc, true).length > 0;
  }

  find(doc: number): ExtentList {
    const { extents, span } = this;
    const { values, length } = this.join(doc, false);
    extents.length = 0;
    for (let index = 0; index < length; index++) {
      const start = values[index] ?? 0;
      extents.push(start, start + span - 1);
    }
    return extents;
  }

  private join(doc: number, isOneEnough: boolean): PositionList {
    const { readers, found, anyAt } = this;
    const [first] = readers;
    found.length = 0;
    if (!first) return found;
    this.context.parts.open(doc);
    const list = first.positions.read();
    // One slot that begins the words is their list.
    if (readers.length === 1 && first.offset === 0 && anyAt.length === 0) return list;
    found.ensure(list.length);
    for (let index = 0; index < list.length; index++) {
      const position = list.values[index] ?? 0;
      // Words must not begin before their field does.
      if ((position & positionMask) >= first.offset) found.values[found.length++] = position - first.offset;
    }
    for (let place = 1; place < readers.length && found.length > 0; place++) {
      const reader = readers[place];
      if (!reader) break;
      const isLast = isOneEnough && anyAt.length === 0 && place === readers.length - 1;
      keepFollowed(found, reader.positions.read(), reader.offset, isLast);
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
