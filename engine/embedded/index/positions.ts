import type { ByteCursor, ByteSink } from './byte-sink.js';

/**
 * A position in memory is `field << 26 | position in field`, so plain comparison never mistakes fields. Of the positions of a term in one document
 * two lists are kept (`PositionNumbers`), field by field in ascending order of the fields in its mask:
 *   counts  positions in the field; not of the last (or only) field: what remains of the document's frequency
 *   steps   the first position counted from the start of the field, then differences
 * The values of one field stand `valueGap` apart.
 */
export const fieldShift = 26;
export const positionMask = (1 << fieldShift) - 1;
/**
 * Last position of a value + this = first of the next: no phrase crosses it, unless it has stretches of `any` this long. A small gap keeps positions
 * short; distances end at the sentence anyway.
 */
export const valueGap = 16;

/** Fields of a mask but one: so many counts a document has. */
export function countsOf(mask: number): number {
  let counts = 0;
  for (let rest = mask & (mask - 1); rest !== 0; rest &= rest - 1) counts++;
  return counts;
}

/** Writes ascending combined positions `positions[0..count)` as varints, each count before its steps. Returns the field mask. */
export function writePositions(sink: ByteSink, positions: Int32Array, count: number): number {
  let mask = 0;
  let start = 0;
  while (start < count) {
    const field = (positions[start] ?? 0) >>> fieldShift;
    let end = start + 1;
    while (end < count && (positions[end] ?? 0) >>> fieldShift === field) end++;
    if (end < count) sink.varint(end - start);
    let previous = 0;
    for (let index = start; index < end; index++) {
      const position = (positions[index] ?? 0) & positionMask;
      sink.varint(position - previous);
      previous = position;
    }
    mask |= 1 << field;
    start = end;
  }
  return mask;
}

/** Counts and steps of one document or of a block of them. */
export class PositionNumbers {
  counts = new Int32Array(256);
  steps = new Int32Array(1024);
  countsFilled = 0;
  stepsFilled = 0;

  reset(): void {
    this.countsFilled = 0;
    this.stepsFilled = 0;
  }

  /** Makes room for this many more of each. */
  ensure(counts: number, steps: number): void {
    if (this.countsFilled + counts > this.counts.length) this.counts = grow(this.counts, this.countsFilled + counts);
    if (this.stepsFilled + steps > this.steps.length) this.steps = grow(this.steps, this.stepsFilled + steps);
  }

  /** Appends what `writePositions` wrote of one document. */
  readVarints(cursor: ByteCursor, mask: number, frequency: number): void {
    this.ensure(mask & (mask - 1) ? countsOf(mask) : 0, frequency);
    const { steps } = this;
    let remaining = frequency;
    for (let rest = mask; rest !== 0; rest &= rest - 1) {
      let count = remaining;
      if (rest & (rest - 1)) {
        count = cursor.varint();
        this.counts[this.countsFilled++] = count;
      }
      remaining -= count;
      const { bytes } = cursor;
      for (let index = 0; index < count; index++) {
        const first = bytes[cursor.at] ?? 0;
        if (first < 0x80) {
          cursor.at++;
          steps[this.stepsFilled++] = first;
        } else steps[this.stepsFilled++] = cursor.varint();
      }
    }
  }

  /** Appends one document of another list; `countsAt` and `stepsAt` are where it begins there. */
  copyFrom(other: PositionNumbers, countsAt: number, stepsAt: number, mask: number, frequency: number): void {
    const counts = mask & (mask - 1) ? countsOf(mask) : 0;
    this.ensure(counts, frequency);
    for (let index = 0; index < counts; index++) this.counts[this.countsFilled++] = other.counts[countsAt + index] ?? 0;
    for (let index = 0; index < frequency; index++) this.steps[this.stepsFilled++] = other.steps[stepsAt + index] ?? 0;
  }
}

function grow(old: Int32Array<ArrayBuffer>, needed: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(Math.max(needed, old.length * 2));
  grown.set(old);
  return grown;
}

/** Growing list of integers. */
export class PositionList {
  values: Int32Array;
  length = 0;

  constructor(capacity = 256) {
    this.values = new Int32Array(capacity);
  }

  ensure(count: number): void {
    if (this.length + count <= this.values.length) return;
    const grown = new Int32Array(Math.max(this.length + count, this.values.length * 2));
    grown.set(this.values.subarray(0, this.length));
    this.values = grown;
  }

  push(value: number): void {
    if (this.length === this.values.length) this.ensure(1);
    this.values[this.length++] = value;
  }
}
