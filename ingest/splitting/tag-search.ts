import type { ByteText } from './byte-text.js';

/** A tag found by its name: `at` is the position of `<`, `after` follows the name. */
export interface FoundTag {
  at: number;
  after: number;
  isClose: boolean;
}

const isDelimiter = (code: number) =>
  code === 0x3e || code === 0x2f || code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

const isNameCode = (code: number) =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x30 && code <= 0x39) ||
  code === 0x5f ||
  code === 0x2d ||
  code === 0x2e;

/**
 * Next start or end tag with this qualified name. `undefined`: none in these bytes.
 * A name at the very end, of which the delimiter has not arrived, is none yet: keep `tailOf(name)` bytes for the next look.
 */
export function findTag(text: ByteText, bytes: Buffer, name: string, from: number): FoundTag | undefined {
  const { unit } = text;
  for (let at = text.indexOf(bytes, name, from); at >= 0; at = text.indexOf(bytes, name, at + unit)) {
    const after = at + name.length * unit;
    if (!isDelimiter(text.codeAt(bytes, after))) continue;
    const before = at >= unit ? text.codeAt(bytes, at - unit) : 0;
    if (before === 0x3c) return { at: at - unit, after, isClose: false };
    if (before === 0x2f && at >= 2 * unit && text.codeAt(bytes, at - 2 * unit) === 0x3c)
      return { at: at - 2 * unit, after, isClose: true };
  }
  return undefined;
}

/** Longest prefix that is recognised, in characters. */
const longestPrefix = 64;

/** Next start tag with one of these local names, under any prefix or none. */
export function findOpening(
  text: ByteText,
  bytes: Buffer,
  localNames: readonly string[],
  from: number,
): number | undefined {
  let best: number | undefined;
  for (const name of localNames) {
    const at = findOneOpening(text, bytes, name, from);
    if (at !== undefined && (best === undefined || at < best)) best = at;
  }
  return best;
}

function findOneOpening(text: ByteText, bytes: Buffer, name: string, from: number): number | undefined {
  const { unit } = text;
  for (let at = text.indexOf(bytes, name, from); at >= 0; at = text.indexOf(bytes, name, at + unit)) {
    if (!isDelimiter(text.codeAt(bytes, at + name.length * unit))) continue;
    let before = at - unit;
    if (before >= from && text.codeAt(bytes, before) === 0x3a) {
      const stop = Math.max(from, at - longestPrefix * unit);
      before -= unit;
      while (before > stop && isNameCode(text.codeAt(bytes, before))) before -= unit;
    }
    if (before >= from && text.codeAt(bytes, before) === 0x3c) return before;
  }
  return undefined;
}

/** Bytes at the end of a window that may hold the beginning of a tag with one of these names. */
export function tailOf(text: ByteText, names: readonly string[]): number {
  return (Math.max(...names.map((name) => name.length)) + longestPrefix + 3) * text.unit;
}
