import { encodeTerm } from '../token-stream.js';

/** Whether a pattern (query/match-pattern.ts) begins with a sign: it then stands for tokens that are no words too. */
export const beginsWithSign = (pattern: string): boolean => /^[*?]/.test(pattern);

/** The pattern over tokens, in the language of `wildcard` queries, which is ours: `*`, `?` for one code point, `\` before a literal. */
export function toWildcard(pattern: string): string {
  return pattern.replace(/\\([^])|[^*?\\]+/g, (part, literal: string | undefined) =>
    literal === undefined ? encodeTerm(part) : `\\${encodeTerm(literal)}`,
  );
}

/** Signs of Lucene's regular expressions; what is no sign must not be escaped (`\d` is a class). */
const escapeSigns = (text: string): string => text.replace(/[^\p{L}\p{N}\u{f0000}-\u{fffff}]/gu, '\\$&');

/** Whatever is a word begins so: stems and markers do not. */
const wordStart = '[^~.]';

/** A pattern that begins with a sign as a regular expression over words alone. */
export function toRegularExpression(pattern: string): string {
  let isStart = true;
  return pattern.replace(/\\([^])|[*?]|[^*?\\]+/g, (part, literal: string | undefined) => {
    const isFirst = isStart;
    isStart = false;
    if (part === '?') return isFirst ? wordStart : '.';
    if (part !== '*') return escapeSigns(encodeTerm(literal ?? part));
    return isFirst ? `(${wordStart}.*)?` : '.*';
  });
}
