import { ByteCursor } from './byte-sink.js';
import { readMask } from './field-mask.js';
import { blockFlags, blockSize } from './postings.js';
import { type PositionList, readPositions, skipPositions } from './positions.js';

/** The postings bytes of one term with more than one document, or the single posting that its dictionary entry carries. */
export interface PostingsSource {
  count: number;
  withPositions: boolean;
  bytes?: Uint8Array;
  /** Where the postings start in `bytes`. */
  at?: number;
  single?: { doc: number; mask: number; frequency: number };
  /** Reads bytes of the term's positions, and their number. */
  positions?: (offset: number, length: number) => Uint8Array;
  positionsLength?: number;
}

const noBytes: Uint8Array = new Uint8Array();
/** Bytes of positions that are read at once. */
const positionsAhead = 1 << 15;

/** Walks the postings of one term block by block (layout in postings.ts). Masks and frequencies are decoded on demand. */
export class PostingsReader {
  count = 0;
  blockCount = 1;
  /** Last ordinal of each block. */
  lasts = new Int32Array(8);
  /** Documents of the loaded block. */
  readonly docs = new Int32Array(blockSize);
  readonly masks = new Int32Array(blockSize);
  readonly frequencies = new Int32Array(blockSize);
  /** Number of documents in the loaded block. */
  filled = 0;
  block = -1;
  /** Bounds for ranking, by block, when there is more than one block and positions: largest frequency and smallest norm. */
  largest = new Int32Array(8);
  smallestNorms = new Uint8Array(8);
  private offsets = new Int32Array(8);
  private positionOffsets = new Float64Array(8);
  private readonly cursor = new ByteCursor(new Uint8Array());
  private source: PostingsSource = { count: 0, withPositions: false };
  private withPositions = false;
  private flags = 0;
  private decoded = 0;
  private readonly positionCursor = new ByteCursor(noBytes);
  /** Whether the cursor stands in the loaded block, at the document `positionIndex`. */
  private isAtPositions = false;
  /** Window of the positions that was read last, and where it begins among those of the term. */
  private positionWindow = noBytes;
  private windowStart = 0;
  private positionIndex = 0;

  /** Starts over on another term; one reader serves thousands of terms without new arrays. */
  open(source: PostingsSource): this {
    this.source = source;
    this.count = source.count;
    this.withPositions = source.withPositions;
    this.block = -1;
    this.filled = 0;
    this.isAtPositions = false;
    this.positionWindow = noBytes;
    this.blockCount = Math.max(1, Math.ceil(source.count / blockSize));
    if (this.lasts.length < this.blockCount) {
      this.lasts = new Int32Array(this.blockCount);
      this.largest = new Int32Array(this.blockCount);
      this.smallestNorms = new Uint8Array(this.blockCount);
      this.offsets = new Int32Array(this.blockCount);
      this.positionOffsets = new Float64Array(this.blockCount);
    }
    this.cursor.bytes = source.bytes ?? noBytes;
    this.cursor.at = source.at ?? 0;
    this.offsets[0] = this.cursor.at;
    this.positionOffsets[0] = 0;
    if (source.single) this.lasts[0] = source.single.doc;
    else if (this.blockCount === 1) this.lasts[0] = 0x7fffffff;
    else this.readSkips();
    return this;
  }

  private readSkips(): void {
    const { cursor } = this;
    let last = -1;
    let offset = 0;
    let positionOffset = 0;
    for (let block = 0; block < this.blockCount; block++) {
      last += cursor.varint();
      this.lasts[block] = last;
      this.offsets[block] = offset;
      this.positionOffsets[block] = positionOffset;
      offset += cursor.varint();
      if (this.withPositions) {
        positionOffset += cursor.varint();
        this.largest[block] = cursor.varint();
        this.smallestNorms[block] = cursor.byte();
      }
    }
    for (let block = 0; block < this.blockCount; block++) this.offsets[block] = (this.offsets[block] ?? 0) + cursor.at;
  }

