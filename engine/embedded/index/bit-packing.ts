import type { ByteSink } from './byte-sink.js';

/*
 * Numbers of one width end to end, the lowest bits first; the last byte is filled up with zeros. Widths are 0 to 31 bits.
 */

/** Bits that hold every number up to `largest`. */
export function widthOf(largest: number): number {
  return 32 - Math.clz32(largest);
}

/** Bytes of `count` numbers. */
export function packedLength(count: number, width: number): number {
  return Math.ceil((count * width) / 8);
}

/** Appends values[0, count). */
export function packBits(sink: ByteSink, values: Int32Array, count: number, width: number): void {
  if (width === 0) return;
  sink.ensure(packedLength(count, width));
  const { bytes } = sink;
  let at = sink.length;
  let held = 0;
  let bits = 0;
  // Bit operations are 32 bit: a wide number goes in two parts.
  const low = Math.min(width, 16);
  const lowMask = 2 ** low - 1;
  const high = width - low;
  for (let index = 0; index < count; index++) {
    const value = values[index] ?? 0;
    held |= (value & lowMask) << bits;
    bits += low;
    while (bits >= 8) {
      bytes[at++] = held & 0xff;
      held >>>= 8;
      bits -= 8;
    }
    if (high === 0) continue;
    held |= (value >>> 16) << bits;
    bits += high;
    while (bits >= 8) {
      bytes[at++] = held & 0xff;
      held >>>= 8;
      bits -= 8;
    }
  }
  if (bits > 0) bytes[at++] = held & 0xff;
  sink.length = at;
}

/** Widest number that one window of four bytes holds wherever it begins. */
const widestWindow = 24;

/** Number `index` of those at `at`. */
export function bitsAt(bytes: Uint8Array, at: number, index: number, width: number): number {
  if (width > widestWindow) return wideBitsAt(bytes, at, index, width);
  const bit = index * width;
  const start = at + (bit >>> 3);
  return (wordAt(bytes, start) >>> (bit & 7)) & ((1 << width) - 1);
}

function wideBitsAt(bytes: Uint8Array, at: number, index: number, width: number): number {
  let value = 0;
  const bit = index * width;
  for (let offset = 0; offset < width; offset++) {
    const place = bit + offset;
    value |= (((bytes[at + (place >>> 3)] ?? 0) >>> (place & 7)) & 1) << offset;
  }
  return value;
}

/** Reads numbers [first, first + count) of those at `at` into the start of `values`. */
export function unpackBits(
  bytes: Uint8Array,
  at: number,
  width: number,
  count: number,
  values: Int32Array,
  first = 0,
): void {
  if (width === 0) values.fill(0, 0, count);
  else if (width <= 4 && first % 8 === 0) unpackNarrow(bytes, at + (first / 8) * width, width, count, values);
  else if (width <= 7 && first % 8 === 0) unpackMiddle(bytes, at + (first / 8) * width, width, count, values);
  else if (width === 8) for (let index = 0; index < count; index++) values[index] = bytes[at + first + index] ?? 0;
  else if (width > widestWindow)
    for (let index = 0; index < count; index++) values[index] = wideBitsAt(bytes, at, first + index, width);
  else unpackWide(bytes, at, width, count, values, first);
}

/** Widths up to 24: each number lies in a window of three or four bytes, which takes no branch. */
function unpackWide(
  bytes: Uint8Array,
  at: number,
  width: number,
  count: number,
  values: Int32Array,
  first: number,
): void {
  const mask = (1 << width) - 1;
  let bit = first * width;
  if (width <= 16)
    for (let index = 0; index < count; index++, bit += width) {
      const start = at + (bit >>> 3);
      const window = (bytes[start] ?? 0) | ((bytes[start + 1] ?? 0) << 8) | ((bytes[start + 2] ?? 0) << 16);
      values[index] = (window >>> (bit & 7)) & mask;
    }
  else
    for (let index = 0; index < count; index++, bit += width)
      values[index] = (wordAt(bytes, at + (bit >>> 3)) >>> (bit & 7)) & mask;
}

/** Widths 1 to 4, which most blocks of frequent terms have: eight numbers stand in as many bytes as one has bits. */
function unpackNarrow(bytes: Uint8Array, at: number, width: number, count: number, values: Int32Array): void {
  const mask = (1 << width) - 1;
  for (let index = 0; index < count; index += 8) {
    let held = bytes[at] ?? 0;
    if (width > 1) held |= (bytes[at + 1] ?? 0) << 8;
    if (width > 2) held |= (bytes[at + 2] ?? 0) << 16;
    if (width > 3) held |= (bytes[at + 3] ?? 0) << 24;
    at += width;
    if (count - index < 8) {
      for (let rest = index; rest < count; rest++, held >>>= width) values[rest] = held & mask;
      return;
    }
    values[index] = held & mask;
    values[index + 1] = (held >>>= width) & mask;
    values[index + 2] = (held >>>= width) & mask;
    values[index + 3] = (held >>>= width) & mask;
    values[index + 4] = (held >>>= width) & mask;
    values[index + 5] = (held >>>= width) & mask;
    values[index + 6] = (held >>>= width) & mask;
    values[index + 7] = (held >>> width) & mask;
  }
}

/** Widths 5 to 7: four numbers to a window of four bytes, the second of which begins with a byte or in its middle. */
function unpackMiddle(bytes: Uint8Array, at: number, width: number, count: number, values: Int32Array): void {
  const mask = (1 << width) - 1;
  const second = (width * 4) >>> 3;
  const shift = (width * 4) & 7;
  for (let index = 0; index < count; index += 8) {
    let held = wordAt(bytes, at);
    let upper = wordAt(bytes, at + second) >>> shift;
    at += width;
    if (count - index < 8) {
      for (let rest = index; rest < count; rest++, held >>>= width) {
        if (rest === index + 4) held = upper;
        values[rest] = held & mask;
      }
      return;
    }
    values[index] = held & mask;
    values[index + 1] = (held >>>= width) & mask;
    values[index + 2] = (held >>>= width) & mask;
    values[index + 3] = (held >>> width) & mask;
    values[index + 4] = upper & mask;
    values[index + 5] = (upper >>>= width) & mask;
    values[index + 6] = (upper >>>= width) & mask;
    values[index + 7] = (upper >>> width) & mask;
  }
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}
