import type { IsoDate } from '../domain/text.js';
import type { FieldGroup, FieldSpec } from '../mappings/field.js';
import { defaultFieldCodes } from '../mappings/fields.js';
import { longestPattern } from './match-pattern.js';
import { queryLimits } from './query-limits.js';
import { QueryError, replaceSpan, type QueryErrorCode, type QueryErrorDetails } from './query-error.js';
import type { Relation } from './syntax.js';
import type { Span } from './tree.js';
import type { QueryWarning, WarningList } from './warnings.js';

/** Where an operand stands: its field, or none for the default fields. */
export interface Place {
  field?: FieldSpec | FieldGroup;
  relation: Relation;
}

/** What the check of one query shares. */
export class CheckContext {
  constructor(
    readonly text: string,
    readonly today: IsoDate,
    readonly warnings: WarningList,
  ) {}

  warn(code: QueryWarning['code'], message: string, span: Span): void {
    this.warnings.add(code, span, () => message);
  }

  /** An error at `span`; `replacement` is offered as its fix-it. */
  error(
    code: QueryErrorCode,
    message: string,
    span: Span,
    details: QueryErrorDetails & { replacement?: string } = {},
  ): QueryError {
    const { replacement, ...rest } = details;
    const fixIt = replacement === undefined ? undefined : replaceSpan(this.text, span, replacement);
    return new QueryError(code, message, span, fixIt ? { ...rest, fixIt } : rest);
  }
}

/** @throws QueryError wrong-truncation for a pattern that is too long */
export function assertPatternLength(pattern: string, span: Span, context: CheckContext): void {
  if (pattern.length <= longestPattern) return;
  const message = `a truncated word has ${longestPattern} characters at most, this has ${pattern.length}`;
  throw context.error('wrong-truncation', message, span, { hint: 'leave some of it out' });
}

/** @throws QueryError wrong-truncation for more signs than a phrase of truncated words could have */
export function assertFewSigns(text: string, span: Span, context: CheckContext): void {
  let signs = 0;
  for (let index = 0; index < text.length; index++) {
    const sign = text.charCodeAt(index);
    if ((sign === 0x2a || sign === 0x3f) && ++signs > mostSigns) break;
  }
  if (signs <= mostSigns) return;
  const message = `\`*\` and \`?\` stand here more than ${mostSigns} times`;
  throw context.error('wrong-truncation', message, span, { hint: 'leave some of them out' });
}
const mostSigns = 2 * queryLimits.phrase;

export function isGroup(field: FieldSpec | FieldGroup): field is FieldGroup {
  return 'members' in field;
}

/** Codes of the text fields that a phrase in this place searches. Places of one kind share the list: a query has up to 100,000 of them. */
export function phraseFieldsOf(field: FieldSpec | FieldGroup | undefined): string[] {
  if (!field) return defaultFields;
  let codes = fieldLists.get(field);
  if (!codes) fieldLists.set(field, (codes = isGroup(field) ? [...field.members] : [field.code]));
  return codes;
}

const defaultFields: string[] = [...defaultFieldCodes];
const fieldLists = new Map<FieldSpec | FieldGroup, string[]>();
