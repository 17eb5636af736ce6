import { isAscii, isUtf8, transcode } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { decodeWindows1252 } from './windows-1252.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/** The encoding of an entry and how it is known. */
export interface EncodingFinding {
  encoding: Encoding;
  from: 'byte-order-mark' | 'declared' | 'detected' | 'default';
  /** Name in the XML declaration, as printed. */
  declared?: string;
}

/** Declared names -> what decodes them. ISO-8859-1 is read as its superset windows-1252, as the WHATWG Encoding Standard does. */
const byName: Readonly<Record<string, Encoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  'iso-8859-1': 'windows-1252',
  'latin-1': 'windows-1252',
  latin1: 'windows-1252',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
};

/** Encoding of an entry from its first bytes: byte order mark, XML declaration, the pattern of zero bytes, then statistics. */
export function findEncoding(head: Uint8Array): EncodingFinding {
  const [first, second, third] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', from: 'byte-order-mark' };
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', from: 'byte-order-mark' };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', from: 'byte-order-mark' };
  if (head.length > 3 && first !== 0 && second === 0 && head[3] === 0)
    return { encoding: 'utf-16le', from: 'detected' };
  if (head.length > 3 && first === 0 && second !== 0 && head[2] === 0)
    return { encoding: 'utf-16be', from: 'detected' };

  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1_024)).toString('latin1');
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
  if (declared !== undefined) {
    // `UTF-16` on bytes that are plainly not: the declaration was left over when the file was converted. Any other name that is not
    // read here is not guessed at: records that are no UTF-8 are rejected.
    const guessed = /^utf-?16$/i.test(declared) ? detect(head) : undefined;
    return { encoding: byName[declared.toLowerCase()] ?? guessed ?? 'utf-8', from: 'declared', declared };
  }
  const detected = detect(head);
  return detected ? { encoding: detected, from: 'detected' } : { encoding: 'utf-8', from: 'default' };
}

/** Byte statistics for undeclared text: undefined means UTF-8, or nothing better. */
function detect(head: Uint8Array): Encoding | undefined {
  if (isUtf8(withoutBrokenEnd(head))) return undefined;
  let pairs = 0;
  let commonPairs = 0;
  let utf8Sequences = 0;
  let lone = 0;
  for (let i = 0; i < head.length - 3; i++) {
    const byte = head[i] as number;
    if (byte < 0x80) continue;
    const next = head[i + 1] as number;
    const afterNext = head[i + 2] as number;
    const isTail = (value: number) => value >= 0x80 && value < 0xc0;
    if (byte >= 0xe0 && byte < 0xf0 && isTail(next) && isTail(afterNext)) utf8Sequences++;
    if (byte >= 0xc2 && byte < 0xe0 && isTail(next) && afterNext < 0x80) utf8Sequences++;
    if (next < 0x80) {
      lone++;
      continue;
    }
    pairs++;
    // Level 1 and 2 hanzi and the symbols of GB 2312.
    if (((byte >= 0xb0 && byte <= 0xf7) || (byte >= 0xa1 && byte <= 0xa9)) && next >= 0xa1) commonPairs++;
    i++;
  }
  if (utf8Sequences > (pairs + lone) / 2) return undefined;
  if (pairs >= 4 && commonPairs >= pairs * 0.8 && lone <= pairs * 0.1) return 'gb18030';
  // Single accented letters between ASCII letters.
  return lone > 0 && pairs <= lone * 0.2 ? 'windows-1252' : undefined;
}

/** A head cut at 64 KiB may end inside a character. */
function withoutBrokenEnd(head: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= head.length; back++) {
    const byte = head[head.length - back] as number;
    if (byte >= 0xc0) return head.subarray(0, head.length - back);
    if (byte < 0x80) break;
  }
  return head;
}

/**
 * Text of bytes that are UTF-8 throughout. Node decodes Chinese UTF-8 at a fifth of the speed at which it transcodes it; for European text
 * it is the other way round.
 */
function decodeUtf8(bytes: Buffer): string {
  return isMostlyWide(bytes) ? transcode(bytes, 'utf8', 'ucs2').toString('utf16le') : bytes.toString('utf8');
}

function isMostlyWide(bytes: Buffer): boolean {
  const from = bytes.length >> 1;
  const to = Math.min(bytes.length, from + 512);
  let wide = 0;
  for (let at = from; at < to; at++) if ((bytes[at] as number) >= 0x80) wide++;
  return wide * 8 > to - from;
}

/** Text of one record, and whether its bytes are UTF-8 although something else was declared. */
export interface Decoded {
  text: string;
  isUtf8AgainstDeclaration: boolean;
}

const decoders = new Map<Encoding, TextDecoder>();

function decoderOf(encoding: Encoding): TextDecoder {
  let decoder = decoders.get(encoding);
  if (!decoder) decoders.set(encoding, (decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: false })));
  return decoder;
}

/** Decodes one record; undefined when its bytes are not text of that encoding. Nothing is replaced by U+FFFD. */
export function decodeRecord(bytes: Buffer, encoding: Encoding): Decoded | undefined {
  // One-byte strings are the fastest input for the parser; most office XML is pure ASCII.
  const isSingleByte = encoding !== 'utf-16le' && encoding !== 'utf-16be';
  if (isSingleByte && isAscii(bytes)) return { text: bytes.toString('latin1'), isUtf8AgainstDeclaration: false };
  if (encoding === 'utf-8') {
    return isUtf8(bytes) ? { text: decodeUtf8(bytes), isUtf8AgainstDeclaration: false } : undefined;
  }
  // A whole record of valid multi-byte sequences is no coincidence: the declaration is wrong.
  if (isSingleByte && isUtf8(bytes)) return { text: decodeUtf8(bytes), isUtf8AgainstDeclaration: true };
  if (encoding === 'windows-1252') return { text: decodeWindows1252(bytes), isUtf8AgainstDeclaration: false };
  try {
    return { text: decoderOf(encoding).decode(bytes), isUtf8AgainstDeclaration: false };
  } catch {
    return undefined;
  }
}

/** Decodes the head of an entry for detection; broken characters are tolerated here. */
export function decodeHead(head: Uint8Array, encoding: Encoding): string {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (encoding === 'windows-1252') return decodeWindows1252(bytes);
  if (encoding !== 'utf-8') return new TextDecoder(encoding).decode(bytes);
  return (isUtf8(bytes) ? decodeUtf8(bytes) : bytes.toString('utf8')).replace(/^\ufeff/, '');
}
