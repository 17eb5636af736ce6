import { fieldShift, PositionList, positionMask } from '../index/positions.js';
import type { PostingsSource } from '../index/postings-reader.js';
import { type DocList, noDocs } from './doc-set.js';
import { ExtentList } from './extent-list.js';
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
  private readonly sources = new Map<Slot, PostingsSource>();
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
          positions: openSlot(slot, this.sourceOf(slot), context),
        }));
    this.extents = new ExtentList(context.stop);
  }

  /** Postings of a slot of one key: read once, for documents and positions. */
  private sourceOf(slot: Slot): PostingsSource | undefined {
    const [entry] = slot.entries;
    if (!entry || slot.entries.length > 1) return undefined;
    let source = this.sources.get(slot);
    if (!source) this.sources.set(slot, (source = this.context.segment.postings(entry)));
    return source;
  }

  candidates(within: DocList | undefined): DocList {
    const { segment, wanted, stop } = this.context;
    if (this.size === 0) return noDocs;
    const least = this.keyed.find(({ isHint }) => !isHint)?.size ?? 0;
    let found = within;
    for (const slot of this.keyed) {
      const { entries, isHint, size } = slot;
      // A hint costs reading: only one that is rarer than all others spares more than it costs.
      if (isHint && size >= least) continue;
      const source = this.sourceOf(slot);
      found = source
        ? matchEntry(source, wanted, found, false, stop)
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

  holds(doc: number): number {
    const { readers } = this;
    let fields = readers.length > 0 ? this.context.wanted : 0;
    for (let place = 0; place < readers.length && fields !== 0; place++)
      fields &= readers[place]?.positions.seek(doc) ?? 0;
    return fields;
  }

  /** Positions of the first word. */
  begins(doc: number, fields: number): PositionList {
    return this.join(doc, fields, false);
  }

  exists(doc: number, fields: number): boolean {
    return this.join(doc, fields, true).length > 0;
  }

  find(doc: number, fields: number): ExtentList {
    const { extents, span } = this;
    const { values, length } = this.join(doc, fields, false);
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

  private join(doc: number, fields: number, isOneEnough: boolean): PositionList {
    const { readers, found, anyAt } = this;
    const [first] = readers;
    found.length = 0;
    if (!first) return found;
    this.context.parts.open(doc);
    const list = first.positions.read(fields);
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
      keepFollowed(found, reader.positions.read(fields), reader.offset, isLast);
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
