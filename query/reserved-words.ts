import { reservedWord } from './parse-errors.js';
import type { TokenCursor } from './token-cursor.js';
import type { Span } from './tree.js';

/**
 * Refuses the word under the cursor when it is an operator that is kept for later: `COUNT(...)`, `#1`.
 * @throws QueryError not-supported-yet
 */
export function refuseReserved(text: string, word: { text: string; span: Span }, cursor: TokenCursor): void {
  const next = cursor.peek(1);
  const isCount = /^count$/i.test(word.text) && next?.kind === 'open' && next.span.start === word.span.end;
  if (isCount || /^#\d+$/.test(word.text)) throw reservedWord(text, word.text, word.span);
}
