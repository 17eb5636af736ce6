import { ByteSink } from './byte-sink.js';
import { writeMask } from './field-mask.js';
import type { FileStamp, SegmentFileWriter } from './segment-file.js';
import { hasDisplay, hasPositions } from './term-key.js';

/**
 * Dictionary file: all keys of the segment in UTF-8 byte order (term-key.ts), in blocks of 32, then the index of the blocks.
 *
 *   block   u48 postings offset, u48 positions offset of its first term; both run on from term to term by the lengths given; then per term:
 *             u8 shared bytes with the key before (0 for the first of a block) * 16 + further bytes; a half that is 15 is followed by v what is
 *             beyond 15, in this order; the further bytes
 *             one document:  v ordinal * 2 + 1; with positions: mask, v frequency, then v position when that is 1, else v bytes of positions
 *             more:          v document frequency * 2, v bytes of postings; with positions: v bytes of positions
 *             `value` keys:  v length, display form (UTF-8; empty when it equals the key)
 *             `reversed` keys have none of these: v number of the word among the segment's `word` keys, from 0
 *   index   per block u48 offset, u48 start of its first key in `keys`; then `keys`: the first keys of all blocks end to end
 *   footer  32 bytes: u48 offset of the index, u48 blocks, u48 terms, u48 bytes of `keys`, `IPRTERM2`
 */
export const termsPerBlock = 32;
export const dictionaryFooterSize = 32;
export const dictionaryMagic = 'IPRTERM2';

export class DictionaryWriter {
  termCount = 0;
  private readonly block = new ByteSink(8192);
  private readonly index = new ByteSink(65536);
  private readonly keys = new ByteSink(65536);
  private previous = new Uint8Array(256);
  private previousLength = 0;
  private blockCount = 0;

  constructor(private readonly file: SegmentFileWriter) {}

  /** Starts the entry of a key above all before; the caller then writes the rest with one of the two methods below. */
  private startEntry(
    key: Uint8Array,
    length: number,
    /** The number after the key. */
    number: number,
    postings: number,
    positions: number,
  ): void {
    const { block } = this;
    let shared = 0;
    if (this.termCount % termsPerBlock === 0) {
      this.flush();
      this.index.uint48(this.file.offset);
      this.index.uint48(this.keys.length);
      this.keys.copy(key, 0, length);
      this.blockCount++;
      block.uint48(postings);
      block.uint48(positions);
    } else {
      const limit = Math.min(length, this.previousLength);
      while (shared < limit && key[shared] === this.previous[shared]) shared++;
    }
    const added = length - shared;
    block.byte((Math.min(shared, 15) << 4) | Math.min(added, 15));
    if (shared >= 15) block.varint(shared - 15);
    if (added >= 15) block.varint(added - 15);
    block.copy(key, shared, length);
    block.varint(number);
    if (this.previous.length < length) this.previous = new Uint8Array(length * 2);
    for (let index = shared; index < length; index++) this.previous[index] = key[index] ?? 0;
    this.previousLength = length;
    this.termCount++;
  }

  /** A reversed word; `number` is that of the word among the words. `postings` and `positions` are where the files end. */
  addReversed(key: Uint8Array, length: number, number: number, postings: number, positions: number): void {
    this.startEntry(key, length, number, postings, positions);
  }

  /**
   * A key with one document. `postings` and `positions` are the offsets that the term starts at; `place` is its position when its frequency is 1, else
   * the bytes of its positions.
   */
  addSingle(
    key: Uint8Array,
    length: number,
    postings: number,
    positions: number,
    doc: number,
    mask: number,
    frequency: number,
    place: number,
    display: Uint8Array | undefined,
  ): void {
    this.startEntry(key, length, doc * 2 + 1, postings, positions);
    if (hasPositions(key[0] ?? 0)) {
      writeMask(this.block, mask);
      this.block.varint(frequency);
      this.block.varint(place);
    }
    this.addDisplay(key[0] ?? 0, display);
  }

  addMany(
    key: Uint8Array,
    length: number,
    postings: number,
    positions: number,
    documentFrequency: number,
    postingBytes: number,
    positionBytes: number,
    display: Uint8Array | undefined,
  ): void {
    this.startEntry(key, length, documentFrequency * 2, postings, positions);
    this.block.varint(postingBytes);
    if (hasPositions(key[0] ?? 0)) this.block.varint(positionBytes);
    this.addDisplay(key[0] ?? 0, display);
  }

  private addDisplay(namespace: number, display: Uint8Array | undefined): void {
    if (!hasDisplay(namespace)) return;
    this.block.varint(display?.length ?? 0);
    if (display) this.block.copy(display, 0, display.length);
  }

  private flush(): void {
    if (this.block.length > 0) this.file.write(this.block.bytes, 0, this.block.length);
    this.block.reset();
  }

  finish(): FileStamp {
    this.flush();
    const start = this.file.offset;
    this.file.write(this.index.bytes, 0, this.index.length);
    this.file.write(this.keys.bytes, 0, this.keys.length);
    const footer = new ByteSink(dictionaryFooterSize);
    footer.uint48(start);
    footer.uint48(this.blockCount);
    footer.uint48(this.termCount);
    footer.uint48(this.keys.length);
    const magic = new TextEncoder().encode(dictionaryMagic);
    footer.copy(magic, 0, magic.length);
    this.file.write(footer.bytes, 0, footer.length);
    return this.file.finish();
  }
}
