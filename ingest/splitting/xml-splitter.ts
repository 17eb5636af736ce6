import type { SplitPlan } from '../format.js';
import { ByteWindow } from './byte-window.js';
import { byteTextOf, type ByteText } from './byte-text.js';
import { decodeHead, type Encoding } from './decode.js';
import type { Piece, RejectPiece, Splitter } from './piece.js';
import { RecordEndFinder } from './record-end.js';
import { findOpening, findTag, tailOf } from './tag-search.js';
import { findDoctypeEnd } from '../xml/doctype.js';
import { localNameOf, readName, readStartTag } from './xml-tokens.js';

/** What a step of the machine answers: a piece, or whether to go on with the bytes at hand. */
type Step = Piece | 'again' | 'more';

interface OpenElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  hasChildren: boolean;
}

/** Markup between records above this is taken for damage. */
const longestToken = 4 * 1024 * 1024;
const keptHead = 1024 * 1024;
const keptProlog = 64 * 1024;
const blank = /^(?:[ \t\r\n\ufeff]|\u00ef\u00bb\u00bf)*$/;

/**
 * Cuts XML into records by bytes: inside a record only its end tag is looked for; what stands between records is read token by token.
 * States: `gap` between records, `record` inside one, `large` inside one that is over the limit, `skip` inside an element that the
 * format does not know, `stray` in bytes that are no XML at all. Each state's bytes begin at the window's first byte.
 */
export class XmlSplitter implements Splitter {
  private readonly window = new ByteWindow();
  private readonly text: ByteText;
  private state: 'gap' | 'record' | 'large' | 'skip' | 'stray' = 'gap';
  private readonly stack: OpenElement[] = [];
  private prolog: Buffer[] = [];
  private prologLength = 0;
  private prologText: string | undefined = '';
  private isPrologOpen = true;
  private ending: RecordEndFinder | undefined;
  /** Qualified name of the element that the state is in. */
  private name = '';
  private depth = 0;
  private scan = 0;
  /** Where the bytes that are being consumed in parts began, and their first bytes. */
  private start = 0;
  private head: Buffer[] = [];
  private headLength = 0;
  private strayCode: RejectPiece['code'] = 'stray-content';
  private strayDetail = '';
  private oddByte: Buffer | undefined;
  private endsTruncated = false;

  constructor(
    private readonly plan: Extract<SplitPlan, { kind: 'xml-elements' }>,
    private readonly encoding: Encoding,
    private readonly maximumRecord: number,
  ) {
    this.text = byteTextOf(encoding);
  }

  *push(chunk: Buffer): Iterable<Piece> {
    this.window.append(this.encoding === 'utf-16be' ? this.swap(chunk) : chunk);
    yield* this.advance(false);
  }

  *finish(): Iterable<Piece> {
    yield* this.advance(true);
    const root = this.stack[0];
    if (root && !this.endsTruncated) {
      const detail = `\`${root.name}\` is not closed: the file may be cut`;
      yield { kind: 'reject', code: 'truncated', detail, offset: this.window.base, length: 0 };
    }
  }

  private *advance(isFinal: boolean): Iterable<Piece> {
    for (;;) {
      const step = this.step(isFinal);
      if (step === 'more') return;
      if (step !== 'again') yield step;
    }
  }

  private step(isFinal: boolean): Step {
    if (this.state === 'gap') return this.readGap(isFinal);
    if (this.state === 'record') return this.readRecord(isFinal);
    if (this.state === 'large') return this.readLarge(isFinal);
    if (this.state === 'skip') return this.readUnknown(isFinal);
    return this.readStray(isFinal);
  }

