/**
 * Keys of the dictionary. A key is a namespace character, then (in per-field namespaces) a field character, then the value:
 *
 *   id        \x01 id
 *   word      \x02 word
 *   ideograph \x03 X \x01 Y     ideograph X with its right neighbour Y; `X \x01` alone where no ideograph follows
 *   value     \x04 field value  whole folded value of a keyword, name, sortable or facetable field
 *   symbol    \x05 field symbol class symbol as it stands on the record
 *   tree      \x06 field symbol the same and everything above it
 *   number    \x07 field key    number key
 *   exists    \x08 field        the record has a value in the field
 *   reversed  \x09 reversed     each word of namespace `word` from its last character to its first, for truncation on the left
 *
 * Keys sort by their UTF-8 bytes. The field character is the field's number in the index schema + 1.
 * Every ideograph position carries exactly one key, so one character is the range `X \x01`, two characters are one key, and longer runs are
 * covered by every second pair: no phrase of Chinese characters is ever approximate.
 */
export const namespaces = {
  id: '\x01',
  word: '\x02',
  ideograph: '\x03',
  value: '\x04',
  symbol: '\x05',
  tree: '\x06',
  number: '\x07',
  exists: '\x08',
  reversed: '\x09',
} as const;

export const ideographSeparator = '\x01';

/** Highest field number that fits the one field character (one UTF-8 byte). */
export const maximumFieldNumber = 125;

export function fieldKey(namespace: string, fieldNumber: number, value = ''): string {
  return namespace + String.fromCharCode(fieldNumber + 1) + value;
}

/** What the dictionary stores beside a key, told by its first byte. */
export function hasPositions(firstByte: number): boolean {
  return firstByte === 2 || firstByte === 3;
}
export function hasDisplay(firstByte: number): boolean {
  return firstByte === 4;
}
/** A key that points to another instead of holding documents. */
export function isReversed(firstByte: number): boolean {
  return firstByte === 9;
}

const surrogate = /[\ud800-\udfff]/;

/** The characters (code points) of a word from the last to the first; twice gives the word back. */
export function reverseWord(word: string): string {
  if (surrogate.test(word)) return [...word].reverse().join('');
  let reversed = '';
  for (let index = word.length - 1; index >= 0; index--) reversed += word[index] ?? '';
  return reversed;
}

// A surrogate pair sorts below U+E000-U+FFFF by UTF-16 units but above them by UTF-8 bytes.
const needsReorder = /[\ud800-\uffff]/;

/** The string whose order by UTF-16 units is the UTF-8 byte order of `key`; the key itself in nearly all cases. */
export function sortableKey(key: string): string {
  if (!needsReorder.test(key)) return key;
  let sortable = '';
  for (let index = 0; index < key.length; index++) {
    const unit = key.charCodeAt(index);
    sortable += String.fromCharCode(unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit);
  }
  return sortable;
}

const encoder = new TextEncoder();

/** UTF-8 bytes of a key; a lone surrogate becomes U+FFFD, as everywhere in the index. */
export function encodeKey(key: string): Uint8Array {
  return encoder.encode(key);
}

/** UTF-8 byte order of two strings: the order of the index, of ids and of sorted values. */
export function compareUtf8(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [sortableKey(a), sortableKey(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
