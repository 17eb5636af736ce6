/** Ascending ordinals: the first `length` of `docs`. Shared between branches, so never changed once returned. */
export interface DocList {
  docs: Int32Array;
  length: number;
}

export const noDocs: DocList = { docs: new Int32Array(), length: 0 };

/** One bit per document. */
export class BitSet {
  readonly words: Uint32Array;

  constructor(readonly size: number) {
    this.words = new Uint32Array((size + 31) >>> 5);
  }

  add(doc: number): void {
    const { words } = this;
    words[doc >>> 5] = (words[doc >>> 5] ?? 0) | (1 << (doc & 31));
  }

  flip(doc: number): void {
    const { words } = this;
    words[doc >>> 5] = (words[doc >>> 5] ?? 0) ^ (1 << (doc & 31));
  }

  has(doc: number): boolean {
    return (((this.words[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) === 1;
  }

  addAll({ docs, length }: DocList): void {
    for (let index = 0; index < length; index++) this.add(docs[index] ?? 0);
  }

  toList(): DocList {
    const { words } = this;
    let length = 0;
    for (let index = 0; index < words.length; index++) length += countBits(words[index] ?? 0);
    const docs = new Int32Array(length);
    let at = 0;
    for (let index = 0; index < words.length; index++) {
      let word = words[index] ?? 0;
      const base = index << 5;
      while (word !== 0) {
        const bit = 31 - Math.clz32(word & -word);
        docs[at++] = base + bit;
        word &= word - 1;
      }
    }
    return { docs, length };
  }
}

/** Ones in a word of 32 bits. */
export function countBits(word: number): number {
  word -= (word >>> 1) & 0x55555555;
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  return (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** `left` without `right`. */
export function subtract(left: DocList, right: DocList): DocList {
  if (right.length === 0) return left;
  const docs = new Int32Array(left.length);
  let length = 0;
  let at = 0;
  for (let index = 0; index < left.length; index++) {
    const doc = left.docs[index] ?? 0;
    while (at < right.length && (right.docs[at] ?? 0) < doc) at++;
    if (at < right.length && right.docs[at] === doc) continue;
    docs[length++] = doc;
  }
  return { docs, length };
}

/** Documents for which `isKept` holds. */
export function keep({ docs, length }: DocList, isKept: (doc: number) => boolean): DocList {
  const kept = new Int32Array(length);
  let count = 0;
  for (let index = 0; index < length; index++) {
    const doc = docs[index] ?? 0;
    if (isKept(doc)) kept[count++] = doc;
  }
  return { docs: kept, length: count };
}
