import type { Encoding } from './decode.js';

/**
 * ASCII markup looked up in bytes of any supported encoding, without decoding them.
 * Works for UTF-8, windows-1252 and GB18030 alike: the bytes of `<`, `>`, `/`, `?` and `!` never occur inside their multi-byte characters.
 */
export interface ByteText {
  /** Bytes per code unit: 1, or 2 for UTF-16 (little endian; big endian is swapped on arrival). */
  readonly unit: 1 | 2;
  /** Position of `ascii` at or after `from`, or -1. */
  indexOf(bytes: Buffer, ascii: string, from: number): number;
  lastIndexOf(bytes: Buffer, ascii: string, before: number): number;
  /** One character per code unit: character `i` stands at byte `from + i * unit`. */
  view(bytes: Buffer, from: number, to: number): string;
  /** Code unit at a byte position; NaN beyond the end. */
  codeAt(bytes: Buffer, at: number): number;
}

const needles = { latin1: new Map<string, Buffer>(), utf16le: new Map<string, Buffer>() };

function needle(ascii: string, encoding: 'latin1' | 'utf16le'): Buffer {
  const known = needles[encoding];
  let found = known.get(ascii);
  if (!found) {
    found = Buffer.from(ascii, encoding);
    if (known.size < 10_000) known.set(ascii, found);
  }
  return found;
}

export const byteText: ByteText = {
  unit: 1,
  indexOf: (bytes, ascii, from) => bytes.indexOf(needle(ascii, 'latin1'), from),
  lastIndexOf: (bytes, ascii, before) => bytes.lastIndexOf(needle(ascii, 'latin1'), before),
  view: (bytes, from, to) => bytes.toString('latin1', from, to),
  codeAt: (bytes, at) => bytes[at] ?? NaN,
};

export const utf16Text: ByteText = {
  unit: 2,
  indexOf(bytes, ascii, from) {
    const wanted = needle(ascii, 'utf16le');
    let at = bytes.indexOf(wanted, from);
    // A match across two code units is none.
    while (at >= 0 && at % 2 !== 0) at = bytes.indexOf(wanted, at + 1);
    return at;
  },
  lastIndexOf(bytes, ascii, before) {
    const wanted = needle(ascii, 'utf16le');
    let at = bytes.lastIndexOf(wanted, before);
    while (at > 0 && at % 2 !== 0) at = bytes.lastIndexOf(wanted, at - 1);
    return at;
  },
  view: (bytes, from, to) => bytes.toString('utf16le', from, Math.min(to, bytes.length - (bytes.length % 2))),
  codeAt: (bytes, at) => (at + 1 < bytes.length ? bytes.readUInt16LE(at) : NaN),
};

/** How the bytes of an encoding are searched. */
export function byteTextOf(encoding: Encoding): ByteText {
  return encoding === 'utf-16le' || encoding === 'utf-16be' ? utf16Text : byteText;
}
