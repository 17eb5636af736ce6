import type { ByteCursor, ByteSink } from './byte-sink.js';

/**
 * Positions of a term in one document, in the positions file, field by field in ascending order of the fields in its mask:
 *   v count     left out for the last (or only) field: what remains of the document's frequency
 *   v position  the first counted from the start of the field, then differences
 * In memory a position is `field << 26 | position in field`, so plain comparison never mistakes fields.
 * The values of one field stand `valueGap` apart.
 */
export const fieldShift = 26;
export const positionMask = (1 << fieldShift) - 1;
/** Free positions between two values of a field: no phrase or distance crosses it. */
export const valueGap = 1024;

/** Writes ascending combined positions `positions[0..count)`. Returns the field mask. */
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

/** Passes over the positions of one document. */
export function skipPositions(cursor: ByteCursor, mask: number, frequency: number): void {
  let numbers = frequency;
  for (let rest = mask & (mask - 1); rest !== 0; rest &= rest - 1) numbers++;
  const { bytes } = cursor;
  let { at } = cursor;
  while (numbers > 0) if ((bytes[at++] ?? 0) < 0x80) numbers--;
  cursor.at = at;
}

/** Positions in the `wanted` fields of one document, appended to `out` from `length` on; returns the new length. */
export function readPositions(
  cursor: ByteCursor,
  mask: number,
  frequency: number,
  wanted: number,
  out: PositionList,
): void {
  let remaining = frequency;
  let rest = mask;
  while (rest !== 0) {
    const bit = rest & -rest;
    rest &= rest - 1;
    const count = rest === 0 ? remaining : cursor.varint();
    remaining -= count;
    const base = (31 - Math.clz32(bit)) << fieldShift;
    let position = 0;
    if ((bit & wanted) === 0) skipPositions(cursor, 1, count);
    else {
      out.ensure(count);
      const { values } = out;
      const { bytes } = cursor;
      let { length } = out;
      for (let index = 0; index < count; index++) {
        // Nearly all differences take one byte or two; a call for each would cost more than reading them.
        const first = bytes[cursor.at] ?? 0;
        const second = bytes[cursor.at + 1] ?? 0;
        if (first < 0x80) {
          cursor.at++;
          position += first;
        } else if (second < 0x80) {
          cursor.at += 2;
          position += (first & 0x7f) | (second << 7);
        } else position += cursor.varint();
        values[length++] = base | position;
      }
      out.length = length;
    }
  }
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