  private readGap(isFinal: boolean): Step {
    const { text } = this;
    const { bytes } = this.window;
    const { unit } = text;
    if (bytes.length < unit) return 'more';
    const open = text.indexOf(bytes, '<', 0);
    if (open !== 0) return this.readGapText(open < 0 ? bytes.length : open, open < 0, isFinal);
    const second = text.codeAt(bytes, unit);
    if (second === 0x3f) return this.readGapMarkup('?>', isFinal);
    if (second === 0x2f) return this.readGapEnd(isFinal);
    if (second !== 0x21) return this.readGapStart(isFinal);
    if (bytes.length < 9 * unit && !isFinal) return 'more';
    const sign = text.view(bytes, 0, 9 * unit);
    if (sign.startsWith('<!--')) return this.readGapMarkup('-->', isFinal);
    if (sign.startsWith('<![CDATA[')) return this.beginStray('stray-content', 'text between records');
    let end = -1;
    // A short view first: nearly every DOCTYPE is one line, and each document of a weekly file has one.
    for (let size = 2_048; end < 0 && size < longestToken * 8; size *= 8) {
      if (size > 2_048 && (size / 8) * unit >= bytes.length) break;
      end = findDoctypeEnd(text.view(bytes, 0, Math.min(bytes.length, size * unit)), 0);
    }
    if (end < 0) return this.wait(isFinal, 'a DOCTYPE that does not end');
    if (!this.isPrologOpen) this.beginDocument();
    return this.passOver(end * unit);
  }

  private readGapText(end: number, isOpen: boolean, isFinal: boolean): Step {
    const { unit } = this.text;
    const content = this.text.view(this.window.bytes, 0, end);
    if (isOpen && !isFinal && end <= longestToken * unit) {
      // A byte order mark may have come in part; blanks are done with.
      if (/^[ \t\r\n]*$/.test(content) && end % unit === 0) this.passOver(end);
      return 'more';
    }
    const holder = this.stack[this.stack.length - 1];
    const isValue = holder !== undefined && !holder.hasChildren;
    if (blank.test(content) || (isValue && end <= longestToken * unit)) return this.passOver(end);
    // Without the blanks before it, which may be gone already when the text comes in pieces.
    const blanks = /^(?:[ \t\r\n\ufeff]|\u00ef\u00bb\u00bf)*/.exec(content)?.[0] ?? '';
    this.passOver(blanks.length * unit);
    return this.beginStray('stray-content', 'text between records');
  }

  private readGapMarkup(close: string, isFinal: boolean): Step {
    const { bytes } = this.window;
    const end = this.text.indexOf(bytes, close, 2 * this.text.unit);
    if (end < 0) return this.wait(isFinal, `markup that should end with \`${close}\``);
    if (/^<\?xml\s/.test(this.text.view(bytes, 0, 6 * this.text.unit))) this.beginDocument();
    return this.passOver(end + close.length * this.text.unit);
  }

  /** Another document begins in the same file. */
  private beginDocument(): void {
    this.stack.length = 0;
    this.prolog = [];
    this.prologLength = 0;
    this.isPrologOpen = true;
  }

  private readGapEnd(isFinal: boolean): Step {
    const { unit } = this.text;
    const { bytes } = this.window;
    const end = this.text.indexOf(bytes, '>', 0);
    if (end < 0) return this.wait(isFinal, 'an end tag');
    const name = this.text.view(bytes, 2 * unit, Math.min(end, 1_000 * unit)).trim();
    const at = this.stack.findLastIndex((each) => each.name === name);
    if (at < 0) return this.beginStray('stray-content', `an end tag \`${name.slice(0, 80)}\` that nothing opened`);
    this.stack.length = at;
    return this.passOver(end + unit);
  }

  private readGapStart(isFinal: boolean): Step {
    const { text } = this;
    const { bytes } = this.window;
    const { unit } = text;
    let tag: ReturnType<typeof readStartTag> = 'incomplete';
    let view = '';
    for (let end = text.indexOf(bytes, '>', 0); tag === 'incomplete'; end = text.indexOf(bytes, '>', end + unit)) {
      if (end < 0 || end > longestToken * unit) break;
      tag = readStartTag((view = text.view(bytes, 0, end + unit)), 0);
    }
    if (tag === 'incomplete') return this.wait(isFinal, 'a start tag');
    const name = tag === 'damaged' ? readName(view, 1) : tag.name;
    if (name === undefined) return this.beginStray('stray-content', 'text between records');
    const local = localNameOf(name);
    const parent = this.stack[this.stack.length - 1];
    const isRecord = this.plan.elements.includes(local);
    if (tag === 'damaged' && !isRecord) return this.beginStray('stray-content', `a damaged tag \`${name}\``);
    if (parent) parent.hasChildren = true;
    this.name = name;
    const length = tag === 'damaged' ? 0 : tag.end * unit;
    if (isRecord) {
      if (tag !== 'damaged' && tag.isSelfClosing) return this.emitRecord(length);
      this.state = 'record';
      this.ending = new RecordEndFinder(text, name, (1 + name.length) * unit);
      return 'again';
    }
    if (tag === 'damaged') return 'again';
    if (this.plan.envelope.includes(local)) {
      // The view is bytewise: attribute values are read again in the file's encoding.
      const decoded = readStartTag(decodeHead(this.original(bytes.subarray(0, length)), this.encoding), 0);
      const attributes = typeof decoded === 'object' ? decoded.attributes : tag.attributes;
      if (!tag.isSelfClosing) this.stack.push({ name, attributes, hasChildren: false });
      return this.passOver(length);
    }
    this.beginParts('skip');
    this.depth = 1;
    this.scan = length;
    if (tag.isSelfClosing) return this.emitUnknown(length);
    return 'again';
  }

