import { missingBound, missingOperand, unclosedBracket } from './parse-errors.js';
import type { FrequencyNode, OperandNode, SyntaxNode } from './syntax.js';
import type { TokenCursor } from './token-cursor.js';
import type { Span } from './tree.js';

/** Whether `FREQ(` stands under the cursor, without a space between. */
export function isFrequency(cursor: TokenCursor): boolean {
  const [word, open] = [cursor.peek(), cursor.peek(1)];
  return (
    word?.kind === 'word' && /^freq$/i.test(word.text) && open?.kind === 'open' && open.span.start === word.span.end
  );
}

/**
 * `FREQ(TI,"electrode")>=2`, with the cursor on `FREQ`.
 * @param expression reads what stands between the brackets; `open` is the opening one
 * @throws QueryError unclosed-bracket, missing-operand, missing-value
 */
export function readFrequency(text: string, cursor: TokenCursor, expression: (open: Span) => SyntaxNode): SyntaxNode {
  const [word, open] = [cursor.peek(), cursor.peek(1)];
  if (!word || !open) throw unclosedBracket(text, { start: text.length, end: text.length });
  cursor.skip(2);
  const field = cursor.peek(1)?.kind === 'comma' ? cursor.peek() : undefined;
  if (field) cursor.skip(2);
  const first = cursor.peek();
  if (!first) throw unclosedBracket(text, open.span);
  if (first.kind === 'close') throw missingOperand(text, first, undefined);
  const value = expression(open.span);
  const close = cursor.peek();
  if (close?.kind !== 'close') throw unclosedBracket(text, open.span);
  cursor.skip();
  const [relation, bound] = [cursor.peek(), cursor.peek(1)];
  const counted = { start: word.span.start, end: close.span.end };
  if (relation?.kind !== 'relation') throw missingBound(text, counted, close.span.end);
  if (bound?.kind !== 'word' && bound?.kind !== 'range') throw missingBound(text, counted, relation.span.end);
  cursor.skip(2);
  const span = { start: word.span.start, end: bound.span.end };
  const node: FrequencyNode = {
    kind: 'frequency',
    ...(field?.kind === 'word' ? { name: field.text, nameSpan: field.span } : {}),
    value,
    relation: relation.relation === '!=' ? '=' : relation.relation,
    bound: { ...bound } as OperandNode,
    span,
  };
  return relation.relation === '!=' ? { kind: 'not', child: node, span } : node;
}
