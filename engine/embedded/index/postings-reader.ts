import { packedLength, unpackBits } from './bit-packing.js';
import { BlockPositions } from './block-positions.js';
import { ByteCursor } from './byte-sink.js';
import { readMask } from './field-mask.js';
import { fieldShift, type PositionList, type PositionNumbers } from './positions.js';
import { blockSize, maskWidth } from './postings.js';
import type { PostingsSource, SinglePosting } from './postings-source.js';
import { SkipTable } from './skip-table.js';

const noBytes: Uint8Array = new Uint8Array();

/** What of a block has been decoded. */
const decoded = { docs: 1, kinds: 2, masks: 4, frequencies: 8, all: 15 };

/** Walks the postings of one term block by block (layout in postings.ts). Everything but the header of a block is decoded on demand. */
export class PostingsReader extends SkipTable {
  /** Documents of the loaded block. */
  readonly docs = new Int32Array(blockSize);
  readonly masks = new Int32Array(blockSize);
  readonly frequencies = new Int32Array(blockSize);
  /** Different masks of the block, and which of them each document has. */
  readonly kinds = new Int32Array(blockSize);
  readonly kindNumbers = new Int32Array(blockSize);
  kindCount = 0;
  /** Number of documents in the block. */
  filled = 0;
  block = -1;
  private readonly cursor = new ByteCursor(noBytes);
  private source: PostingsSource = { count: 0, withPositions: false };
  private decoded = 0;
  /** Widths of the packed numbers of the block, and where they stand. */
  private docsWidth = 0;
  private frequencyWidth = 0;
  private docsStart = 0;
  private kindsStart = 0;
  private isAtPositions = false;
  private readonly blockPositions = new BlockPositions();

  /** Starts over on another term; one reader serves thousands of terms without new arrays. */
  open(source: PostingsSource): this {
    this.source = source;
    this.block = -1;
    this.filled = 0;
    this.isAtPositions = false;
    this.reserve(source.count);
    this.cursor.bytes = source.bytes ?? noBytes;
    this.cursor.at = source.at ?? 0;
    this.offsets[0] = this.cursor.at;
    this.positionOffsets[0] = 0;
    if (source.single) this.lasts[0] = source.single.doc;
    else if (this.blockCount === 1) this.lasts[0] = 0x7fffffff;
    else this.readTable(this.cursor, source.withPositions);
    return this;
  }

  /** Goes to a block and reads its header: `filled` and `kinds`. */
  enter(block: number): void {
    if (block === this.block) return;
    this.block = block;
    this.isAtPositions = false;
    const { cursor, kinds } = this;
    const { single, withPositions } = this.source;
    if (single) {
      this.enterSingle(single);
      return;
    }
    this.decoded = 0;
    this.filled = this.sizeOf(block);
    this.kindCount = 0;
    cursor.at = this.offsets[block] ?? 0;
    this.docsWidth = cursor.byte();
    if (withPositions) {
      this.frequencyWidth = cursor.byte();
      this.kindCount = cursor.byte();
      for (let kind = 0; kind < this.kindCount; kind++) kinds[kind] = readMask(cursor);
    }
    this.docsStart = cursor.at;
    this.kindsStart = cursor.at + packedLength(this.filled, this.docsWidth);
  }

  private enterSingle({ doc, mask, frequency }: SinglePosting): void {
    this.filled = 1;
    this.docs[0] = doc;
    this.kindCount = 1;
    this.kinds[0] = this.masks[0] = mask;
    this.kindNumbers[0] = 0;
    this.frequencies[0] = frequency;
    this.decoded = decoded.all;
  }

  /** Goes to a block and decodes its documents. */
  load(block: number): void {
    this.enter(block);
    if (this.decoded & decoded.docs) return;
    this.decoded |= decoded.docs;
    const { docs, filled } = this;
    unpackBits(this.cursor.bytes, this.docsStart, this.docsWidth, filled, docs);
    let doc = block === 0 ? -1 : (this.lasts[block - 1] ?? 0);
    for (let index = 0; index < filled; index++) {
      doc += (docs[index] ?? 0) + 1;
      docs[index] = doc;
    }
  }

  /** Decodes which of the masks each document of the block has. */
  loadKinds(): void {
    if (this.decoded & decoded.kinds) return;
    this.decoded |= decoded.kinds;
    unpackBits(this.cursor.bytes, this.kindsStart, maskWidth(this.kindCount), this.filled, this.kindNumbers);
  }

  /** Decodes the masks of the block. */
  loadMasks(): void {
    if (this.decoded & decoded.masks) return;
    this.decoded |= decoded.masks;
    const { masks, filled, kinds, kindNumbers } = this;
    if (this.kindCount === 1) masks.fill(kinds[0] ?? 0, 0, filled);
    else {
      this.loadKinds();
      for (let index = 0; index < filled; index++) masks[index] = kinds[kindNumbers[index] ?? 0] ?? 0;
    }
  }

  /** Decodes the frequencies of the block. */
  loadFrequencies(): void {
    if (this.decoded & decoded.frequencies) return;
    this.decoded |= decoded.frequencies;
    const { frequencies, filled, frequencyWidth } = this;
    if (frequencyWidth === 0) {
      frequencies.fill(1, 0, filled);
      return;
    }
    const start = this.kindsStart + packedLength(filled, maskWidth(this.kindCount));
    unpackBits(this.cursor.bytes, start, frequencyWidth, filled, frequencies);
    for (let index = 0; index < filled; index++) frequencies[index] = (frequencies[index] ?? 0) + 1;
  }

  /** Number of documents of a block that stand in one of the `wanted` fields; decodes no more than it must. */
  countWanted(block: number, wanted: number): number {
    this.enter(block);
    const { kinds, kindCount, kindNumbers, filled } = this;
    let wantedKinds = 0;
    for (let kind = 0; kind < kindCount; kind++) if (((kinds[kind] ?? 0) & wanted) !== 0) wantedKinds++;
    if (wantedKinds === 0) return 0;
    if (wantedKinds === kindCount) return filled;
    this.loadKinds();
    let count = 0;
    for (let index = 0; index < filled; index++) if (((kinds[kindNumbers[index] ?? 0] ?? 0) & wanted) !== 0) count++;
    return count;
  }

  private findPositions(): void {
    const { positions, positionsLength = 0 } = this.source;
    const start = this.positionsOffset(this.block);
    const end = this.block + 1 < this.blockCount ? this.positionsOffset(this.block + 1) : positionsLength;
    this.openPositions(positions?.(start, end - start) ?? noBytes, 0);
  }

  private openPositions(bytes: Uint8Array, at: number): void {
    this.loadKinds();
    this.loadFrequencies();
    this.blockPositions.open(this, bytes, at);
    this.isAtPositions = true;
  }

  /** Appends the positions of the loaded block's document `index` in the `wanted` fields. */
  readPositions(index: number, wanted: number, out: PositionList): void {
    const { single } = this.source;
    if (single?.frequency === 1) {
      if ((single.mask & wanted) !== 0) out.push(((31 - Math.clz32(single.mask)) << fieldShift) | single.position);
      return;
    }
    if (!this.isAtPositions) this.findPositions();
    this.blockPositions.read(this, index, wanted, out);
  }

  /** All position numbers of the loaded block, which stand at `at` of `bytes`. */
  readNumbers(bytes: Uint8Array, at: number, out: PositionNumbers): void {
    this.loadMasks();
    this.openPositions(bytes, at);
    this.blockPositions.readAll(out);
  }
}
