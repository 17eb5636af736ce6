import type { ByteCursor, ByteSink } from './byte-sink.js';

/**
 * The set of text fields in which a term stands in one document, bit n for text field n. One byte in nearly all cases:
 *   0x00-0x7f  a set within fields 0 to 6
 *   0x80-0x9f  one field, its number in the low five bits
 *   0xff       four bytes follow, little endian
 */
export function writeMask(sink: ByteSink, mask: number): void {
  if (mask >= 0 && mask < 0x80) sink.byte(mask);
  else if ((mask & (mask - 1)) === 0) sink.byte(0x80 | (31 - Math.clz32(mask)));
  else {
    sink.byte(0xff);
    for (let shift = 0; shift < 32; shift += 8) sink.byte((mask >>> shift) & 0xff);
  }
}

/** Unsigned in spirit; a set that holds field 31 reads as a negative number, so test with `&` only. */
export function readMask(cursor: ByteCursor): number {
  const first = cursor.byte();
  if (first < 0x80) return first;
  if (first < 0xa0) return 1 << (first & 0x1f);
  return cursor.byte() | (cursor.byte() << 8) | (cursor.byte() << 16) | (cursor.byte() << 24);
}
