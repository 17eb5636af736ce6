import type { EntryBytes } from './entry-bytes.js';
import type { KeptExtent } from './kept-extent.js';
import type { Piece } from './piece.js';

/** First bytes of rejected content that are kept. */
export const keptHead = 1024 * 1024;

/** What a step of a splitter answers: a piece, or whether to go on with the bytes at hand. */
export type Step = Piece | 'again' | 'more';

/** Content that is let go of while it is read, whatever its length: only its place and its first bytes are kept. */
export abstract class PassedOver {
  /** The entry ended inside it. */
  isCutOff = false;
  /** Where the search goes on, in the bytes at hand. */
  protected scan = 0;
  private readonly start: number;
  private readonly head: Buffer[] = [];
  private headLength = 0;

  constructor(protected readonly entry: EntryBytes) {
    this.start = entry.base;
  }

  /** The piece ends the content; the bytes at hand then begin behind it. */
  abstract read(isFinal: boolean): Step;

  protected consume(length: number): void {
    if (this.headLength < keptHead && length > 0) {
      const part = Buffer.from(this.entry.bytes.subarray(0, Math.min(length, keptHead - this.headLength)));
      this.head.push(part);
      this.headLength += part.length;
    }
    this.entry.discard(length);
    this.scan = Math.max(0, this.scan - length);
  }

  /** Lets go of all but the last bytes, which may hold the beginning of a tag. */
  protected consumeAllBut(tail: number): void {
    const length = this.entry.bytes.length - tail;
    if (length > 0) this.consume(length - (length % this.entry.text.unit));
  }

  /** Where the content stands, and its first bytes. */
  protected extent(): KeptExtent {
    const bytes = this.entry.original(Buffer.concat(this.head));
    return { offset: this.start, length: this.entry.base - this.start, bytes };
  }
}