  private readRecord(isFinal: boolean): Step {
    const { bytes, base } = this.window;
    const isOver = bytes.length > this.maximumRecord;
    const found = (this.ending as RecordEndFinder).find(bytes, isFinal || isOver);
    if (found.kind === 'end') return this.emitRecord(found.at);
    if (found.kind === 'more' && isOver) {
      this.beginParts('large');
      this.scan = (1 + this.name.length) * this.text.unit;
      return 'again';
    }
    if (found.kind === 'more' && !isFinal) return 'more';
    const length = found.kind === 'cut' ? found.at : bytes.length;
    const why = found.kind === 'cut' ? 'another record begins' : 'the entry ends';
    this.endsTruncated = found.kind === 'more';
    const detail = `${why} before \`</${this.name}>\``;
    const kept = this.original(bytes.subarray(0, length));
    this.state = 'gap';
    this.window.discard(length);
    return { kind: 'reject', code: 'truncated', detail, offset: base, length, bytes: kept };
  }

  private emitRecord(length: number): Piece {
    const { bytes, base } = this.window;
    const record = this.original(bytes.subarray(0, length));
    this.state = 'gap';
    this.window.discard(length);
    this.isPrologOpen = false;
    if (length > this.maximumRecord) return this.tooLarge(base, length, record.subarray(0, keptHead));
    this.prologText ??= decodeHead(this.original(Buffer.concat(this.prolog)), this.encoding).slice(0, keptProlog);
    const rootAttributes = this.stack[0]?.attributes ?? {};
    return { kind: 'record', offset: base, bytes: record, rootAttributes, prolog: this.prologText };
  }

  private tooLarge(offset: number, length: number, bytes: Buffer): Piece {
    const detail = `a record of ${length} bytes, the limit is ${this.maximumRecord}; its first bytes are kept`;
    return { kind: 'reject', code: 'record-too-large', detail, offset, length, bytes };
  }

  private readLarge(isFinal: boolean): Step {
    const { bytes } = this.window;
    const tag = findTag(this.text, bytes, this.name, this.scan);
    const close = tag?.isClose ? this.text.indexOf(bytes, '>', tag.after) : -1;
    if (tag && !(tag.isClose && close < 0)) {
      this.consume(tag.isClose ? close + this.text.unit : tag.at);
    } else if (isFinal) {
      this.consume(bytes.length);
      this.endsTruncated = true;
    } else {
      this.consumeAllBut(tailOf(this.text, [this.name]));
      return 'more';
    }
    this.state = 'gap';
    return this.tooLarge(this.start, this.window.base - this.start, Buffer.concat(this.head));
  }

