import type { ByteCursor } from './byte-sink.js';
import { blockSize } from './postings.js';

/** Where the blocks of the postings of one term stand and what they can hold at most (layout in postings.ts). */
export class SkipTable {
  /** Documents of the term. */
  count = 0;
  blockCount = 1;
  /** Last ordinal of each block. */
  lasts = new Int32Array(8);
  /** Bounds for ranking, by block, when there is more than one block and positions: largest frequency and smallest norm. */
  largest = new Int32Array(8);
  smallestNorms = new Uint8Array(8);
  /** Where each block begins among the bytes, and its positions among those of the term. */
  protected offsets = new Int32Array(8);
  protected positionOffsets = new Float64Array(8);

  /** Makes room for the blocks of a term. */
  protected reserve(count: number): void {
    this.count = count;
    this.blockCount = Math.max(1, Math.ceil(count / blockSize));
    if (this.lasts.length >= this.blockCount) return;
    this.lasts = new Int32Array(this.blockCount);
    this.largest = new Int32Array(this.blockCount);
    this.smallestNorms = new Uint8Array(this.blockCount);
    this.offsets = new Int32Array(this.blockCount);
    this.positionOffsets = new Float64Array(this.blockCount);
  }

  /** Reads the table of a term with several blocks, at whose first byte the cursor stands. */
  protected readTable(cursor: ByteCursor, withPositions: boolean): void {
    const { blockCount, lasts, offsets, positionOffsets, largest, smallestNorms } = this;
    let last = -1;
    let offset = 0;
    let positionOffset = 0;
    for (let block = 0; block < blockCount; block++) {
      last += cursor.varint();
      lasts[block] = last;
      offsets[block] = offset;
      positionOffsets[block] = positionOffset;
      offset += cursor.varint();
      if (withPositions) {
        positionOffset += cursor.varint();
        largest[block] = cursor.varint();
        smallestNorms[block] = cursor.byte();
      }
    }
    for (let block = 0; block < blockCount; block++) offsets[block] = (offsets[block] ?? 0) + cursor.at;
  }

  /** Number of documents in a block. */
  protected sizeOf(block: number): number {
    return block === this.blockCount - 1 ? this.count - block * blockSize : blockSize;
  }

  /** Where the positions of a block begin among those of the term. */
  positionsOffset(block: number): number {
    return this.positionOffsets[block] ?? 0;
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
}
