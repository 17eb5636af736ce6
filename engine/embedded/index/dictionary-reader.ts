import { PrefixWalk, SuffixWalk } from './affix-walks.js';
import { ByteCursor } from './byte-sink.js';
import { dictionaryFooterSize, dictionaryMagic, termsPerBlock } from './dictionary-writer.js';
import type { SegmentFile } from './segment-file-reader.js';
import { encodeKey, namespaces, reverseWord } from './term-key.js';
import { compareBytes, type TermEntry, TermWalk } from './term-walk.js';

export { compareBytes, type TermEntry, type TermWalk } from './term-walk.js';

/** Bytes read ahead by a walk over many blocks. */
const readAhead = 1 << 16;

export class DictionaryReader {
  readonly termCount: number;
  private readonly blockCount: number;
  private readonly indexOffset: number;
  private readonly offsets: Float64Array;
  private readonly keyStarts: Uint32Array;
  private readonly keys: Uint8Array;
  /** Number of the first word. */
  private firstWord: number | undefined;

  constructor(readonly file: SegmentFile) {
    const footer = new ByteCursor(file.readFresh(file.size - dictionaryFooterSize, dictionaryFooterSize));
    this.indexOffset = footer.uint48();
    this.blockCount = footer.uint48();
    this.termCount = footer.uint48();
    const keyBytes = footer.uint48();
    const magic = new TextDecoder().decode(footer.bytes.subarray(footer.at, footer.at + 8));
    if (magic !== dictionaryMagic) throw new Error(`${file.path} is not a dictionary of this version`);
    const index = new ByteCursor(file.readFresh(this.indexOffset, this.blockCount * 12 + keyBytes));
    this.offsets = new Float64Array(this.blockCount + 1);
    this.keyStarts = new Uint32Array(this.blockCount + 1);
    for (let block = 0; block < this.blockCount; block++) {
      this.offsets[block] = index.uint48();
      this.keyStarts[block] = index.uint48();
    }
    this.offsets[this.blockCount] = this.indexOffset;
    this.keyStarts[this.blockCount] = keyBytes;
    this.keys = index.bytes.subarray(index.at);
  }

  /** Last block whose first key is not above `key`; 0 at least. */
  private findBlock(key: Uint8Array): number {
    let low = 0;
    let high = this.blockCount - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const start = this.keyStarts[middle] ?? 0;
      const end = this.keyStarts[middle + 1] ?? 0;
      if (compareBytes(this.keys, start, end, key, key.length) <= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  find(key: string): TermEntry | undefined {
    if (this.blockCount === 0) return undefined;
    const wanted = encodeKey(key);
    const walk = this.walkBlocks(this.findBlock(wanted), 1);
    while (walk.next()) {
      const order = compareBytes(walk.key, 0, walk.keyLength, wanted, wanted.length);
      if (order === 0) return walk.entry();
      if (order > 0) return undefined;
    }
    return undefined;
  }

  /** All keys that start with `prefix`, in order. */
  walkPrefix(prefix: string): PrefixWalk {
    const wanted = encodeKey(prefix);
    return new PrefixWalk(this.walkBlocks(this.blockCount === 0 ? 0 : this.findBlock(wanted)), wanted);
  }

  /** All words that end in `suffix`, in no useful order; costs no more than the words that it finds. */
  walkSuffix(suffix: string): SuffixWalk {
    this.firstWord ??= this.rankOf(namespaces.word);
    return new SuffixWalk(this.walkPrefix(namespaces.reversed + reverseWord(suffix)), this.firstWord);
  }

  /** What the dictionary says of the keys with these numbers, ascending; each block is read once, neighbours together. */
  entries(ordinals: ArrayLike<number>): TermEntry[] {
    const found: TermEntry[] = [];
    for (let index = 0; index < ordinals.length;) {
      const first = Math.floor((ordinals[index] ?? 0) / termsPerBlock);
      const walk = this.walkBlocks(first, 1);
      while (index < ordinals.length && walk.next())
        if (walk.ordinal === ordinals[index]) {
          found.push(walk.entry());
          index++;
          if (Math.floor((ordinals[index] ?? 0) / termsPerBlock) !== first) break;
        }
    }
    return found;
  }

  /** Every key. */
  walkAll(): TermWalk {
    return this.walkBlocks(0);
  }

  /** Number of the first key that is not below `key`; termCount when all are. */
  rankOf(key: string): number {
    if (this.blockCount === 0) return 0;
    const wanted = encodeKey(key);
    const block = this.findBlock(wanted);
    const walk = this.walkBlocks(block, 1);
    while (walk.next()) {
      if (compareBytes(walk.key, 0, walk.keyLength, wanted, wanted.length) >= 0) return walk.ordinal;
    }
    return Math.min(this.termCount, (block + 1) * termsPerBlock);
  }

  /** The walk stands on the key with this number. */
  walkFrom(ordinal: number): TermWalk {
    const walk = this.walkBlocks(Math.floor(ordinal / termsPerBlock));
    while (walk.next() && walk.ordinal < ordinal);
    return walk;
  }

  /** The key with this number from byte `start` on, as text; reads one block. */
  textOf(ordinal: number, start: number): string {
    const walk = this.walkBlocks(Math.floor(ordinal / termsPerBlock), 1);
    while (walk.next() && walk.ordinal < ordinal);
    return walk.text(start);
  }

  /** The key as printed: its display form, or itself from byte `start` on. */
  spellingOf(ordinal: number, start: number): string {
    const walk = this.walkBlocks(Math.floor(ordinal / termsPerBlock), 1);
    while (walk.next() && walk.ordinal < ordinal);
    const display = walk.display();
    return display ? new TextDecoder().decode(display) : walk.text(start);
  }

  private walkBlocks(first: number, count = Number.POSITIVE_INFINITY): TermWalk {
    return new TermWalk(this, first, Math.min(this.blockCount, first + count));
  }

  /** As many whole blocks from `block` on as fit the read-ahead; one at least. */
  readBlocks(block: number, limit: number): { bytes: Uint8Array; next: number } {
    const start = this.offsets[block] ?? 0;
    let next = block + 1;
    while (next < limit && (this.offsets[next + 1] ?? 0) - start <= readAhead) next++;
    return { bytes: this.file.read(start, (this.offsets[next] ?? 0) - start), next };
  }
}
