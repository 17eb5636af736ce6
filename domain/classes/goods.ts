import type { Classification } from '../classification.js';

/** Nice (45 classes of goods and services), Locarno (designs, class-subclass) and Vienna (figurative elements, category.division.section). */
const trim = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

export function parseNice(text: string): Classification | undefined {
  const match =
    /^\s*(?:NICE\s*)?(?:\(\s*(\d{1,2})\s*\)\s*)?(?:INT\.?\s*)?(?:CLASS(?:ES)?|CL\.?|第)?\s*(\d{1,3})\s*[类類]?\s*(?:\(\s*(\d{1,2})(?:-\d{4})?\s*\))?\s*$/i.exec(
      text,
    );
  const number = Number(match?.[2]);
  if (!match || number < 1 || number > 45) return undefined;
  const edition = match[1] ?? match[3];
  return { scheme: 'nice', symbol: String(number), ...(edition === undefined ? {} : { version: trim(edition) }) };
}

export function parseLocarno(text: string): Classification | undefined {
  const match =
    /^\s*(?:LOC(?:ARNO)?\s*)?(?:\(\s*(\d{1,2})\s*\)\s*)?(?:CL(?:ASS)?\.?\s*)?(\d{1,2})\s*[-./\s]\s*(\d{1,2})\s*(?:[A-Z]\d{0,4})?\s*(?:\(\s*(\d{1,2})\s*\))?\s*$/i.exec(
      text,
    ) ??
    /^\s*(?:LOC(?:ARNO)?\s*)?(?:\(\s*(\d{1,2})\s*\)\s*)?(?:CL(?:ASS)?\.?\s*)?(\d{2})(\d{2})()\s*$/i.exec(text) ??
    /^\s*(?:LOC(?:ARNO)?\s*)?(?:\(\s*(\d{1,2})\s*\)\s*)?(?:CL(?:ASS)?\.?\s*)?(\d{1,2})()()\s*$/i.exec(text);
  if (!match) return undefined;
  const [main, sub] = [Number(match[2]), match[3] ?? ''];
  // 32 classes; 99 is the class of everything else in some.
  if (main < 1 || (main > 32 && main !== 99)) return undefined;
  const edition = match[1] ?? (match[4] === '' ? undefined : match[4]);
  const symbol = String(main).padStart(2, '0') + (sub === '' ? '' : `-${sub.padStart(2, '0')}`);
  return { scheme: 'locarno', symbol, ...(edition === undefined ? {} : { version: trim(edition) }) };
}

export function parseVienna(text: string): Classification | undefined {
  const bare = text.replace(/^\s*(?:VIENNA|CFE|VCL)\s*(?:\(\s*\d+\s*\))?\s*/i, '').trim();
  const edition = /\(\s*(\d{1,2})\s*\)/.exec(text)?.[1];
  const body = bare.replace(/\s*\(\s*\d{1,2}\s*\)\s*$/, '');
  const parts =
    /^A?\s*(\d{1,2})(?:[.:](\d{1,2})(?:[.:](\d{1,2}))?)?$/i.exec(body) ??
    /^(\d{2})(\d{2})(\d{2})$/.exec(body) ??
    /^(\d{2})(\d{2})$/.exec(body);
  if (!parts) return undefined;
  const numbers = parts.slice(1).filter((part) => part !== undefined);
  const category = Number(numbers[0]);
  // 29 categories; offices put codes of their own under 90 to 99 (EUIPO `98.04`).
  if (category < 1 || (category > 29 && category < 90)) return undefined;
  return {
    scheme: 'vienna',
    symbol: numbers.map(trim).join('.'),
    ...(edition === undefined ? {} : { version: trim(edition) }),
  };
}

export const niceAncestors = (symbol: string): string[] => [symbol];
export function locarnoAncestors(symbol: string): string[] {
  const at = symbol.indexOf('-');
  return at > 0 ? [symbol.slice(0, at), symbol] : [symbol];
}
export function viennaAncestors(symbol: string): string[] {
  const parts = symbol.split('.');
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

/** By numbers part by part; the shorter of two equal beginnings first. */
export function compareDottedSymbols(a: string, b: string): number {
  const [left, right] = [a.split(/[-./]/), b.split(/[-./]/)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [x, y] = [left[index], right[index]];
    if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? -1 : 1;
    const isNumeric = /^\d+$/.test(x) && /^\d+$/.test(y);
    const difference = isNumeric ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0;
    if (difference !== 0) return difference;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}
