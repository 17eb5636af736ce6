import { byteTextOf, type ByteText } from './byte-text.js';
import { ByteWindow } from './byte-window.js';
import type { Encoding } from './decode.js';
import type { RejectPiece } from './piece.js';

/**
 * The bytes of an entry as a splitter sees them: whole code units, UTF-16BE turned into little endian for the search and back again
 * for what is handed out.
 */
export class EntryBytes {
  readonly text: ByteText;
  private readonly window = new ByteWindow();
  /** First half of a code unit of which the second has not arrived. */
  private half: Buffer | undefined;

  constructor(readonly encoding: Encoding) {
    this.text = byteTextOf(encoding);
  }

  /** What is still being looked at. */
  get bytes(): Buffer {
    return this.window.bytes;
  }

  /** Offset of the first of `bytes` in the entry. */
  get base(): number {
    return this.window.base;
  }

  append(chunk: Buffer): void {
    if (this.text.unit === 1) return this.window.append(chunk);
    const all = this.half ? Buffer.concat([this.half, chunk]) : chunk;
    const whole = all.subarray(0, all.length - (all.length % 2));
    this.half = whole.length < all.length ? Buffer.from(all.subarray(whole.length)) : undefined;
    this.window.append(this.encoding === 'utf-16be' ? Buffer.from(whole).swap16() : whole);
  }

  /** Forgets the first `count` bytes. */
  discard(count: number): void {
    this.window.discard(count);
  }

  /** Bytes as they stand in the entry. */
  original(bytes: Buffer): Buffer {
    return this.encoding === 'utf-16be' ? Buffer.from(bytes).swap16() : bytes;
  }

  /** Half a code unit at the end of the entry, behind everything else. */
  takeHalf(): RejectPiece | undefined {
    const bytes = this.half;
    if (!bytes) return undefined;
    this.half = undefined;
    const offset = this.window.base + this.window.bytes.length;
    return { kind: 'reject', code: 'truncated', detail: 'half a UTF-16 code unit', offset, length: 1, bytes };
  }
}
