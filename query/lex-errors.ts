import { queryLimits } from './query-limits.js';
import { mendRange } from './mends.js';
import { QueryError, replaceSpan } from './query-error.js';
import type { Span } from './tree.js';

const rangeForms = ['[from TO to]', '[from TO *]', '[* TO to]'];

export function tooDeep(span: Span): QueryError {
  const message = `brackets, NOT and distances are nested more than ${queryLimits.depth} deep`;
  return new QueryError('too-deep', message, span, { hint: 'ask in parts' });
}

export function unclosedQuote(text: string, span: Span, closing: string): QueryError {
  return new QueryError('unclosed-quote', 'this quotation mark is never closed', span, {
    expected: [closing],
    fixIt: replaceSpan(text, { start: text.length, end: text.length }, closing),
  });
}

/** A `[` without `]`; `head` is the text from there. Another kind of bracket where the range could end was meant to close it. */
export function unclosedRange(text: string, span: Span, head: string): QueryError {
  const other = /^\[\s*\S+\s+TO\s+[^\s)}\]]+\s*(?=[)}])/i.exec(head);
  const place = other
    ? { start: span.start + other[0].length, end: span.start + other[0].length + 1 }
    : { start: text.length, end: text.length };
  return new QueryError('unclosed-range', 'this range is never closed', span, {
    expected: [']'],
    fixIt: replaceSpan(text, place, ']'),
  });
}

export function malformedRange(text: string, span: Span, content: string): QueryError {
  const mended = mendRange(content);
  return new QueryError('malformed-range', 'a range is written `[from TO to]`, and both ends belong to it', span, {
    expected: rangeForms,
    fixIt: mended === undefined ? undefined : replaceSpan(text, span, mended),
  });
}

/** `PD=2012 TO 2015`: `span` covers both ends. */
export function bareRange(text: string, span: Span, from: string, to: string): QueryError {
  return new QueryError('malformed-range', 'a range stands in square brackets', span, {
    expected: rangeForms,
    fixIt: replaceSpan(text, span, `[${from} TO ${to}]`),
  });
}
