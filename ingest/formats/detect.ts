import { isUtf8 } from 'node:buffer';
import { nameOfBinary } from '../archives/magic.js';
import type { Format, FormatSample } from '../format.js';
import { decodeHead, findEncoding, type Encoding, type EncodingFinding } from '../splitting/decode.js';
import { findRoot, localNameOf } from '../splitting/xml-tokens.js';

/** Bytes that are looked at. */
export const sampleLength = 64 * 1024;
const firstLook = 4 * 1024;

/** What an entry is: a format when one has a reader, and what it looks like to a person who must decide what to do with it. */
export interface Detection {
  format?: Format;
  encoding: EncodingFinding;
  looksLike(): string;
}

/** Tells the format of an entry from its first bytes; the entry's name decides nothing. */
export function detectFormat(entry: string, head: Buffer, formats: readonly Format[]): Detection {
  const encoding = findEncoding(head);
  const binary = nameOfBinary(head);
  if (head.length === 0 || binary !== undefined) return { encoding, looksLike: () => binary ?? 'an empty file' };
  let decoded: string | undefined;
  const text = () => (decoded ??= decodeHead(head, encoding.encoding));
  const root = findPlainRoot(head, encoding.encoding) ?? findRoot(text(), head.length >= sampleLength);
  const sample: FormatSample = {
    entry,
    get head() {
      return text();
    },
    ...(root ? { rootElement: localNameOf(root.name) } : {}),
    rootAttributes: root?.attributes ?? {},
  };
  const isMarkup = root !== undefined || startsWithTag(text());
  const candidates = formats.filter((each) => isMarkup === (each.split.kind === 'xml-elements'));
  const format = candidates.find((each) => each.detects(sample));
  return { ...(format ? { format } : {}), encoding, looksLike: () => describe(head, text(), root?.name) };
}

/**
 * The root, when it stands in the first lines and is written in ASCII, as nearly always: decoding a small file twice would cost as much
 * as reading it.
 */
function findPlainRoot(head: Buffer, encoding: Encoding): ReturnType<typeof findRoot> {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return undefined;
  const mark = head[0] === 0xef ? 3 : 0;
  const root = findRoot(head.toString('latin1', mark, firstLook));
  const isPlain = root && isAsciiText(root.name) && Object.values(root.attributes).every(isAsciiText);
  return isPlain ? root : undefined;
}

const isAsciiText = (text: string) => !/[\x80-\uffff]/.test(text);

const startsWithTag = (text: string) =>
  text
    .replace(/^\ufeff/, '')
    .trimStart()
    .startsWith('<');

function describe(head: Buffer, text: string, root: string | undefined): string {
  if (root !== undefined) return `XML with root element \`${root}\``;
  // Control characters other than tab, line feed, form feed and carriage return do not occur in text.
  // eslint-disable-next-line no-control-regex
  const isBinary = /[\0-\x08\x0b\x0e-\x1f]/.test(text.slice(0, 1_000)) && !/^\s*[[{<]/.test(text);
  if (isBinary) return `binary data, first bytes ${head.subarray(0, 16).toString('hex')}`;
  const start = text
    .replace(/^\ufeff/, '')
    .trimStart()
    .slice(0, 60)
    .replace(/\s+/g, ' ')
    .trim();
  if (start === '') return 'blank text';
  if (/<!(?:ELEMENT|ENTITY|ATTLIST)\s/.test(text)) return 'a DTD or entity set';
  const kind = /^[[{]/.test(start) ? 'JSON' : start.startsWith('<') ? 'damaged XML' : 'text';
  return `${kind} that begins \`${isUtf8(head.subarray(0, 60)) || kind !== 'text' ? start : start.replace(/\ufffd/g, '?')}\``;
}
