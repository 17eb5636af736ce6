import { fieldShift, PositionList } from '../index/positions.js';
import { PostingsReader, type PostingsSource } from '../index/postings-reader.js';
import type { SegmentReader } from '../index/segment-reader.js';
import { type DocList, noDocs } from './doc-set.js';
import type { DocumentParts } from './document-parts.js';
import type { StopSignal } from './query-context.js';
import { eachPosting } from './term-docs.js';
import { eachEntry } from './unite-entries.js';
import type { Slot } from './term-lookup.js';

/** Positions of what stands in one slot, document by document. */
export interface SlotPositions {
  /** Says which documents are read next, ascending; each of these at most once. */
  prepare(candidates: DocList): void;
  /** Goes to the document; gives the mask of the wanted fields in which it holds the slot. */
  seek(doc: number): number;
  /** Ascending positions in some of these fields of the document that was sought; the list is used again for the next one. */
  read(fields: number): PositionList;
}

/** What a list of occurrences needs to know of its segment and query. */
export interface PositionContext {
  segment: SegmentReader;
  parts: DocumentParts;
  /** Mask of the fields. */
  wanted: number;
  stop: StopSignal;
}

/** @param source postings of a slot of one key */
export function openSlot(slot: Slot, source: PostingsSource | undefined, context: PositionContext): SlotPositions {
  if (slot.isAny) return new AnyWordPositions(context);
  return source ? new KeyPositions(source, context) : new ManyKeyPositions(slot, context);
}

/** One key: positions are read where the document's postings stand. */
class KeyPositions implements SlotPositions {
  private readonly postings: PostingsReader;
  private readonly list = new PositionList(16);
  private readonly wanted: number;
  private index = 0;

  constructor(source: PostingsSource, { wanted }: PositionContext) {
    this.postings = new PostingsReader().open(source);
    this.wanted = wanted;
  }

  prepare(): void {
    // Documents ascend over all calls: the reader goes on where it stands.
  }

  seek(doc: number): number {
    const { postings } = this;
    if (postings.block < 0 || (postings.lasts[postings.block] ?? 0) < doc) {
      const block = postings.findBlock(doc, Math.max(0, postings.block));
      if (block >= postings.blockCount) return 0;
      postings.load(block);
      this.index = 0;
    }
    const { docs, filled } = postings;
    let { index } = this;
    while (index < filled && (docs[index] ?? 0) < doc) index++;
    this.index = index;
    if (index >= filled || docs[index] !== doc) return 0;
    postings.loadMasks();
    return (postings.masks[index] ?? 0) & this.wanted;
  }

  read(fields: number): PositionList {
    const { list } = this;
    list.length = 0;
    this.postings.readPositions(this.index, fields, list);
    return list;
  }
}

/** Many keys: their positions in a run of candidates are gathered and brought into the order of the documents. */
class ManyKeyPositions implements SlotPositions {
  private candidates = noDocs;
  private offsets = new Int32Array(1);
  private values = new Int32Array();
  private place = 0;
  private held = 0;
  private readonly list = new PositionList(16);

  constructor(
    private readonly slot: Slot,
    private readonly context: PositionContext,
  ) {}

  prepare(candidates: DocList): void {
    const { segment, wanted, stop } = this.context;
    stop.hold(-this.held);
    this.held = 0;
    this.candidates = candidates;
    this.place = 0;
    const { docs, length } = candidates;
    const list = new PositionList();
    const places = new PositionList();
    eachEntry(segment, this.slot.entries, (postings) => {
      const before = list.length;
      let place = 0;
      eachPosting(postings, candidates, stop, (reader, index) => {
        const doc = reader.docs[index] ?? 0;
        while ((docs[place] ?? 0) < doc) place++;
        reader.readPositions(index, wanted, list);
        while (places.length < list.length) places.push(place);
      });
      // Two lists that grow by doubling, and the sorted one.
      const grown = (list.length - before) * 16;
      this.held += grown;
      stop.hold(grown);
    });
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

  seek(doc: number): number {
    const { docs, length } = this.candidates;
    let { place } = this;
    while (place < length && (docs[place] ?? 0) < doc) place++;
    this.place = place;
    let fields = 0;
    if (place >= length || docs[place] !== doc) return fields;
    const end = this.offsets[place + 1] ?? 0;
    for (let index = this.offsets[place] ?? 0; index < end; index++)
      fields |= 1 << ((this.values[index] ?? 0) >>> fieldShift);
    return fields;
  }

  read(fields: number): PositionList {
    const { list, offsets, values, place } = this;
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

/** Every word of the document. */
class AnyWordPositions implements SlotPositions {
  private readonly list = new PositionList(256);

  constructor(private readonly context: PositionContext) {}

  prepare(): void {
    // Nothing is read ahead.
  }

  seek(doc: number): number {
    this.context.parts.open(doc);
    return this.context.wanted;
  }

  read(fields: number): PositionList {
    const { list } = this;
    list.length = 0;
    this.context.parts.eachRun(fields, (first, last) => {
      for (let position = first; position <= last; position++) list.push(position);
    });
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
