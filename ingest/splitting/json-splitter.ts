import type { SplitPlan } from '../format.js';
import type { Encoding } from './decode.js';
import { EntryBytes } from './entry-bytes.js';
import { OpenExtent } from './kept-extent.js';
import { rejectTooLarge } from './oversized-record.js';
import { keptHead } from './passed-over.js';
import type { Piece, RejectPiece, Splitter } from './piece.js';

const [quote, backslash, comma, colon, openBracket, closeBracket, openBrace, closeBrace, newLine] = [
  0x22, 0x5c, 0x2c, 0x3a, 0x5b, 0x5d, 0x7b, 0x7d, 0x0a,
] as const;
const isBlank = (code: number) =>
  code === 0x20 || code === newLine || code === 0x0d || code === 0x09 || code === 0xfeff;

/**
 * Cuts JSON arrays into their members by matching braces and strings in bytes; nothing is parsed here. Arrays may follow each other.
 * A raw line break ends a string that was not closed (JSON allows none inside), so that one damaged member costs itself only.
 */
export class JsonArraySplitter implements Splitter {
  private readonly entry: EntryBytes;
  private scan = 0;
  private depth = 0;
  private isInString = false;
  /** Depth at which the members of the wanted array stand; 0 until the array is found. */
  private arrayDepth = 0;
  /** An array of records was read to its end. */
  private isDone = false;
  private memberStart = -1;
  /** A comma asks for another member. */
  private isMemberDue = false;
  /** A member that is over the limit. */
  private large: OpenExtent | undefined;
  private stringStart = -1;
  private lastString = '';
  private lastKey: string | undefined;
  /** Text behind the arrays, as long as it is short enough to be kept whole, and when it no longer is. */
  private strayStart = -1;
  private stray: OpenExtent | undefined;

  constructor(
    private readonly plan: Extract<SplitPlan, { kind: 'json-array' }>,
    encoding: Encoding,
    private readonly maximumRecord: number,
  ) {
    this.entry = new EntryBytes(encoding);
  }

  *push(chunk: Buffer): Iterable<Piece> {
    this.entry.append(chunk);
    yield* this.advance();
    this.trim();
  }

  *finish(): Iterable<Piece> {
    if (this.memberStart >= 0 && this.depth === this.arrayDepth && !this.isInString) yield this.endMember(this.scan);
    if (this.memberStart >= 0 || this.large) {
      const piece = this.endMember(this.entry.bytes.length);
      const detail = 'the entry ends inside a record';
      if (piece.kind === 'record')
        yield { ...piece, kind: 'reject', code: 'truncated', detail, length: piece.bytes.length };
      else yield piece;
    } else if (!this.isDone) {
      const detail = this.arrayDepth > 0 ? 'the array of records is not closed' : 'no array of records in this entry';
      yield { kind: 'reject', code: 'truncated', detail, offset: this.entry.base + this.scan, length: 0 };
    }
    const stray = this.endStray();
    if (stray) yield stray;
    const half = this.entry.takeHalf();
    if (half) yield half;
  }

  private endStray(): RejectPiece | undefined {
    const found = this.stray ?? (this.strayStart < 0 ? undefined : new OpenExtent(this.entry, this.strayStart));
    const detail = 'text after the array of records';
    return found && { kind: 'reject', code: 'stray-content', detail, ...found.endAt(this.entry.bytes.length) };
  }

  private *advance(): Iterable<Piece> {
    const { text, bytes } = this.entry;
    const { unit } = text;
    const { length } = bytes;
    for (; this.scan < length; this.scan += unit) {
      if (this.isInString && !this.isAtStringMark()) return;
      const code = text.codeAt(bytes, this.scan);
      if (this.isInString) {
        if (code === backslash) {
          // The escaped character may not have arrived: look at both together.
          if (this.scan + unit >= length) return;
          this.scan += unit;
        } else this.endString();
        continue;
      }
      if (this.isDone && this.depth === 0 && !this.beginsAgain(code)) {
        if (this.strayStart < 0 && !this.stray && !isBlank(code)) this.strayStart = this.scan;
        continue;
      }
      if (this.arrayDepth > 0 && this.depth === this.arrayDepth && (code === comma || code === closeBracket)) {
        const isMissing = this.memberStart < 0 && !this.large && (code === comma || this.isMemberDue);
        if (isMissing) yield this.missMember();
        else if (this.memberStart >= 0 || this.large) yield this.endMember(this.scan);
        this.isMemberDue = code === comma;
        if (code === comma) continue;
      } else if (this.isMemberStart(code)) this.memberStart = this.scan;
      this.track(code);
    }
  }

