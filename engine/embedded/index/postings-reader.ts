import { bitsAt, packedLength, unpackBits } from './bit-packing.js';
import { ByteCursor } from './byte-sink.js';
import { readMask } from './field-mask.js';
import { PackedPositions } from './packed-positions.js';
import { countsOf, fieldShift, type PositionList, type PositionNumbers } from './positions.js';
import { blockSize, maskWidth } from './postings.js';

/** The postings bytes of one term with more than one document, or the single posting that its dictionary entry carries. */
export interface PostingsSource {
  count: number;
  withPositions: boolean;
  bytes?: Uint8Array;
  /** Where the postings start in `bytes`. */
  at?: number;
  single?: SinglePosting;
  /** Reads bytes of the term's positions, and their number. */
  positions?: (offset: number, length: number) => Uint8Array;
  positionsLength?: number;
}

/** The document of a key that has but one. `position` is the position in the field while `frequency` is 1. */
export interface SinglePosting {
  doc: number;
  mask: number;
  frequency: number;
  position: number;
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
  private decoded = 0;
  /** Masks of the loaded block, and where its packed numbers stand. */
  private readonly kinds = new Int32Array(blockSize);
  private kindCount = 0;
  private frequencyWidth = 0;
  private masksStart = 0;
  /** Whether the positions of the loaded block are open; how many steps and counts of them stand before each document. */
  private isAtPositions = false;
  private readonly packed = new PackedPositions();
  private readonly stepsBefore = new Int32Array(blockSize);
  private readonly countsBefore = new Int32Array(blockSize);
  /** Window of the positions that was read last, and where it begins among those of the term. */
  private positionWindow = noBytes;
  private windowStart = 0;

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

  /** Number of documents in a block. */
  private sizeOf(block: number): number {
    return block === this.blockCount - 1 ? this.count - block * blockSize : blockSize;
  }

  /** Reads the widths and masks at the start of a block; returns the width of the documents. The cursor then stands at them. */
  private readHeader(block: number): number {
    const { cursor } = this;
    cursor.at = this.offsets[block] ?? 0;
    const width = cursor.byte();
    if (!this.withPositions) return width;
    this.frequencyWidth = cursor.byte();
    this.kindCount = cursor.byte();
    for (let kind = 0; kind < this.kindCount; kind++) this.kinds[kind] = readMask(cursor);
    return width;
  }

  /**
   * Number of documents of a block that stand in one of the `wanted` fields; decodes no more than it must. The block is not loaded afterwards.
   */
  countWanted(block: number, wanted: number): number {
    const { single } = this.source;
    if (single) return (single.mask & wanted) === 0 ? 0 : 1;
    const { cursor, kinds } = this;
    const filled = this.sizeOf(block);
    this.block = -1;
    const start = packedLength(filled, this.readHeader(block)) + cursor.at;
    const { kindCount } = this;
    let wantedKinds = 0;
    for (let kind = 0; kind < kindCount; kind++) if (((kinds[kind] ?? 0) & wanted) !== 0) wantedKinds++;
    if (wantedKinds === 0) return 0;
    if (wantedKinds === kindCount) return filled;
    const width = maskWidth(kindCount);
    let count = 0;
    for (let index = 0; index < filled; index++)
      if (((kinds[bitsAt(cursor.bytes, start, index, width)] ?? 0) & wanted) !== 0) count++;
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
    const filled = (this.filled = this.sizeOf(block));
    const width = this.readHeader(block);
    unpackBits(cursor.bytes, cursor.at, width, filled, docs);
    this.masksStart = cursor.at + packedLength(filled, width);
    let doc = block === 0 ? -1 : (this.lasts[block - 1] ?? 0);
    for (let index = 0; index < filled; index++) {
      doc += (docs[index] ?? 0) + 1;
      docs[index] = doc;
    }
  }

  /** Decodes the masks of the loaded block. */
  loadMasks(): void {
    if (this.decoded >= 1) return;
    this.decoded = 1;
    const { masks, filled, kinds, kindCount } = this;
    if (kindCount === 1) masks.fill(kinds[0] ?? 0, 0, filled);
    else {
      unpackBits(this.cursor.bytes, this.masksStart, maskWidth(kindCount), filled, masks);
      for (let index = 0; index < filled; index++) masks[index] = kinds[masks[index] ?? 0] ?? 0;
    }
  }

  /** Decodes the frequencies of the loaded block. */
  loadFrequencies(): void {
    if (this.decoded >= 2) return;
    this.loadMasks();
    this.decoded = 2;
    const { frequencies, filled, frequencyWidth } = this;
    if (frequencyWidth === 0) {
      frequencies.fill(1, 0, filled);
      return;
    }
    const start = this.masksStart + packedLength(filled, maskWidth(this.kindCount));
    unpackBits(this.cursor.bytes, start, frequencyWidth, filled, frequencies);
    for (let index = 0; index < filled; index++) frequencies[index] = (frequencies[index] ?? 0) + 1;
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
    this.openPositions(this.positionWindow, start - this.windowStart);
  }

  private openPositions(bytes: Uint8Array, at: number): { steps: number; counts: number } {
    const { frequencies, masks, filled, stepsBefore, countsBefore } = this;
    let steps = 0;
    let counts = 0;
    for (let index = 0; index < filled; index++) {
      stepsBefore[index] = steps;
      countsBefore[index] = counts;
      steps += frequencies[index] ?? 0;
      const mask = masks[index] ?? 0;
      if (mask & (mask - 1)) counts += countsOf(mask);
    }
    this.packed.open(bytes, at, steps, counts);
    this.isAtPositions = true;
    return { steps, counts };
  }

  /** Appends the positions of the loaded block's document `index` in the `wanted` fields. */
  readPositions(index: number, wanted: number, out: PositionList): void {
    const { single } = this.source;
    if (single?.frequency === 1) {
      if ((single.mask & wanted) !== 0) out.push(((31 - Math.clz32(single.mask)) << fieldShift) | single.position);
      return;
    }
    this.loadFrequencies();
    if (!this.isAtPositions) this.findPositions();
    const { masks, frequencies, stepsBefore, countsBefore } = this;
    const steps = stepsBefore[index] ?? 0;
    this.packed.read(masks[index] ?? 0, frequencies[index] ?? 0, steps, countsBefore[index] ?? 0, wanted, out);
  }

  /** All position numbers of the loaded block, which stand at `at` of `bytes`. */
  readNumbers(bytes: Uint8Array, at: number, out: PositionNumbers): void {
    this.loadFrequencies();
    const { steps, counts } = this.openPositions(bytes, at);
    this.packed.readAll(steps, counts, out);
  }

  /** Where the positions of a block begin among those of the term. */
  positionsOffset(block: number): number {
    return this.positionOffsets[block] ?? 0;
  }
}
