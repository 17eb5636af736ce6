import type { LexToken } from './lex.js';
import { isOperatorWord, mostDistance, type ProximityOperator } from './operator-words.js';
import { QueryError, replaceSpan, shorten } from './query-error.js';
import type { Span } from './tree.js';

const operandExpected = ['a word', 'a quoted phrase', 'a field (`TI=`)', '`(`'];
const valueExpected = ['a word', 'a quoted phrase', '`(`', '`*`'];

const quote = (text: string, span: Span) => replaceSpan(text, span, `"${text.slice(span.start, span.end)}"`);

export function emptyQuery(text: string): QueryError {
  const span = { start: 0, end: text.length };
  return new QueryError('empty-query', 'the query is empty', span, {
    expected: operandExpected,
    hint: '`*` finds all records',
  });
}

/** Where an operand should stand there is `found` (or the end); the operator next to it may have been meant as a word. */
export function missingOperand(text: string, found: LexToken | undefined, before: LexToken | undefined): QueryError {
  const span = found?.span ?? before?.span ?? { start: text.length, end: text.length };
  const where = found ? `before \`${shorten(text.slice(found.span.start, found.span.end))}\`` : 'at the end';
  const operator = [found, before].find((token) => token?.kind === 'word' && isOperatorWord(token.text));
  return new QueryError('missing-operand', `something to search is missing ${where}`, span, {
    expected: operandExpected,
    fixIt: operator && quote(text, operator.span),
  });
}

export function missingValue(text: string, typed: Span, span: Span): QueryError {
  const message = `a value is missing after \`${shorten(text.slice(typed.start, typed.end))}\``;
  const next = text.charAt(span.end);
  const isEquality =
    /^[=＝:：]$/.test(text.slice(span.start, span.end)) && !/^stem/i.test(text.slice(typed.start, typed.end));
  return new QueryError('missing-value', message, span, {
    expected: valueExpected,
    // `*`: any value at all.
    fixIt: isEquality
      ? replaceSpan(text, { start: span.end, end: span.end }, /[\p{L}\p{N}]/u.test(next) ? '* ' : '*')
      : undefined,
  });
}

/** `TI=battery:cell`: what stands before the colon is no field, so the whole was meant as text. */
export function relationInValue(text: string, span: Span): QueryError {
  const message = `\`${shorten(text.slice(span.start, span.end))}\` would begin another field; to search it as text put it in quotes`;
  return new QueryError('missing-value', message, span, { expected: valueExpected, fixIt: quote(text, span) });
}

export function operatorAsValue(text: string, span: Span): QueryError {
  const message = `a value is missing before the operator \`${text.slice(span.start, span.end)}\``;
  return new QueryError('missing-value', message, span, { expected: valueExpected, fixIt: quote(text, span) });
}

export function strayRelation(text: string, span: Span): QueryError {
  const message = `\`${text.slice(span.start, span.end)}\` has no field name before it`;
  return new QueryError('missing-field', message, span, {
    expected: ['a field name (`TI`)'],
    fixIt: replaceSpan(text, span, ' '),
  });
}

export function unclosedBracket(text: string, span: Span): QueryError {
  return new QueryError('unclosed-bracket', 'this bracket is never closed', span, {
    expected: ['`)`'],
    fixIt: replaceSpan(text, { start: text.length, end: text.length }, ')'),
  });
}

export function unopenedBracket(text: string, span: Span): QueryError {
  return new QueryError('unopened-bracket', 'this bracket closes nothing', span, {
    expected: operandExpected,
    fixIt: replaceSpan(text, span, ''),
  });
}

export function emptyGroup(text: string, span: Span): QueryError {
  return new QueryError('empty-group', 'there is nothing between these brackets', span, {
    expected: operandExpected,
    fixIt: replaceSpan(text, span, ''),
  });
}

/** A word that is kept for an operator of a later version, so that it is never searched as a word without anyone noticing. */
export function reservedWord(text: string, word: string, span: Span): QueryError {
  const message = `\`${shorten(word)}\` is an operator that comes later; it is not supported yet`;
  return new QueryError('not-supported-yet', message, span, {
    expected: ['AND', 'OR', 'NOT', 'XOR'],
    hint: `to search \`${shorten(word)}\` as a word, put it in quotes`,
  });
}

/** `a ADJ0 b`, `a NEAR5000 b`. */
export function wrongDistance(text: string, { name, distance }: ProximityOperator, span: Span): QueryError {
  const nearest = distance < 1 ? name : `${name}${mostDistance}`;
  return new QueryError('wrong-distance', `a distance is 1 to ${mostDistance}`, span, {
    expected: [name, `${name}3`, `${name}${mostDistance}`],
    fixIt: replaceSpan(text, span, nearest),
  });
}

/** `a NEAR NOT b`: the operator with NOT before it says what is meant. */
export function notInDistance(text: string, operator: Span, not: Span): QueryError {
  const written = text.slice(operator.start, operator.end);
  const message = `NOT does not stand behind \`${written}\`: what is not there is at no distance`;
  return new QueryError(
    'wrong-operand',
    message,
    { start: operator.start, end: not.end },
    {
      expected: ['a word', 'a quoted phrase', 'an OR group'],
      fixIt: replaceSpan(text, { start: operator.start, end: not.end }, `NOT ${written}`),
    },
  );
}

/** `FREQ(TI,x)` without the number that it is compared with, which would stand at `at`. */
export function missingBound(text: string, span: Span, at: number): QueryError {
  const message = `how often is missing after \`${shorten(text.slice(span.start, at))}\``;
  const inserted = (at > span.end ? '2' : '>=2') + (/[\p{L}\p{N}]/u.test(text.charAt(at)) ? ' ' : '');
  return new QueryError(
    'missing-value',
    message,
    { start: span.start, end: at },
    {
      expected: ['>=2', '=1', '<3', '=[2 TO 5]'],
      fixIt: replaceSpan(text, { start: at, end: at }, inserted),
    },
  );
}
