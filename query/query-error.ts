import type { Span } from './tree.js';

export type QueryErrorCode =
  | 'empty-query'
  | 'nothing-to-search'
  | 'query-too-long'
  | 'too-many-terms'
  | 'too-deep'
  | 'unclosed-bracket'
  | 'unopened-bracket'
  | 'unclosed-quote'
  | 'unclosed-range'
  | 'malformed-range'
  | 'empty-group'
  | 'missing-operand'
  | 'missing-value'
  | 'missing-field'
  | 'unknown-field'
  | 'unknown-relation'
  | 'wrong-relation'
  | 'wrong-type'
  | 'impossible-date'
  | 'ambiguous-date'
  | 'reversed-range'
  | 'unknown-status'
  | 'unknown-class'
  | 'unknown-number'
  /** AND, NOT, a range or a count where only words, phrases and OR groups can stand. */
  | 'wrong-operand'
  | 'wrong-distance'
  /** The two sides of a distance name different fields. */
  | 'different-fields'
  | 'wrong-truncation'
  | 'not-supported-yet';

/** A change that makes the query work, or at least mends this error: replace `span` by `text`; `query` is the whole text then. */
export interface FixIt {
  span: Span;
  text: string;
  query: string;
}

export interface QueryErrorDetails {
  /** What could stand there. */
  expected?: readonly string[];
  fixIt?: FixIt;
  /** One sentence on what to do. */
  hint?: string;
}

/** What is wrong with a query text, and where. Never a bug: the person who typed it can mend it. */
export class QueryError extends Error {
  readonly expected?: readonly string[];
  readonly fixIt?: FixIt;
  readonly hint?: string;

  constructor(
    readonly code: QueryErrorCode,
    message: string,
    /** UTF-16 offsets in the query text. */
    readonly span: Span,
    details: QueryErrorDetails = {},
  ) {
    super(message);
    this.name = 'QueryError';
    this.expected = details.expected;
    this.fixIt = details.fixIt;
    this.hint = details.hint ?? (details.fixIt ? `try \`${shorten(details.fixIt.query)}\`` : undefined);
  }
}

/** The fix-it that puts `replacement` in place of `span` of `text`. */
export function replaceSpan(text: string, span: Span, replacement: string): FixIt {
  return { span, text: replacement, query: text.slice(0, span.start) + replacement + text.slice(span.end) };
}

/** Query text as it stands in a message: never longer than a line. */
export function shorten(text: string, most = 80): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
