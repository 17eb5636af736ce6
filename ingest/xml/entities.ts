import { decodeHTMLStrict } from 'entities';
import { XmlError } from './xml-error.js';

/**
 * Named entities of office DTDs that HTML5 lacks or spells otherwise (ISO 8879 sets as DOCDB and WIPO use them).
 * DTDs are never read, so this table and HTML5's 2,125 names are all that is known.
 */
const officeEntities: Readonly<Record<string, string>> = {
  SACUTE: 'Ś',
  sacute: 'ś',
  CCARON: 'Č',
  ccaron: 'č',
  SCARON: 'Š',
  scaron: 'š',
  ZCARON: 'Ž',
  zcaron: 'ž',
  equals: '=',
  plus: '+',
  lsqb: '[',
  rsqb: ']',
  lcub: '{',
  rcub: '}',
  lowbar: '_',
  num: '#',
  percnt: '%',
  dollar: '$',
  commat: '@',
  verbar: '|',
  sol: '/',
  bsol: '\\',
  ast: '*',
  excl: '!',
  quest: '?',
  period: '.',
  comma: ',',
  colon: ':',
  semi: ';',
  lpar: '(',
  rpar: ')',
  hyphen: '‐',
  dash: '‐',
  horbar: '―',
  apos: "'",
};

const known = new Map<string, string | undefined>();

/** Character string of a named entity (without & and ;), or undefined when no table has it. */
export function namedEntity(name: string): string | undefined {
  if (known.has(name)) return known.get(name);
  const reference = `&${name};`;
  const html = decodeHTMLStrict(reference);
  let value: string | undefined = html === reference ? officeEntities[name] : html;
  // DTDs of the 1990s write whole names in capitals: `&EACUTE;` is the capital letter.
  if (value === undefined && name === name.toUpperCase()) {
    const capital = decodeHTMLStrict(`&${name[0]}${name.slice(1).toLowerCase()};`);
    if (!capital.startsWith('&')) value = capital;
  }
  if (known.size < 10_000) known.set(name, value);
  return value;
}

/**
 * Decodes character and entity references once. Unknown names and impossible characters stay as written and are told
 * to `unknown`. Throws XmlError for an ampersand that starts no reference: the record is ill-formed.
 */
export function decodeReferences(text: string, unknown: (written: string) => void): string {
  let at = text.indexOf('&');
  if (at < 0) return text;
  let out = '';
  let from = 0;
  for (; at >= 0; at = text.indexOf('&', from)) {
    const end = text.indexOf(';', at + 1);
    const body = end < 0 || end - at > 64 ? '' : text.slice(at + 1, end);
    const value = body.charCodeAt(0) === 35 ? decodeCharacter(body) : decodeName(body);
    if (value === 'malformed') throw new XmlError(`a raw ampersand, \`${text.slice(at, at + 20)}\``);
    if (value === undefined) unknown(`&${body};`);
    out += text.slice(from, at) + (value === undefined ? `&${body};` : value);
    from = end + 1;
  }
  return out + text.slice(from);
}

function decodeName(name: string): string | undefined {
  if (name === 'amp') return '&';
  if (name === 'lt') return '<';
  if (name === 'gt') return '>';
  return /^[A-Za-z_:][\w:.-]*$/.test(name) ? namedEntity(name) : 'malformed';
}

function decodeCharacter(body: string): string | undefined {
  const isHexadecimal = body[1] === 'x' || body[1] === 'X';
  const digits = body.slice(isHexadecimal ? 2 : 1);
  if (!(isHexadecimal ? /^[\da-fA-F]{1,8}$/ : /^\d{1,9}$/).test(digits)) return 'malformed';
  const code = parseInt(digits, isHexadecimal ? 16 : 10);
  const isCharacter =
    code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff));
  return isCharacter ? String.fromCodePoint(code) : undefined;
}
