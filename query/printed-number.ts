import { parseDocumentId } from '../domain/document-id.js';
import type { FieldGroup, FieldSpec } from '../mappings/field.js';
import type { LexToken } from './lex.js';
import type { SyntaxNode } from './syntax.js';

const classSymbol = /^[A-HY]\d\d[A-Z] +\d{1,4}(?:\/\w*)?\*?$/i;
/** Parts of a number as it is printed: digits with their marks, a letter of the series before them, a kind code, an office code within. */
const numberPart = /^(?:[A-Z]{0,2}\d[\d,./-]*|[A-Z]\d?|PCT\/\S+)$/i;
/** Parts behind the first: no printed number has more than `DE 10 2012 200 001 A1`. */
export const mostPrintedParts = 5;

/**
 * How many of the words behind `first` belong to the same symbol or number: `H01M 10/0525`, `US 10,000,000 B2`. Only class and number
 * fields hold values that are printed with spaces; the longest reading counts.
 */
export function countPrintedParts(
  field: FieldSpec | FieldGroup | undefined,
  first: string,
  following: readonly string[],
): number {
  const type = field && 'type' in field ? field.type : undefined;
  if (type === 'class') return following[0] !== undefined && classSymbol.test(`${first} ${following[0]}`) ? 1 : 0;
  if (type !== 'number') return 0;
  const end = following.findIndex((part) => !numberPart.test(part));
  const isOffice = !/\d/.test(first);
  for (let count = end < 0 ? following.length : end; count > 0; count--) {
    const [candidate] = parseDocumentId([first, ...following.slice(0, count)].join(' '));
    // An office code alone is no number, so whatever makes it one belongs to it.
    if (candidate && (candidate.isCertain || isOffice)) return count;
  }
  return 0;
}

/** The query when it is nothing but words that together are one document number, as typed bare in the box. */
export function readWholeNumber(words: SyntaxNode, all: readonly LexToken[]): SyntaxNode | undefined {
  // Brackets around a single word change nothing.
  const tokens = words.kind === 'word' ? all.filter((token) => token.kind === 'word') : all;
  if (
    tokens.length > mostPrintedParts + 1 ||
    !tokens.every((token) => token.kind === 'word' && !/[*?]/.test(token.text))
  )
    return undefined;
  const text = tokens.map((token) => (token.kind === 'word' ? token.text : '')).join(' ');
  if (!/\d/.test(text) || text.length > 60) return undefined;
  const candidates = parseDocumentId(text);
  // Several words that only might be a number are words: `GB/T 2260`.
  if (tokens.length === 1 ? candidates.length === 0 : !candidates[0]?.isCertain) return undefined;
  return { kind: 'number', text, words, span: words.span };
}
