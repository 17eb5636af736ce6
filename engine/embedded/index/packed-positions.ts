import { bitsAt, packBits, packedLength, unpackBits, widthOf } from './bit-packing.js';
import type { ByteSink } from './byte-sink.js';
import { fieldShift, type PositionList, type PositionNumbers } from './positions.js';

/**
 * Positions of the documents of one block of postings (of a key with one document: of that one), in the positions file:
 *   u8 width of the steps, the steps of all documents
 *   only when a document has several fields: u8 width of the counts, the counts of all documents
 */
export function packPositions(sink: ByteSink, { steps, stepsFilled, counts, countsFilled }: PositionNumbers): void {
  let largest = 0;
  for (let index = 0; index < stepsFilled; index++) largest |= steps[index] ?? 0;
  let width = widthOf(largest);
  sink.byte(width);
  packBits(sink, steps, stepsFilled, width);
  if (countsFilled === 0) return;
  largest = 0;
  for (let index = 0; index < countsFilled; index++) largest |= counts[index] ?? 0;
  width = widthOf(largest);
  sink.byte(width);
  packBits(sink, counts, countsFilled, width);
}

/** Documents of a block from which on all its steps are unpacked together, which takes less time for each. */
const readApart = 6;

/** Reads the positions of one block; any document of it, in any order, when the caller knows how many numbers stand before. */
export class PackedPositions {
  private bytes: Uint8Array = new Uint8Array();
  private stepsStart = 0;
  private stepWidth = 0;
  private countsStart = 0;
  private countWidth = 0;
  /** All steps of the block, once they are unpacked. */
  private steps = new Int32Array(512);
  private stepCount = 0;
  private reads = 0;

  /** @param steps numbers of steps and counts in the whole block */
  open(bytes: Uint8Array, at: number, steps: number, counts: number): void {
    this.bytes = bytes;
    this.stepCount = steps;
    this.reads = 0;
    this.stepWidth = bytes[at] ?? 0;
    this.stepsStart = at + 1;
    if (counts === 0) return;
    const end = this.stepsStart + packedLength(steps, this.stepWidth);
    this.countWidth = bytes[end] ?? 0;
    this.countsStart = end + 1;
  }

  /** Appends the positions of one document in the `wanted` fields; `stepsAt` and `countsAt` numbers stand before it. */
  read(mask: number, frequency: number, stepsAt: number, countsAt: number, wanted: number, out: PositionList): void {
    const { bytes, stepsStart, stepWidth } = this;
    let remaining = frequency;
    let rest = mask;
    let at = stepsAt;
    let counts = countsAt;
    const isUnpacked = ++this.reads > readApart;
    if (this.reads === readApart + 1) this.unpackSteps();
    const { steps } = this;
    out.ensure(frequency);
    const { values } = out;
    let { length } = out;
    while (rest !== 0) {
      const bit = rest & -rest;
      rest &= rest - 1;
      const count = rest === 0 ? remaining : bitsAt(bytes, this.countsStart, counts++, this.countWidth);
      remaining -= count;
      if ((bit & wanted) !== 0) {
        const base = (31 - Math.clz32(bit)) << fieldShift;
        let position = 0;
        if (isUnpacked)
          for (let index = at; index < at + count; index++) {
            position += steps[index] ?? 0;
            values[length++] = base | position;
          }
        else
          for (let index = at; index < at + count; index++) {
            position += bitsAt(bytes, stepsStart, index, stepWidth);
            values[length++] = base | position;
          }
      }
      at += count;
    }
    out.length = length;
  }

  private unpackSteps(): void {
    if (this.steps.length < this.stepCount) this.steps = new Int32Array(this.stepCount * 2);
    unpackBits(this.bytes, this.stepsStart, this.stepWidth, this.stepCount, this.steps);
  }

  /** All numbers of the block, for a merge. */
  readAll(steps: number, counts: number, out: PositionNumbers): void {
    out.reset();
    out.ensure(counts, steps);
    unpackBits(this.bytes, this.stepsStart, this.stepWidth, steps, out.steps);
    if (counts > 0) unpackBits(this.bytes, this.countsStart, this.countWidth, counts, out.counts);
    out.stepsFilled = steps;
    out.countsFilled = counts;
  }
}
