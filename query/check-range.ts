import type { IsoDate } from '../domain/text.js';
import type { FieldSpec } from '../mappings/field.js';
import type { CheckContext } from './check-context.js';
import { nextDay, previousDay, readDays, type DaySpan } from './days.js';
import { shorten } from './query-error.js';
import { readLiteral } from './quotation.js';
import type { OperandNode, Relation } from './syntax.js';
import type { CheckedNode, Span } from './tree.js';

const dateForms = ['2012', '2012-03', '20120301', '2012-03-01', '-18m', 'today', '[2012 TO 2014]'];

/** A value of a date field: `PD=2012`, `PD>=-18m`, `PD=[20120301 TO *]`. */
export function checkDate(node: OperandNode, field: FieldSpec, relation: Relation, context: CheckContext): CheckedNode {
  const { span } = node;
  if (node.kind === 'range') {
    const from = node.from === '*' ? undefined : readDate(node.from, field, span, context).from;
    const to = node.to === '*' ? undefined : readDate(node.to, field, span, context).to;
    return makeRange(node, field, from, to, context);
  }
  if (node.kind === 'stem') throw wrongValue(`stem:${node.text}`, field, span, context);
  const { from, to } = readDate(readLiteral(node.text, node.kind === 'quoted').text, field, span, context);
  return { kind: 'range', field: field.code, ...compare(relation, from, to, nextDay, previousDay), span };
}

/** A value of an integer field: `PY>=2019`, `NOC=[10 TO 20]`. */
export function checkInteger(
  node: OperandNode,
  field: FieldSpec,
  relation: Relation,
  context: CheckContext,
): CheckedNode {
  const { span } = node;
  if (node.kind === 'range') {
    const from = node.from === '*' ? undefined : readInteger(node.from, field, span, context);
    const to = node.to === '*' ? undefined : readInteger(node.to, field, span, context);
    return makeRange(node, field, from, to, context);
  }
  if (node.kind === 'stem') throw wrongValue(`stem:${node.text}`, field, span, context);
  const value = readInteger(readLiteral(node.text, node.kind === 'quoted').text, field, span, context);
  const bounds = compare(
    relation,
    value,
    value,
    (each) => each + 1,
    (each) => each - 1,
  );
  return { kind: 'range', field: field.code, ...bounds, span };
}

function readDate(text: string, field: FieldSpec, span: Span, context: CheckContext): DaySpan {
  const days = readDays(text, context.today);
  if (days === 'impossible') {
    throw context.error('impossible-date', `\`${shorten(text)}\` is not a day of the calendar`, span, {
      expected: dateForms,
    });
  }
  if (days === undefined) throw wrongValue(text, field, span, context);
  return days;
}

function readInteger(text: string, field: FieldSpec, span: Span, context: CheckContext): number {
  const folded = text.normalize('NFKC').trim();
  const value = Number(folded);
  if (!/^[+-]?\d{1,15}$/.test(folded) || !Number.isSafeInteger(value)) throw wrongValue(text, field, span, context);
  return value;
}

function wrongValue(text: string, field: FieldSpec, span: Span, context: CheckContext): Error {
  const pair = /^(-?\d+(?:-\d\d-\d\d)?)(?:-|~|\.\.|–)(\d+(?:-\d\d-\d\d)?)$/.exec(text);
  const isInteger = field.type === 'integer';
  return context.error(
    'wrong-type',
    `${field.code} (${field.en}) holds ${isInteger ? 'whole numbers' : 'dates'}; \`${shorten(text)}\` is none`,
    span,
    {
      expected: isInteger ? ['a whole number', '[2012 TO 2014]', '*'] : dateForms,
      replacement: pair ? `[${pair[1]} TO ${pair[2]}]` : undefined,
      hint: pair ? undefined : `for example \`${field.example}\``,
    },
  );
}

function compare<T extends IsoDate | number>(
  relation: Relation,
  from: T,
  to: T,
  next: (value: T) => T,
  previous: (value: T) => T,
): { from?: T; to?: T } {
  switch (relation) {
    case '>=':
      return { from };
    case '>':
      return { from: next(to) };
    case '<=':
      return { to };
    case '<':
      return { to: previous(from) };
    default:
      return { from, to };
  }
}

function makeRange<T extends IsoDate | number>(
  node: OperandNode & { kind: 'range' },
  field: FieldSpec,
  from: T | undefined,
  to: T | undefined,
  context: CheckContext,
): CheckedNode {
  if (from === undefined && to === undefined) return { kind: 'exists', field: field.code, span: node.span };
  if (from !== undefined && to !== undefined && from > to) {
    throw context.error('reversed-range', `the range ends before it begins`, node.span, {
      replacement: `[${node.to} TO ${node.from}]`,
    });
  }
  return {
    kind: 'range',
    field: field.code,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    span: node.span,
  };
}
