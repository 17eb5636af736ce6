import { normalizePattern } from './match-pattern.js';

/** A quotation or word as a whole value: literal parts and the signs `*` and `?` between them. */
export interface LiteralValue {
  /** As typed, escapes resolved. */
  text: string;
  hasSigns: boolean;
  parts: readonly { text: string; isSigns: boolean }[];
}

/** Value of a field that holds whole values; in quotes `\` makes the next character literal. */
export function readLiteral(raw: string, isQuoted: boolean): LiteralValue {
  const parts: { text: string; isSigns: boolean }[] = [];
  const tokens = isQuoted ? /[*?]+|(?:\\[^]|[^*?\\]|\\$)+/g : /[*?]+|[^*?]+/g;
  for (const [text] of raw.matchAll(tokens)) {
    const isSigns = /^[*?]/.test(text);
    parts.push({ text: isSigns || !isQuoted ? text : text.replace(/\\([^])/g, '$1'), isSigns });
  }
  return { text: parts.map(({ text }) => text).join(''), hasSigns: parts.some(({ isSigns }) => isSigns), parts };
}

export interface Truncated {
  value: string;
  match: 'exact' | 'prefix' | 'pattern';
}

/** What the value asks for, its literal parts folded; a pattern is one of match-pattern.ts. */
export function foldLiteral({ parts }: LiteralValue, fold: (part: string) => string): Truncated {
  const [first, second] = parts;
  const literal = first && !first.isSigns ? fold(first.text) : '';
  if (parts.length <= 1 && !first?.isSigns) return { value: literal, match: 'exact' };
  if (parts.length === 2 && literal !== '' && second && /^\*+$/.test(second.text))
    return { value: literal, match: 'prefix' };
  const pattern = parts.map(({ text, isSigns }) => (isSigns ? text : fold(text).replace(/[*?\\]/g, '\\$&'))).join('');
  return { value: normalizePattern(pattern), match: 'pattern' };
}

/** A quotation as text to analyse: escaped characters are plain punctuation, whatever they are otherwise. Same length. */
export function readPhrase(raw: string): string {
  return raw.replace(/\\(?:[^\p{L}\p{N}]|$)/gu, (escaped) => ' '.repeat(escaped.length));
}
