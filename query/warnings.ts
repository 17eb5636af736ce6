import type { Span } from './tree.js';

/** Something that works but may not mean what was meant. */
export interface QueryWarning {
  code:
    | 'mixed-operators'
    | 'field-covers-one-word'
    | 'leading-minus'
    | 'word-as-operator'
    | 'question-mark'
    | 'punctuation-only'
    | 'truncated-ideograph'
    | 'foreign-truncation'
    | 'foreign-operator'
    | 'list-as-value'
    | 'check-digit'
    | 'read-as-number'
    | 'further-warnings';
  message: string;
  span: Span;
}

const most = 20;

/** Warnings of one query: the first twenty in words, the rest as a count. Messages are made only when they are kept. */
export class WarningList {
  private readonly kept: QueryWarning[] = [];
  private further = 0;

  add(code: QueryWarning['code'], span: Span, message: () => string): void {
    if (this.kept.length < most) this.kept.push({ code, message: message(), span });
    else this.further++;
  }

  list(): QueryWarning[] {
    const [first] = this.kept;
    if (this.further === 0 || !first) return this.kept;
    return [...this.kept, { code: 'further-warnings', message: `and ${this.further} more warnings`, span: first.span }];
  }
}