  /** Goes on to the next character of a string that means something; false when none is at hand. */
  private isAtStringMark(): boolean {
    const { text, bytes } = this.entry;
    const { unit } = text;
    for (; this.scan < bytes.length; this.scan += unit) {
      const code = unit === 1 ? bytes[this.scan] : text.codeAt(bytes, this.scan);
      if (code === backslash || code === quote || code === newLine) return true;
    }
    return false;
  }

  /** Another array, or object around one, behind the last. */
  private beginsAgain(code: number): boolean {
    if (this.strayStart >= 0 || this.stray) return false;
    if (code !== (this.plan.member === undefined ? openBracket : openBrace)) return false;
    this.isDone = false;
    this.lastKey = undefined;
    return true;
  }

  private missMember(): Piece {
    const offset = this.entry.base + this.scan;
    return { kind: 'reject', code: 'stray-content', detail: 'no value where a record is expected', offset, length: 0 };
  }

  private isMemberStart(code: number): boolean {
    if (this.arrayDepth === 0 || this.depth !== this.arrayDepth) return false;
    return this.memberStart < 0 && !this.large && !isBlank(code);
  }

  private track(code: number): void {
    if (code === quote) {
      this.isInString = true;
      this.stringStart = this.scan;
    } else if (code === colon && this.depth === 1) this.lastKey = this.lastString;
    else if (code === openBracket || code === openBrace) {
      this.depth++;
      const isWanted = this.depth === 1 || (this.depth === 2 && this.lastKey === this.plan.member);
      if (code === openBracket && isWanted && this.arrayDepth === 0 && !this.isDone) this.arrayDepth = this.depth;
    } else if (code === closeBracket || code === closeBrace) {
      if (this.depth === this.arrayDepth) {
        this.arrayDepth = 0;
        this.isDone = true;
      }
      if (this.depth > 0) this.depth--;
    }
  }

  private endString(): void {
    this.isInString = false;
    if (this.depth === 1 && this.arrayDepth === 0 && this.stringStart >= 0)
      this.lastString = this.entry.text.view(this.entry.bytes, this.stringStart + this.entry.text.unit, this.scan);
    this.stringStart = -1;
  }

  private endMember(end: number): Piece {
    const { bytes, base } = this.entry;
    const { large, memberStart: start } = this;
    this.large = undefined;
    this.memberStart = -1;
    const found = large ?? (end - start > this.maximumRecord ? new OpenExtent(this.entry, start) : undefined);
    if (found) return rejectTooLarge(found.endAt(end), this.maximumRecord);
    const record = this.entry.original(bytes.subarray(start, end));
    return { kind: 'record', offset: base + start, bytes: record, rootAttributes: {}, prolog: '' };
  }

  /** Lets go of bytes that no member needs any more. */
  private trim(): void {
    if (this.memberStart >= 0 && this.scan - this.memberStart > this.maximumRecord) {
      this.large = new OpenExtent(this.entry, this.memberStart);
      this.memberStart = -1;
    }
    if (this.strayStart >= 0 && this.scan - this.strayStart > keptHead) {
      this.stray = new OpenExtent(this.entry, this.strayStart);
      this.strayStart = -1;
    }
    const marks = [this.memberStart, this.strayStart, this.arrayDepth === 0 ? this.stringStart : -1, this.scan];
    const keep = Math.min(...marks.filter((at) => at >= 0));
    if (keep < 64 * 1024 && keep < this.entry.bytes.length) return;
    this.entry.discard(keep);
    this.scan -= keep;
    if (this.memberStart >= 0) this.memberStart -= keep;
    if (this.strayStart >= 0) this.strayStart -= keep;
    if (this.stringStart >= 0) this.stringStart -= keep;
  }
}
