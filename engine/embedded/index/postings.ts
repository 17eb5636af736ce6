import { ByteSink } from './byte-sink.js';
import { writeMask } from './field-mask.js';

/**
 * Postings of one term: the documents (ordinals in the segment) that hold it, in blocks of 128.
 *
 *   skip table  only when there is more than one block; per block:
 *                 v last ordinal (difference to the last of the block before), v bytes of the block,
 *                 and with positions: v bytes of its positions, v largest frequency, u8 smallest norm (bounds for ranking)
 *   blocks      u8 flags, then the documents, then with positions the masks, then the frequencies
 *     documents   differences; the first of a block to the last ordinal of the block before (first block: to -1)
 *                 flag 1: one byte each; else v each
 *     masks       flag 2: one mask for all; else one each (field-mask.ts)
 *     frequencies flag 4: none, all are 1; else v each
 *
 * Postings of one document are not here at all: they stand in the dictionary.
 */
export const blockSize = 128;
export const blockFlags = { byteDeltas: 1, sameMask: 2, allOnce: 4 } as const;

/** Collects the postings of one term at a time and encodes them. No object is made per term. */
export class PostingsEncoder {
  readonly skips = new ByteSink(4096);
  readonly blocks = new ByteSink(65536);
  count = 0;
  /** The only posting, for the dictionary, while `count` is 1. */
  readonly docs = new Int32Array(blockSize);
  readonly masks = new Int32Array(blockSize);
  readonly frequencies = new Int32Array(blockSize);
  private filled = 0;
  private lastOfBlock = -1;
  private blockCount = 0;
  private blockPositionBytes = 0;
  private smallestNorm = 255;
  private withPositions = false;

  begin(withPositions: boolean): void {
    this.skips.reset();
    this.blocks.reset();
    this.count = 0;
    this.filled = 0;
    this.lastOfBlock = -1;
    this.blockCount = 0;
    this.blockPositionBytes = 0;
    this.smallestNorm = 255;
    this.withPositions = withPositions;
  }

  /** Ordinals come in ascending order. */
  add(doc: number, mask: number, frequency: number, positionBytes: number, norm: number): void {
    if (this.filled === blockSize) this.flush();
    const at = this.filled++;
    this.docs[at] = doc;
    this.masks[at] = mask;
    this.frequencies[at] = frequency;
    this.blockPositionBytes += positionBytes;
    if (norm < this.smallestNorm) this.smallestNorm = norm;
    this.count++;
  }

  /** Encodes what is left. Afterwards the postings are `skips` (when `isSkipped`) followed by `blocks`. */
  end(): void {
    if (this.count > 1) this.flush();
  }

  get isSkipped(): boolean {
    return this.blockCount > 1;
  }

  private flush(): void {
    const { docs, masks, frequencies, filled, blocks, skips } = this;
    const start = blocks.length;
    let previous = this.lastOfBlock;
    let isByte = true;
    let sameMask = true;
    let largest = 1;
    const firstMask = masks[0] ?? 0;
    for (let index = 0; index < filled; index++) {
      const doc = docs[index] ?? 0;
      if (doc - previous > 255) isByte = false;
      previous = doc;
      if (masks[index] !== firstMask) sameMask = false;
      const frequency = frequencies[index] ?? 1;
      if (frequency > largest) largest = frequency;
    }
    blocks.byte(
      (isByte ? blockFlags.byteDeltas : 0) |
        (sameMask ? blockFlags.sameMask : 0) |
        (largest === 1 ? blockFlags.allOnce : 0),
    );
    previous = this.lastOfBlock;
    for (let index = 0; index < filled; index++) {
      const doc = docs[index] ?? 0;
      if (isByte) blocks.byte(doc - previous);
      else blocks.varint(doc - previous);
      previous = doc;
    }
    if (this.withPositions) {
      if (sameMask) writeMask(blocks, firstMask);
      else for (let index = 0; index < filled; index++) writeMask(blocks, masks[index] ?? 0);
      if (largest > 1) for (let index = 0; index < filled; index++) blocks.varint(frequencies[index] ?? 1);
    }
    skips.varint(previous - this.lastOfBlock);
    skips.varint(blocks.length - start);
    if (this.withPositions) {
      skips.varint(this.blockPositionBytes);
      skips.varint(largest);
      skips.byte(this.smallestNorm);
    }
    this.lastOfBlock = previous;
    this.blockCount++;
    this.filled = 0;
    this.blockPositionBytes = 0;
    this.smallestNorm = 255;
  }
}
