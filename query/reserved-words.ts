import { isOperatorWord, type LexToken } from './lex.js';
import { reservedWord } from './parse-errors.js';
import type { TokenCursor } from './token-cursor.js';
import type { Span } from './tree.js';

const relationalOperator = /^(?:adj|near|with|same)\d+$/i;
const functionName = /^(?:freq|count)$/i;
const capitalOperator = /^(?:ADJ|NEAR|WITH|SAME)$/;

/**
 * Refuses the word under the cursor when it is an operator that is kept for later.
 * @throws QueryError not-supported-yet
 */
export function refuseReserved(text: string, word: { text: string; span: Span }, cursor: TokenCursor): void {
  const [before, next] = [cursor.peek(-1), cursor.peek(1)];
  const isBetween = before?.kind !== 'open' && isOperand(before) && next?.kind !== 'close' && isOperand(next);
  const isFunction = functionName.test(word.text) && next?.kind === 'open' && next.span.start === word.span.end;
  if (isFunction || relationalOperator.test(word.text) || (capitalOperator.test(word.text) && isBetween)) {
    throw reservedWord(text, word.text, word.span, isFunction);
  }
  if (/^#\d+$/.test(word.text)) throw reservedWord(text, word.text, word.span, true);
}

function isOperand(token: LexToken | undefined): boolean {
  if (token?.kind === 'word') return !isOperatorWord(token.text);
  return token?.kind === 'quoted' || token?.kind === 'range' || token?.kind === 'close' || token?.kind === 'open';
}
