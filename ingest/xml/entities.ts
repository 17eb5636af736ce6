import { decodeHTMLStrict } from 'entities';

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

const reference = /&(?:#(\d{1,9})|#[xX]([\da-fA-F]{1,8})|([A-Za-z_:][\w:.-]*));|&/g;

/** Thrown for an ampersand that starts no reference: the record is ill-formed. */
export class RawAmpersand extends Error {}

/**
 * Decodes character and entity references once. Unknown names and impossible characters stay as written and are told
 * to `unknown`. Throws RawAmpersand.
 */
export function decodeReferences(text: string, unknown: (written: string) => void): string {
  if (!text.includes('&')) return text;
  return text.replace(reference, (written, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) {
      const value = namedEntity(name);
      if (value === undefined) unknown(written);
      return value ?? written;
    }
    if (decimal === undefined && hexadecimal === undefined) throw new RawAmpersand('ampersand outside a reference');
    const code = decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal);
    const isCharacter =
      code === 9 ||
      code === 10 ||
      code === 13 ||
      (code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff));
    if (isCharacter) return String.fromCodePoint(code);
    unknown(written);
    return written;
  });
}
