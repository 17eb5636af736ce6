import { findDoctypeEnd } from '../xml/doctype.js';
import type { ByteText } from './byte-text.js';

/** A start tag as it stands in the text; entity references in attribute values are left as written. */
export interface StartTag {
  /** Qualified name. */
  name: string;
  attributes: Record<string, string>;
  isSelfClosing: boolean;
  /** Position after `>`. */
  end: number;
}

/** Name without its prefix. */
export function localNameOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const nameAt = /[A-Za-z_\u0080-\uffff][\w.\-:\u0080-\uffff]*/y;
const attributeAt = /\s*([^\s=/>"'<]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const tagEndAt = /\s*(\/?)>/y;

/** Name that begins at `from`, or undefined. */
export function readName(text: string, from: number): string | undefined {
  nameAt.lastIndex = from;
  return nameAt.exec(text)?.[0];
}

/**
 * Start tag at `from` (where `<` stands). `incomplete`: the text ends inside it; `damaged`: no rule of XML lets it go on like that.
 */
export function readStartTag(text: string, from: number): StartTag | 'incomplete' | 'damaged' {
  const name = readName(text, from + 1);
  if (name === undefined) return from + 1 >= text.length ? 'incomplete' : 'damaged';
  const attributes: Record<string, string> = {};
  let at = from + 1 + name.length;
  for (;;) {
    attributeAt.lastIndex = at;
    const found = attributeAt.exec(text);
    if (!found) break;
    attributes[localNameOf(found[1] ?? '')] = found[2] ?? found[3] ?? '';
    at = attributeAt.lastIndex;
  }
  tagEndAt.lastIndex = at;
  const end = tagEndAt.exec(text);
  if (end) return { name, attributes, isSelfClosing: end[1] === '/', end: tagEndAt.lastIndex };
  const rest = text.slice(at);
  return /[<>]/.test(rest) ? 'damaged' : 'incomplete';
}

/**
 * End of the start tag at the first of `bytes`, quotes respected, its attributes unread. `damaged`: a `<` stands inside.
 */
export function findTagEnd(
  text: ByteText,
  bytes: Buffer,
): { end: number; isSelfClosing: boolean } | 'incomplete' | 'damaged' {
  const { unit } = text;
  let quote = 0;
  let before = 0;
  for (let at = unit; ; at += unit) {
    const code = text.codeAt(bytes, at);
    if (Number.isNaN(code)) return 'incomplete';
    if (code === 0x3c) return 'damaged';
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 0x22 || code === 0x27) quote = code;
    else if (code === 0x3e) return { end: at + unit, isSelfClosing: before === 0x2f };
    before = code;
  }
}

/**
 * First element of a document; undefined when the text holds none, or is not XML.
 * `isCut`: the text goes on elsewhere, so a DOCTYPE that does not end here names the root as well.
 */
export function findRoot(text: string, isCut = false): Pick<StartTag, 'name' | 'attributes'> | undefined {
  let at = 0;
  for (;;) {
    while (/[\s\ufeff]/.test(text[at] ?? '')) at++;
    if (text[at] !== '<') return undefined;
    const isComment = text.startsWith('<!--', at);
    if (isComment || text.startsWith('<?', at)) {
      const close = isComment ? '-->' : '?>';
      const end = text.indexOf(close, at);
      if (end < 0) return undefined;
      at = end + close.length;
    } else if (text.startsWith('<!', at)) {
      const end = findDoctypeEnd(text, at);
      if (end < 0) {
        const named = isCut && /^<!DOCTYPE\s+([^\s[>]+)/.exec(text.slice(at, at + 300));
        return named ? { name: named[1] ?? '', attributes: {} } : undefined;
      }
      at = end;
    } else {
      const tag = readStartTag(text, at);
      if (typeof tag === 'object') return tag;
      const name = readName(text, at + 1);
      return name === undefined ? undefined : { name, attributes: {} };
    }
  }
}
