import { fieldByName } from '../mappings/fields.js';
import { refuseBareRange, refuseRelationInValue } from './misread-values.js';
import { missingOperand, missingValue, operatorAsValue } from './parse-errors.js';
import { countPrintedParts, mostPrintedParts } from './printed-number.js';
import type { FieldNode, SyntaxNode } from './syntax.js';
import type { TokenCursor } from './token-cursor.js';
import { measureHeight } from './tree-height.js';
import type { Span } from './tree.js';

/** What reads the parts of a query that stand behind a field. */
export interface OperandReader {
  readonly text: string;
  readonly cursor: TokenCursor;
  /** What stands in brackets; the opening one is under the cursor. */
  group(open: Span): SyntaxNode;
  /** A word, quotation or range. */
  simple(): SyntaxNode;
}

/**
 * `name relation value`, with the cursor on the name.
 * @throws QueryError missing-operand, missing-value, malformed-range
 */
export function readField(reader: OperandReader, name: string, nameSpan: Span): SyntaxNode {
  const { text, cursor } = reader;
  const relation = cursor.peek(1);
  if (relation?.kind !== 'relation') throw missingOperand(text, relation, cursor.peek(-1));
  cursor.skip(2);
  if (/^stem$/i.test(name) && relation.relation === '=') return readStem(reader, nameSpan, relation.span);
  const value = readValue(reader, name, nameSpan, relation.span);
  const { relation: typed } = relation;
  const span = { start: nameSpan.start, end: value.span.end };
  const isUnequal = typed === '!=';
  const node: FieldNode = { kind: 'field', name, nameSpan, relation: isUnequal ? '=' : typed, value, span };
  return isUnequal ? measureHeight({ kind: 'not', child: measureHeight(node), span }) : measureHeight(node);
}

function readStem({ text, cursor }: OperandReader, nameSpan: Span, relationSpan: Span): SyntaxNode {
  const token = cursor.peek();
  if (token?.kind !== 'word' && token?.kind !== 'quoted') {
    throw missingValue(text, { start: nameSpan.start, end: relationSpan.end }, relationSpan);
  }
  cursor.skip();
  const span = { start: nameSpan.start, end: token.span.end };
  return { kind: 'stem', text: token.text, isQuoted: token.kind === 'quoted', span };
}

function readValue(reader: OperandReader, name: string, nameSpan: Span, relationSpan: Span): SyntaxNode {
  const { text, cursor } = reader;
  const token = cursor.peek();
  if (token?.kind === 'open') return reader.group(token.span);
  const isStem = token?.kind === 'word' && /^stem$/i.test(token.text) && cursor.peek(1)?.kind === 'relation';
  const isNextField = token?.kind === 'word' && cursor.isAttached(1) && !isStem;
  if (isNextField) refuseRelationInValue(text, cursor);
  if (!token || token.kind === 'close' || token.kind === 'relation' || isNextField) {
    throw missingValue(text, { start: nameSpan.start, end: relationSpan.end }, relationSpan);
  }
  if (isStem) return readField(reader, token.text, token.span);
  if (cursor.operator() || cursor.proximity()) throw operatorAsValue(text, token.span);
  const value = reader.simple();
  return value.kind === 'word' ? readPrintedValue(reader, fieldByName(name), value) : value;
}

/** A word with what is printed behind it as part of the same symbol or number. */
function readPrintedValue(
  { text, cursor }: OperandReader,
  field: ReturnType<typeof fieldByName>,
  word: SyntaxNode & { kind: 'word' },
): SyntaxNode {
  refuseBareRange(text, field, word, cursor);
  const following = cursor.wordsAhead(mostPrintedParts).map((token) => token.text);
  const count = countPrintedParts(field, word.text, following);
  cursor.skip(count);
  const end = cursor.peek(-1)?.span.end ?? word.span.end;
  const printed = [word.text, ...following.slice(0, count)].join(' ');
  return { ...word, text: printed, span: { start: word.span.start, end } };
}