  /**
   * Number of documents of a block that stand in one of the `wanted` fields; decodes no more than it must. The block is not loaded afterwards.
   */
  countWanted(block: number, wanted: number): number {
    const { single } = this.source;
    if (single) return (single.mask & wanted) === 0 ? 0 : 1;
    const { cursor } = this;
    const filled = block === this.blockCount - 1 ? this.count - block * blockSize : blockSize;
    cursor.at = this.offsets[block] ?? 0;
    this.block = -1;
    const flags = cursor.byte();
    if (flags & blockFlags.byteDeltas) cursor.at += filled;
    else for (let index = 0; index < filled; index++) cursor.varint();
    if (flags & blockFlags.sameMask) return (readMask(cursor) & wanted) === 0 ? 0 : filled;
    let count = 0;
    const { bytes } = cursor;
    let { at } = cursor;
    for (let index = 0; index < filled; index++) {
      const first = bytes[at] ?? 0;
      if (first < 0x80) {
        at++;
        if ((first & wanted) !== 0) count++;
      } else {
        cursor.at = at;
        if ((readMask(cursor) & wanted) !== 0) count++;
        ({ at } = cursor);
      }
    }
    return count;
  }

  /** Decodes the documents of a block. */
  load(block: number): void {
    if (block === this.block) return;
    this.block = block;
    this.decoded = 0;
    this.isAtPositions = false;
    const { single } = this.source;
    if (single) {
      this.filled = 1;
      this.docs[0] = single.doc;
      this.masks[0] = single.mask;
      this.frequencies[0] = single.frequency;
      this.decoded = 2;
      return;
    }
    const { cursor, docs } = this;
    const filled = block === this.blockCount - 1 ? this.count - block * blockSize : blockSize;
    this.filled = filled;
    cursor.at = this.offsets[block] ?? 0;
    this.flags = cursor.byte();
    let doc = block === 0 ? -1 : (this.lasts[block - 1] ?? 0);
    if (this.flags & blockFlags.byteDeltas) {
      const { bytes, at } = cursor;
      for (let index = 0; index < filled; index++) {
        doc += bytes[at + index] ?? 0;
        docs[index] = doc;
      }
      cursor.at = at + filled;
    } else {
      for (let index = 0; index < filled; index++) {
        doc += cursor.varint();
        docs[index] = doc;
      }
    }
  }

  /** Decodes the masks of the loaded block. */
  loadMasks(): void {
    if (this.decoded >= 1) return;
    this.decoded = 1;
    const { cursor, masks, filled } = this;
    if (this.flags & blockFlags.sameMask) masks.fill(readMask(cursor), 0, filled);
    else for (let index = 0; index < filled; index++) masks[index] = readMask(cursor);
  }

  /** Decodes the frequencies of the loaded block. */
  loadFrequencies(): void {
    if (this.decoded >= 2) return;
    this.loadMasks();
    this.decoded = 2;
    const { cursor, frequencies, filled } = this;
    if (this.flags & blockFlags.allOnce) frequencies.fill(1, 0, filled);
    else for (let index = 0; index < filled; index++) frequencies[index] = cursor.varint();
  }

  /** First block at or after `from` that may hold `doc`; blockCount when none does. */
  findBlock(doc: number, from: number): number {
    const { lasts, blockCount } = this;
    let step = 1;
    let low = from;
    while (low + step < blockCount && (lasts[low + step] ?? 0) < doc) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step, blockCount - 1);
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((lasts[middle] ?? 0) < doc) low = middle + 1;
      else high = middle;
    }
    return low < blockCount && (lasts[low] ?? 0) >= doc ? low : blockCount;
  }

  /** Neighbouring blocks share one read of the file; a term whose blocks are far apart does not drag in all that lies between. */
  private findPositions(): void {
    const { positions, positionsLength = 0 } = this.source;
    const start = this.positionOffsets[this.block] ?? 0;
    const end = this.block + 1 < this.blockCount ? (this.positionOffsets[this.block + 1] ?? 0) : positionsLength;
    if (start < this.windowStart || end > this.windowStart + this.positionWindow.length) {
      const length = Math.min(Math.max(end - start, positionsAhead), positionsLength - start);
      this.positionWindow = positions?.(start, length) ?? noBytes;
      this.windowStart = start;
    }
    this.positionCursor.bytes = this.positionWindow;
    this.positionCursor.at = start - this.windowStart;
    this.positionIndex = 0;
    this.isAtPositions = true;
  }

  /** Appends the positions of the loaded block's document `index` in the `wanted` fields. Indexes of one block must not descend. */
  readPositions(index: number, wanted: number, out: PositionList): void {
    this.loadFrequencies();
    if (!this.isAtPositions) this.findPositions();
    const cursor = this.positionCursor;
    const { masks, frequencies } = this;
    while (this.positionIndex < index) {
      skipPositions(cursor, masks[this.positionIndex] ?? 0, frequencies[this.positionIndex] ?? 0);
      this.positionIndex++;
    }
    readPositions(cursor, masks[index] ?? 0, frequencies[index] ?? 0, wanted, out);
    this.positionIndex = index + 1;
  }
}
