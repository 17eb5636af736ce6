import { ByteCursor } from './byte-sink.js';
import { termsPerBlock } from './dictionary-writer.js';
import { readMask } from './field-mask.js';
import type { SinglePosting } from './postings-source.js';
import { hasDisplay, hasPositions, isReversed } from './term-key.js';

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
  single?: SinglePosting;
}

/** Reads whole blocks of a dictionary: as many from `block` on as are worth one read, `limit` not among them. */
export interface BlockSource {
  readBlocks(block: number, limit: number): { bytes: Uint8Array; next: number };
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
  /** Of a word that stands once in one document: its position in the field. */
  position = 0;
  /** Of a reversed word: its number among the words. */
  wordNumber = 0;
  private displayStart = 0;
  private displayLength = 0;
  private readonly cursor = new ByteCursor(new Uint8Array());

  constructor(
    private readonly dictionary: BlockSource,
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
    const lengths = cursor.byte();
    let shared = lengths >>> 4;
    let added = lengths & 15;
    if (shared === 15) shared += cursor.varint();
    if (added === 15) added += cursor.varint();
    this.keyLength = shared + added;
    if (this.keyLength > this.key.length) {
      const grown = new Uint8Array(this.keyLength * 2);
      grown.set(this.key);
      this.key = grown;
    }
    const { key } = this;
    for (let index = shared; index < this.keyLength; index++) key[index] = cursor.byte();
    const namespace = key[0] ?? 0;
    this.postingsLength = 0;
    this.positionsLength = 0;
    this.displayLength = 0;
    const number = cursor.varint();
    if (isReversed(namespace)) {
      this.wordNumber = number;
      this.documentFrequency = 0;
      return;
    }
    const withPositions = hasPositions(namespace);
    if (number % 2 === 1) {
      this.documentFrequency = 1;
      this.doc = (number - 1) / 2;
      if (withPositions) {
        this.mask = readMask(cursor);
        this.frequency = cursor.varint();
        if (this.frequency === 1) this.position = cursor.varint();
        else this.positionsLength = cursor.varint();
      }
    } else {
      this.documentFrequency = number / 2;
      this.postingsLength = cursor.varint();
      if (withPositions) this.positionsLength = cursor.varint();
    }
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
          ? {
              doc: this.doc,
              mask: withPositions ? this.mask : 0,
              frequency: withPositions ? this.frequency : 1,
              position: withPositions && this.frequency === 1 ? this.position : 0,
            }
          : undefined,
    };
  }
}
