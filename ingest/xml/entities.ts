import { decodeHTMLStrict } from 'entities';
import { officeEntities } from './office-entities.js';
import { XmlError } from './xml-error.js';

const known = new Map<string, string | undefined>();

const lookUp = (name: string): string | undefined => {
  const reference = `&${name};`;
  const html = decodeHTMLStrict(reference);
  return html === reference ? officeEntities[name] : html;
};

/**
 * DTDs of the 1990s and DOCDB write whole names in capitals: `&EACUTE;`, `&CHCY;` are the capital letter that a name in part lower case stands for
 * (`Eacute`, `CHcy`); of what is no letter (`&PRIME;`, `&DEG;`) the lower-case name is meant, for `Prime` is another sign.
 */
function lookUpCapitals(name: string): string | undefined {
  for (let capitals = 1; capitals < Math.min(name.length, 5); capitals++) {
    const found = lookUp(name.slice(0, capitals) + name.slice(capitals).toLowerCase());
    if (found !== undefined && /^\p{Lu}/u.test(found)) return found;
  }
  return lookUp(name.toLowerCase()) ?? lookUp(name.charAt(0) + name.slice(1).toLowerCase());
}

/** Character string of a named entity (without & and ;), or undefined when no table has it. DTDs are never read. */
export function namedEntity(name: string): string | undefined {
  if (known.has(name)) return known.get(name);
  const value = lookUp(name) ?? (name === name.toUpperCase() ? lookUpCapitals(name) : undefined);
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
