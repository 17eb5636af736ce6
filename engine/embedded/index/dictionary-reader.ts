import { ByteCursor } from './byte-sink.js';
import { dictionaryFooterSize, dictionaryMagic, termsPerBlock } from './dictionary-writer.js';
import { readMask } from './field-mask.js';
import type { SegmentFile } from './segment-file.js';
import { encodeKey, hasDisplay, hasPositions } from './term-key.js';

/** What the dictionary says of a key. */
export interface TermEntry {
  /** Number of the key in the segment, 0-based, in key order. */
  ordinal: number;
  withPositions: boolean;
  documentFrequency: number;
  postingsOffset: number;
  postingsLength: number;
  positionsOffset: number;
  positionsLength: number;
  single?: { doc: number; mask: number; frequency: number };
}

/** Bytes read ahead by a walk over many blocks. */
const readAhead = 1 << 16;

export class DictionaryReader {
  readonly termCount: number;
  private readonly blockCount: number;
  private readonly indexOffset: number;
  private readonly offsets: Float64Array;
  private readonly keyStarts: Uint32Array;
  private readonly keys: Uint8Array;

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
    return display ? decoder.decode(display) : walk.text(start);
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

/** Order of left[start, end) against right[0, length). */
export function compareBytes(left: Uint8Array, start: number, end: number, right: Uint8Array, length: number): number {
  const count = Math.min(end - start, length);
  for (let index = 0; index < count; index++) {
    const difference = (left[start + index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return end - start - length;
}

const decoder = new TextDecoder();

/** Stands on one key after another; its members are those of the key it stands on and change with `next`. */
export class TermWalk {
  /** Up to 64 bytes V8 keeps on its own heap, where they cost nothing to make. */
  key = new Uint8Array(64);
  keyLength = 0;
  ordinal: number;
  documentFrequency = 0;
  postingsOffset = 0;
  postingsLength = 0;
  positionsOffset = 0;
  positionsLength = 0;
  doc = 0;
  mask = 0;
  frequency = 0;
  private displayStart = 0;
  private displayLength = 0;
  private readonly cursor = new ByteCursor(new Uint8Array());

  constructor(
    private readonly dictionary: DictionaryReader,
    private nextBlock: number,
    private readonly limit: number,
  ) {
    this.ordinal = nextBlock * termsPerBlock - 1;
  }

  next(): boolean {
    const { cursor } = this;
    if ((this.ordinal + 1) % termsPerBlock === 0 || cursor.at >= cursor.bytes.length) {
      if (cursor.at >= cursor.bytes.length) {
        if (this.nextBlock >= this.limit) return false;
        const read = this.dictionary.readBlocks(this.nextBlock, this.limit);
        this.nextBlock = read.next;
        cursor.bytes = read.bytes;
        cursor.at = 0;
      }
      this.postingsOffset = cursor.uint48();
      this.positionsOffset = cursor.uint48();
    } else {
      this.postingsOffset += this.postingsLength;
      this.positionsOffset += this.positionsLength;
    }
    this.ordinal++;
    this.readEntry();
    return true;
  }

  private readEntry(): void {
    const { cursor } = this;
    const shared = cursor.varint();
    const added = cursor.varint();
    this.keyLength = shared + added;
    if (this.keyLength > this.key.length) {
      const grown = new Uint8Array(this.keyLength * 2);
      grown.set(this.key);
      this.key = grown;
    }
    const { key } = this;
    for (let index = shared; index < this.keyLength; index++) key[index] = cursor.byte();
    const namespace = key[0] ?? 0;
    this.documentFrequency = cursor.varint();
    this.positionsLength = 0;
    if (this.documentFrequency === 1) {
      this.postingsLength = 0;
      this.doc = cursor.varint();
      if (hasPositions(namespace)) {
        this.mask = readMask(cursor);
        this.frequency = cursor.varint();
        this.positionsLength = cursor.varint();
      }
    } else {
      this.postingsLength = cursor.varint();
      if (hasPositions(namespace)) this.positionsLength = cursor.varint();
    }
    this.displayLength = 0;
    if (hasDisplay(namespace)) {
      this.displayLength = cursor.varint();
      this.displayStart = cursor.at;
      cursor.at += this.displayLength;
    }
  }

  startsWith(prefix: Uint8Array): boolean {
    if (this.keyLength < prefix.length) return false;
    for (let index = 0; index < prefix.length; index++) if (this.key[index] !== prefix[index]) return false;
    return true;
  }

  /** The key from byte `start` on, as text. */
  text(start = 0): string {
    return decoder.decode(this.key.subarray(start, this.keyLength));
  }

  /** Bytes of the display form; undefined when it equals the key. */
  display(): Uint8Array | undefined {
    if (this.displayLength === 0) return undefined;
    return this.cursor.bytes.subarray(this.displayStart, this.displayStart + this.displayLength);
  }

  entry(): TermEntry {
    const withPositions = hasPositions(this.key[0] ?? 0);
    return {
      ordinal: this.ordinal,
      withPositions,
      documentFrequency: this.documentFrequency,
      postingsOffset: this.postingsOffset,
      postingsLength: this.postingsLength,
      positionsOffset: this.positionsOffset,
      positionsLength: this.positionsLength,
      single:
        this.documentFrequency === 1
          ? { doc: this.doc, mask: withPositions ? this.mask : 0, frequency: withPositions ? this.frequency : 1 }
          : undefined,
    };
  }
}

/** Walk over the keys with a common prefix. */
export class PrefixWalk {
  private isStarted = false;

  constructor(
    readonly walk: TermWalk,
    private readonly prefix: Uint8Array,
  ) {}

  /** Moves to the next key with the prefix; false when there is none. */
  next(): boolean {
    const { walk, prefix } = this;
    while (walk.next()) {
      if (walk.startsWith(prefix)) {
        this.isStarted = true;
        return true;
      }
      if (this.isStarted || compareBytes(walk.key, 0, walk.keyLength, prefix, prefix.length) > 0) return false;
    }
    return false;
  }
}