  private readUnknown(isFinal: boolean): Step {
    const { bytes } = this.window;
    const names = [...this.plan.elements, localNameOf(this.name)];
    const tag = findTag(this.text, bytes, this.name, this.scan);
    const record = findOpening(this.text, bytes, this.plan.elements, this.scan);
    if (record !== undefined && (!tag || record < tag.at)) {
      // Not foreign content after all but an envelope that the format does not list: its records are kept.
      this.stack.push({ name: this.name, attributes: {}, hasChildren: true });
      return this.emitUnknown(record);
    }
    if (tag) {
      const close = this.text.indexOf(bytes, '>', tag.after);
      if (close >= 0) {
        const isEmpty = !tag.isClose && this.text.codeAt(bytes, close - this.text.unit) === 0x2f;
        this.depth += tag.isClose ? -1 : isEmpty ? 0 : 1;
        if (this.depth === 0) return this.emitUnknown(close + this.text.unit);
        this.scan = close;
        return 'again';
      }
    }
    if (isFinal) {
      this.endsTruncated = true;
      return this.emitUnknown(bytes.length);
    }
    if (!tag) this.consumeAllBut(tailOf(this.text, names));
    return 'more';
  }

  private emitUnknown(length: number): Piece {
    this.consume(length);
    this.state = 'gap';
    const looksLike = `XML element \`${this.name}\``;
    return { kind: 'unsupported', looksLike, offset: this.start, length: this.window.base - this.start };
  }

  private readStray(isFinal: boolean): Step {
    const { text, scan } = this;
    const { bytes } = this.window;
    const holder = this.stack[this.stack.length - 1];
    const stops = [
      findOpening(text, bytes, this.plan.elements, scan) ?? -1,
      text.indexOf(bytes, '<?xml', scan),
      holder ? text.indexOf(bytes, `</${holder.name}>`, scan) : -1,
    ].filter((at) => at >= 0);
    if (stops.length > 0) this.consume(Math.min(...stops));
    else if (isFinal) this.consume(bytes.length);
    else {
      this.consumeAllBut(tailOf(text, [...this.plan.elements, holder?.name ?? '']));
      return 'more';
    }
    this.state = 'gap';
    this.endsTruncated ||= this.strayCode === 'truncated';
    const length = this.window.base - this.start;
    const kept = this.original(Buffer.concat(this.head));
    return { kind: 'reject', code: this.strayCode, detail: this.strayDetail, offset: this.start, length, bytes: kept };
  }

  private beginStray(code: RejectPiece['code'], detail: string): Step {
    this.beginParts('stray');
    // Looked at once already: the search for something better starts behind the first character.
    this.scan = this.text.unit;
    this.strayCode = code;
    this.strayDetail = detail;
    return 'again';
  }

  /** Waits for the end of a token, unless there is nothing to wait for. */
  private wait(isFinal: boolean, what: string): Step {
    if (isFinal) return this.beginStray('truncated', `the entry ends inside ${what}`);
    if (this.window.bytes.length <= longestToken * this.text.unit) return 'more';
    return this.beginStray('stray-content', `${what} of more than ${longestToken} characters`);
  }

  private beginParts(state: 'large' | 'skip' | 'stray'): void {
    this.state = state;
    this.start = this.window.base;
    this.head = [];
    this.headLength = 0;
    this.scan = 0;
  }

  private consume(length: number): void {
    if (this.headLength < keptHead && length > 0) {
      const part = Buffer.from(this.window.bytes.subarray(0, Math.min(length, keptHead - this.headLength)));
      this.head.push(part);
      this.headLength += part.length;
    }
    this.window.discard(length);
    this.scan = Math.max(0, this.scan - length);
  }

  private consumeAllBut(tail: number): void {
    const { unit } = this.text;
    const length = this.window.bytes.length - tail;
    if (length > 0) this.consume(length - (length % unit));
  }

  private passOver(length: number): 'again' {
    if (this.isPrologOpen && this.prologLength < keptProlog) {
      const part = Buffer.from(this.window.bytes.subarray(0, Math.min(length, keptProlog)));
      this.prolog.push(part);
      this.prologLength += part.length;
      this.prologText = undefined;
    }
    this.window.discard(length);
    return 'again';
  }

  /** Bytes as they stand in the entry. */
  private original(bytes: Buffer): Buffer {
    if (this.encoding !== 'utf-16be') return bytes;
    return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
  }

  private swap(chunk: Buffer): Buffer {
    const whole = this.oddByte ? Buffer.concat([this.oddByte, chunk]) : Buffer.from(chunk);
    const even = whole.length - (whole.length % 2);
    this.oddByte = even < whole.length ? whole.subarray(even) : undefined;
    return whole.subarray(0, even).swap16();
  }
}
