import { packBits, widthOf } from './bit-packing.js';
import { ByteSink } from './byte-sink.js';
import { writeMask } from './field-mask.js';
import { packPositions } from './packed-positions.js';
import { PositionNumbers } from './positions.js';

/**
 * Postings of one term: the documents (ordinals in the segment) that hold it, in blocks of 128.
 *
 *   skip table  only when there is more than one block; per block:
 *                 v last ordinal (difference to the last of the block before), v bytes of the block,
 *                 and with positions: v bytes of its positions, v largest frequency, u8 smallest norm (bounds for ranking)
 *   blocks      u8 width of the documents; with positions also u8 width of the frequencies, u8 number of masks, the masks;
 *               then, each beginning with a byte of its own (bit-packing.ts):
 *     documents   differences - 1; the first of a block to the last ordinal of the block before (first block: to -1)
 *     masks       with several masks: the number of the document's mask in the list, in just enough bits
 *     frequencies less 1
 *
 * Postings of one document are not here at all: they stand in the dictionary.
 */
export const blockSize = 128;

/** Bits of a number among the masks of a block. */
export function maskWidth(masks: number): number {
  return widthOf(masks - 1);
}

/** Collects the postings of one term at a time and encodes them. No object is made per term. */
export class PostingsEncoder {
  readonly skips = new ByteSink(4096);
  readonly blocks = new ByteSink(65536);
  /** Positions of the blocks, packed. */
  readonly positions = new ByteSink(65536);
  count = 0;
  /** The only posting, for the dictionary, while `count` is 1. */
  readonly docs = new Int32Array(blockSize);
  readonly masks = new Int32Array(blockSize);
  readonly frequencies = new Int32Array(blockSize);
  /** Numbers of the positions of the block that is being filled. */
  readonly numbers = new PositionNumbers();
  private filled = 0;
  private lastOfBlock = -1;
  private blockCount = 0;
  private smallestNorm = 255;
  private withPositions = false;
  private readonly packed = new Int32Array(blockSize);
  private readonly kinds = new Int32Array(blockSize);

  begin(withPositions: boolean): void {
    this.skips.reset();
    this.blocks.reset();
    this.positions.reset();
    this.numbers.reset();
    this.count = 0;
    this.filled = 0;
    this.lastOfBlock = -1;
    this.blockCount = 0;
    this.smallestNorm = 255;
    this.withPositions = withPositions;
  }

  /** A document without positions. Ordinals come in ascending order. */
  addPlain(doc: number): void {
    if (this.filled === blockSize) this.flush();
    this.docs[this.filled++] = doc;
    this.count++;
  }

  /** A document whose positions are the document at `countsAt` and `stepsAt` of `numbers`. */
  add(
    doc: number,
    mask: number,
    frequency: number,
    norm: number,
    numbers: PositionNumbers,
    countsAt: number,
    stepsAt: number,
  ): void {
    if (this.filled === blockSize) this.flush();
    const at = this.filled++;
    this.docs[at] = doc;
    this.masks[at] = mask;
    this.frequencies[at] = frequency;
    this.numbers.copyFrom(numbers, countsAt, stepsAt, mask, frequency);
    if (norm < this.smallestNorm) this.smallestNorm = norm;
    this.count++;
  }

  /** Encodes what is left. Afterwards the postings are `skips` (when `isSkipped`) followed by `blocks`. */
  end(): void {
    if (this.count > 1) this.flush();
    else if (this.withPositions && this.count === 1 && this.frequencies[0] !== 1)
      packPositions(this.positions, this.numbers);
  }

  get isSkipped(): boolean {
    return this.blockCount > 1;
  }

  private flush(): void {
    const { docs, filled, blocks, skips, packed } = this;
    const start = blocks.length;
    let previous = this.lastOfBlock;
    let largestStep = 0;
    for (let index = 0; index < filled; index++) {
      const doc = docs[index] ?? 0;
      const step = doc - previous - 1;
      packed[index] = step;
      largestStep |= step;
      previous = doc;
    }
    const width = widthOf(largestStep);
    blocks.byte(width);
    if (this.withPositions) this.writeOccurrences(width);
    else packBits(blocks, packed, filled, width);
    skips.varint(previous - this.lastOfBlock);
    skips.varint(blocks.length - start);
    if (this.withPositions) this.writePositionSkip();
    this.lastOfBlock = previous;
    this.blockCount++;
    this.filled = 0;
    this.smallestNorm = 255;
  }

  /** Documents (whose steps stand in `packed`), masks and frequencies. */
  private writeOccurrences(documentWidth: number): void {
    const { masks, frequencies, filled, blocks, packed, kinds } = this;
    let largest = 0;
    for (let index = 0; index < filled; index++) largest |= (frequencies[index] ?? 1) - 1;
    const frequencyWidth = widthOf(largest);
    blocks.byte(frequencyWidth);
    let kindCount = 0;
    for (let index = 0; index < filled; index++) {
      let kind = 0;
      while (kind < kindCount && kinds[kind] !== masks[index]) kind++;
      if (kind === kindCount) kinds[kindCount++] = masks[index] ?? 0;
    }
    blocks.byte(kindCount);
    for (let kind = 0; kind < kindCount; kind++) writeMask(blocks, kinds[kind] ?? 0);
    packBits(blocks, packed, filled, documentWidth);
    if (kindCount > 1) {
      for (let index = 0; index < filled; index++) packed[index] = kinds.indexOf(masks[index] ?? 0);
      packBits(blocks, packed, filled, maskWidth(kindCount));
    }
    for (let index = 0; index < filled; index++) packed[index] = (frequencies[index] ?? 1) - 1;
    packBits(blocks, packed, filled, frequencyWidth);
  }

  private writePositionSkip(): void {
    const { frequencies, filled, skips, positions, numbers } = this;
    const start = positions.length;
    packPositions(positions, numbers);
    numbers.reset();
    let largest = 1;
    for (let index = 0; index < filled; index++) {
      const frequency = frequencies[index] ?? 1;
      if (frequency > largest) largest = frequency;
    }
    skips.varint(positions.length - start);
    skips.varint(largest);
    skips.byte(this.smallestNorm);
  }
}
