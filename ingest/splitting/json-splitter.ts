import type { SplitPlan } from '../format.js';
import { byteTextOf, type ByteText } from './byte-text.js';
import { ByteWindow } from './byte-window.js';
import type { Encoding } from './decode.js';
import type { Piece, Splitter } from './piece.js';

const keptHead = 1024 * 1024;
const [quote, backslash, comma, colon, openBracket, closeBracket, openBrace, closeBrace, newLine] = [
  0x22, 0x5c, 0x2c, 0x3a, 0x5b, 0x5d, 0x7b, 0x7d, 0x0a,
] as const;
const isBlank = (code: number) =>
  code === 0x20 || code === newLine || code === 0x0d || code === 0x09 || code === 0xfeff;

/**
 * Cuts a JSON array into its members by matching braces and strings in bytes; nothing is parsed here.
 * A raw line break ends a string that was not closed (JSON allows none inside), so that one damaged member costs itself only.
 */
export class JsonArraySplitter implements Splitter {
  private readonly window = new ByteWindow();
  private readonly text: ByteText;
  private scan = 0;
  private depth = 0;
  private isInString = false;
  /** Depth at which the members of the wanted array stand; 0 until the array is found. */
  private arrayDepth = 0;
  private isDone = false;
  private memberStart = -1;
  /** Absolute start of a member that is over the limit, with its first bytes. */
  private large: { start: number; head: Buffer } | undefined;
  private stringStart = -1;
  private lastString = '';
  private lastKey: string | undefined;
  private strayStart = -1;

  constructor(
    private readonly plan: Extract<SplitPlan, { kind: 'json-array' }>,
    encoding: Encoding,
    private readonly maximumRecord: number,
  ) {
    this.text = byteTextOf(encoding);
  }

  *push(chunk: Buffer): Iterable<Piece> {
    this.window.append(chunk);
    yield* this.advance();
    this.trim();
  }

  *finish(): Iterable<Piece> {
    if (this.memberStart >= 0 && this.depth === this.arrayDepth && !this.isInString) yield this.endMember(this.scan);
    if (this.memberStart >= 0 || this.large) {
      const piece = this.endMember(this.window.bytes.length);
      const detail = 'the entry ends inside a record';
      if (piece.kind === 'record')
        yield { ...piece, kind: 'reject', code: 'truncated', detail, length: piece.bytes.length };
      else yield piece;
    } else if (!this.isDone) {
      const detail = this.arrayDepth > 0 ? 'the array of records is not closed' : 'no array of records in this entry';
      yield { kind: 'reject', code: 'truncated', detail, offset: this.window.base + this.scan, length: 0 };
    } else if (this.strayStart >= 0) {
      const bytes = this.window.bytes.subarray(this.strayStart);
      const offset = this.window.base + this.strayStart;
      const detail = 'text after the array of records';
      yield { kind: 'reject', code: 'stray-content', detail, offset, length: bytes.length, bytes };
    }
  }

  private *advance(): Iterable<Piece> {
    const { unit } = this.text;
    const { bytes } = this.window;
    const length = bytes.length - (bytes.length % unit);
    for (; this.scan < length; this.scan += unit) {
      const code = this.text.codeAt(bytes, this.scan);
      if (this.isInString) {
        if (code === backslash) {
          // The escaped character may not have arrived: look at both together.
          if (this.scan + unit >= length) return;
          this.scan += unit;
        } else if (code === quote || code === newLine) this.endString();
        continue;
      }
      if (this.isDone && this.depth === 0) {
        if (this.strayStart < 0 && !isBlank(code)) this.strayStart = this.scan;
        continue;
      }
      if (this.arrayDepth > 0 && this.depth === this.arrayDepth && (code === comma || code === closeBracket)) {
        if (this.memberStart >= 0 || this.large) yield this.endMember(this.scan);
        if (code === comma) continue;
      } else if (this.isMemberStart(code)) this.memberStart = this.scan;
      this.track(code);
    }
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
      this.lastString = this.text.view(this.window.bytes, this.stringStart + this.text.unit, this.scan);
    this.stringStart = -1;
  }

  private endMember(end: number): Piece {
    const { bytes, base } = this.window;
    if (this.large) {
      const { start, head } = this.large;
      this.large = undefined;
      return this.tooLarge(start, base + end - start, head);
    }
    const start = this.memberStart;
    this.memberStart = -1;
    const record = bytes.subarray(start, end);
    if (record.length > this.maximumRecord)
      return this.tooLarge(base + start, record.length, record.subarray(0, keptHead));
    return { kind: 'record', offset: base + start, bytes: record, rootAttributes: {}, prolog: '' };
  }

  private tooLarge(offset: number, length: number, bytes: Buffer): Piece {
    const detail = `a record of ${length} bytes, the limit is ${this.maximumRecord}; its first bytes are kept`;
    return { kind: 'reject', code: 'record-too-large', detail, offset, length, bytes };
  }

  /** Lets go of bytes that no member needs any more. */
  private trim(): void {
    if (this.memberStart >= 0 && this.scan - this.memberStart > this.maximumRecord) {
      const head = Buffer.from(this.window.bytes.subarray(this.memberStart, this.memberStart + keptHead));
      this.large = { start: this.window.base + this.memberStart, head };
      this.memberStart = -1;
    }
    const marks = [this.memberStart, this.strayStart, this.arrayDepth === 0 ? this.stringStart : -1, this.scan];
    const keep = Math.min(...marks.filter((at) => at >= 0));
    if (keep < 64 * 1024 && keep < this.window.bytes.length) return;
    this.window.discard(keep);
    this.scan -= keep;
    if (this.memberStart >= 0) this.memberStart -= keep;
    if (this.strayStart >= 0) this.strayStart -= keep;
    if (this.stringStart >= 0) this.stringStart -= keep;
  }
}
