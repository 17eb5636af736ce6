import { PackedPositions } from './packed-positions.js';
import { countsOf, type PositionList, type PositionNumbers } from './positions.js';
import { blockSize } from './postings.js';

/** What is decoded of a block of postings whose positions are read. */
export interface DecodedBlock {
  filled: number;
  frequencies: Int32Array;
  /** Different masks, and which of them each document has. */
  kinds: Int32Array;
  kindCount: number;
  kindNumbers: Int32Array;
}

/** Positions of one block of postings: knows how many numbers stand before those of each document. */
export class BlockPositions {
  private readonly packed = new PackedPositions();
  private readonly stepsBefore = new Int32Array(blockSize);
  private readonly countsBefore = new Int32Array(blockSize);
  private readonly kindCounts = new Int32Array(blockSize);
  private steps = 0;
  private counts = 0;

  /** @param at where the positions of the block stand in `bytes` */
  open({ filled, frequencies, kinds, kindCount, kindNumbers }: DecodedBlock, bytes: Uint8Array, at: number): void {
    const { kindCounts, stepsBefore, countsBefore } = this;
    for (let kind = 0; kind < kindCount; kind++) kindCounts[kind] = countsOf(kinds[kind] ?? 0);
    let steps = 0;
    let counts = 0;
    for (let index = 0; index < filled; index++) {
      stepsBefore[index] = steps;
      countsBefore[index] = counts;
      steps += frequencies[index] ?? 0;
      counts += kindCounts[kindNumbers[index] ?? 0] ?? 0;
    }
    this.steps = steps;
    this.counts = counts;
    this.packed.open(bytes, at, steps, counts);
  }

  /** Appends the positions of document `index` in the `wanted` fields. */
  read({ frequencies, kinds, kindNumbers }: DecodedBlock, index: number, wanted: number, out: PositionList): void {
    const mask = kinds[kindNumbers[index] ?? 0] ?? 0;
    const steps = this.stepsBefore[index] ?? 0;
    this.packed.read(mask, frequencies[index] ?? 0, steps, this.countsBefore[index] ?? 0, wanted, out);
  }

  /** All numbers of the block. */
  readAll(out: PositionNumbers): void {
    this.packed.readAll(this.steps, this.counts, out);
  }
}
