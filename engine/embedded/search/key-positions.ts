import type { TermEntry } from '../index/dictionary-reader.js';
import { PositionList } from '../index/positions.js';
import { blockSize } from '../index/postings.js';
import { PostingsReader } from '../index/postings-reader.js';
import { type DocList, noDocs } from './doc-set.js';
import type { StopSignal } from './query-context.js';
import type { PositionContext, SlotPositions } from './slot-positions.js';

/** Readers of a text leaf: a thread works on one leaf at a time, and the next one takes them over. */
const pool: PostingsReader[] = [];
let taken = 0;

/** The readers that were taken are free again: nothing of the leaf before is read any more. */
export function freeReaders(): void {
  taken = 0;
}

function takeReader(): PostingsReader {
  const reader = (pool[taken] ??= new PostingsReader());
  taken++;
  return reader;
}

/** One key. Its postings are opened once: for the list of its documents, then for the positions in those that are left. */
export class KeyPositions implements SlotPositions {
  private readonly postings: PostingsReader;
  private readonly list = new PositionList(16);
  private readonly wanted: number;
  private readonly stop: StopSignal;
  /** Number of the posting of each candidate among those of the key. */
  private numbers = new Int32Array();
  /** All documents, when they were listed: the candidates are then known. */
  private listed: DocList = noDocs;
  private masks = new Int32Array();

  constructor(entry: TermEntry, { segment, wanted, stop }: PositionContext) {
    this.postings = takeReader().open(segment.postings(entry));
    this.wanted = wanted;
    this.stop = stop;
  }

  /** Documents of `within` (all when absent) that hold the key in a wanted field. */
  documents(within: DocList | undefined): DocList {
    const { postings, wanted, stop } = this;
    if (within) return this.documentsWithin(within);
    const docs = new Int32Array(postings.count);
    const numbers = (this.numbers = new Int32Array(postings.count));
    const masks = (this.masks = new Int32Array(postings.count));
    let length = 0;
    for (let block = 0; block < postings.blockCount; block++) {
      postings.load(block);
      postings.loadMasks();
      const { filled } = postings;
      stop.check(filled);
      for (let index = 0; index < filled; index++) {
        const mask = (postings.masks[index] ?? 0) & wanted;
        if (mask === 0) continue;
        masks[length] = mask;
        numbers[length] = block * blockSize + index;
        docs[length++] = postings.docs[index] ?? 0;
      }
    }
    return (this.listed = { docs, length });
  }

  private documentsWithin(within: DocList): DocList {
    const fields = new Int32Array(within.length).fill(this.wanted);
    this.prepare(within, fields);
    const { numbers } = this;
    const docs = new Int32Array(within.length);
    let length = 0;
    for (let place = 0; place < within.length; place++) {
      const mask = fields[place] ?? 0;
      if (mask === 0) continue;
      fields[length] = mask;
      numbers[length] = numbers[place] ?? 0;
      docs[length++] = within.docs[place] ?? 0;
    }
    this.masks = fields;
    return (this.listed = { docs, length });
  }

  prepare({ docs, length }: DocList, fields: Int32Array): void {
    const { listed, masks } = this;
    if (docs.buffer === listed.docs.buffer && length === listed.length) {
      for (let place = 0; place < length; place++) fields[place] = (fields[place] ?? 0) & (masks[place] ?? 0);
      return;
    }
    this.listed = noDocs;
    if (this.numbers.length < length) this.numbers = new Int32Array(length);
    this.intersect(docs, length, fields);
  }

  /** The hottest loop of a distance: no calls. */
  private intersect(docs: Int32Array, length: number, fields: Int32Array): void {
    const { postings, wanted, stop, numbers } = this;
    const { docs: held, masks } = postings;
    let place = 0;
    let block = 0;
    for (; ; block++) {
      // Candidates that others have taken out are not looked for.
      while (place < length && fields[place] === 0) place++;
      if (place >= length) return;
      block = block < postings.blockCount ? postings.findBlock(docs[place] ?? 0, block) : block;
      if (block >= postings.blockCount) break;
      postings.load(block);
      postings.loadMasks();
      const { filled } = postings;
      const last = postings.lasts[block] ?? 0;
      stop.check(filled);
      let index = 0;
      for (; place < length; place++) {
        const doc = docs[place] ?? 0;
        if (doc > last) break;
        while (index < filled && (held[index] ?? 0) < doc) index++;
        if (index < filled && held[index] === doc) {
          fields[place] = (fields[place] ?? 0) & (masks[index] ?? 0) & wanted;
          numbers[place] = block * blockSize + index;
        } else fields[place] = 0;
      }
    }
    fields.fill(0, place, length);
  }

  read(place: number, fields: number): PositionList {
    const { list, postings } = this;
    const number = this.numbers[place] ?? 0;
    list.length = 0;
    postings.enter(number >>> blockShift);
    postings.readPositions(number & (blockSize - 1), fields, list);
    return list;
  }
}

const blockShift = Math.log2(blockSize);
