import { findDoctypeEnd } from '../xml/doctype.js';
import { decodeHead } from './decode.js';
import type { EntryBytes } from './entry-bytes.js';
import type { Envelope } from './envelope.js';
import type { Step } from './passed-over.js';
import type { RejectPiece } from './piece.js';
import { findTagEnd, localNameOf, readName, readStartTag } from './xml-tokens.js';

/** What was found between records: the bytes at hand begin with it. */
export type GapStep =
  | Step
  /** `emptyLength`: the record is one self-closing tag of this length. */
  | { kind: 'begin-record'; name: string; emptyLength?: number }
  | { kind: 'begin-unknown'; name: string; tag: { length: number; isSelfClosing: boolean } }
  | { kind: 'begin-stray'; code: RejectPiece['code']; detail: string };

/** Markup between records above this is taken for damage. */
const longestToken = 4 * 1024 * 1024;
const blank = /^(?:[ \t\r\n\ufeff]|\u00ef\u00bb\u00bf)*$/;
const blanksAtStart = /^(?:[ \t\r\n\ufeff]|\u00ef\u00bb\u00bf)*/;

/** Reads what stands between records, one token at a time: prologs, comments, the tags of the envelope. */
export class GapReader {
  constructor(
    private readonly entry: EntryBytes,
    private readonly envelope: Envelope,
    private readonly names: { elements: readonly string[]; envelope: readonly string[] },
  ) {}

  read(isFinal: boolean): GapStep {
    const { text, bytes } = this.entry;
    const { unit } = text;
    if (bytes.length < unit) return 'more';
    const open = text.codeAt(bytes, 0) === 0x3c ? 0 : text.indexOf(bytes, '<', 0);
    if (open !== 0) return this.readText(open < 0 ? bytes.length : open, open < 0, isFinal);
    const second = text.codeAt(bytes, unit);
    if (second === 0x3f) return this.readMarkup('?>', isFinal);
    if (second === 0x2f) return this.readEndTag(isFinal);
    if (second !== 0x21) return this.readStartTag(isFinal);
    if (bytes.length < 9 * unit && !isFinal) return 'more';
    const sign = text.view(bytes, 0, 9 * unit);
    if (sign.startsWith('<!--')) return this.readMarkup('-->', isFinal);
    if (sign.startsWith('<![CDATA[')) return stray('text between records');
    return this.readDoctype(isFinal);
  }

  private readDoctype(isFinal: boolean): GapStep {
    const { text, bytes } = this.entry;
    const { unit } = text;
    let end = -1;
    // A short view first: nearly every DOCTYPE is one line, and each document of a weekly file has one.
    for (let size = 2_048; end < 0 && size < longestToken * 8; size *= 8) {
      if (size > 2_048 && (size / 8) * unit >= bytes.length) break;
      end = findDoctypeEnd(text.view(bytes, 0, Math.min(bytes.length, size * unit)), 0);
    }
    if (end < 0) return this.wait(isFinal, 'a DOCTYPE that does not end');
    if (!this.envelope.isBeforeRecords) this.envelope.beginDocument();
    return this.passOver(end * unit);
  }

  private readText(end: number, isOpen: boolean, isFinal: boolean): GapStep {
    const { text, bytes, base } = this.entry;
    const { unit } = text;
    const content = text.view(bytes, 0, end);
    if (isOpen && !isFinal && end <= longestToken * unit) {
      // A byte order mark may have come in part; blanks are done with.
      if (/^[ \t\r\n]*$/.test(content) && end % unit === 0) this.passOver(end);
      return 'more';
    }
    if (blank.test(content)) return this.passOver(end);
    // Without the blanks before it, which may be gone already when the text comes in pieces.
    const blanks = (blanksAtStart.exec(content)?.[0] ?? '').length * unit;
    const value = this.entry.original(bytes.subarray(blanks, end));
    if (end <= longestToken * unit && this.envelope.takeValue(value, base + blanks)) return this.passOver(end);
    this.passOver(blanks);
    return stray('text between records');
  }

  private readMarkup(close: string, isFinal: boolean): GapStep {
    const { text, bytes } = this.entry;
    const end = text.indexOf(bytes, close, 2 * text.unit);
    if (end < 0) return this.wait(isFinal, `markup that should end with \`${close}\``);
    if (/^<\?xml\s/.test(text.view(bytes, 0, 6 * text.unit))) this.envelope.beginDocument();
    return this.passOver(end + close.length * text.unit);
  }

  private readEndTag(isFinal: boolean): GapStep {
    const { text, bytes } = this.entry;
    const { unit } = text;
    const end = text.indexOf(bytes, '>', 0);
    if (end < 0) return this.wait(isFinal, 'an end tag');
    const name = text.view(bytes, 2 * unit, Math.min(end, 1_000 * unit)).trim();
    const lost = this.envelope.endRoot();
    if (lost) return lost;
    if (!this.envelope.leave(name)) return stray(`an end tag \`${name.slice(0, 80)}\` that nothing opened`);
    return this.passOver(end + unit);
  }

  private readStartTag(isFinal: boolean): GapStep {
    const { text, bytes } = this.entry;
    const { unit } = text;
    const found = findTagEnd(text, bytes);
    if (found === 'incomplete') return this.wait(isFinal, 'a start tag');
    const length = found === 'damaged' ? 0 : found.end;
    const view = text.view(bytes, 0, found === 'damaged' ? Math.min(bytes.length, 1_000 * unit) : length);
    const name = readName(view, 1);
    if (name === undefined) return stray('text between records');
    const lost = this.envelope.beginChild();
    if (lost) return lost;
    const local = localNameOf(name);
    if (this.names.elements.includes(local)) {
      const isEmpty = found !== 'damaged' && found.isSelfClosing;
      return { kind: 'begin-record', name, ...(isEmpty ? { emptyLength: length } : {}) };
    }
    if (found === 'damaged' || typeof readStartTag(view, 0) === 'string') return stray(`a damaged tag \`${name}\``);
    const { isSelfClosing } = found;
    if (!this.names.envelope.includes(local)) return { kind: 'begin-unknown', name, tag: { length, isSelfClosing } };
    // The view is bytewise: attribute values are read in the entry's encoding.
    const tag = readStartTag(decodeHead(this.entry.original(bytes.subarray(0, length)), this.entry.encoding), 0);
    if (!isSelfClosing) this.envelope.enter(name, typeof tag === 'object' ? tag.attributes : {});
    return this.passOver(length);
  }

  /** Waits for the end of a token, unless there is nothing to wait for. */
  private wait(isFinal: boolean, what: string): GapStep {
    if (isFinal) return stray(`the entry ends inside ${what}`, 'truncated');
    if (this.entry.bytes.length <= longestToken * this.entry.text.unit) return 'more';
    return stray(`${what} of more than ${longestToken} characters`);
  }

  private passOver(length: number): 'again' {
    this.envelope.addToProlog(this.entry.bytes.subarray(0, length));
    this.entry.discard(length);
    return 'again';
  }
}

const stray = (detail: string, code: RejectPiece['code'] = 'stray-content'): GapStep => ({
  kind: 'begin-stray',
  code,
  detail,
});
