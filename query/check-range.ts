import type { IsoDate } from '../domain/text.js';
import type { FieldSpec } from '../mappings/field.js';
import type { CheckContext } from './check-context.js';
import { nextDay, previousDay, readDays, type DaySpan } from './days.js';
import { mendDay, mendPair, mendTruncation, readSlashDays } from './mends.js';
import { shorten } from './query-error.js';
import { readLiteral } from './quotation.js';
import type { OperandNode, Relation } from './syntax.js';
import type { CheckedNode, Span } from './tree.js';

const integerForms = ['a whole number', '[2012 TO 2014]', '*'];
const dateForms = ['2012', '2012-03', '20120301', '2012-03-01', '-18m', 'today', '[2012 TO 2014]'];

/** A value of a date field: `PD=2012`, `PD>=-18m`, `PD=[20120301 TO *]`. */
export function checkDate(node: OperandNode, field: FieldSpec, relation: Relation, context: CheckContext): CheckedNode {
  const { span } = node;
  if (node.kind === 'range') {
    const from =
      node.from === '*'
        ? undefined
        : readDate(node.from, field, span, context, (mended) => `[${mended} TO ${node.to}]`).from;
    const to =
      node.to === '*'
        ? undefined
        : readDate(node.to, field, span, context, (mended) => `[${node.from} TO ${mended}]`).to;
    return makeRange(node, field, from, to, context);
  }
  const { from, to } = readDate(readSingle(node, field, context), field, span, context);
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
  const value = readInteger(readSingle(node, field, context), field, span, context);
  const bounds = compare(
    relation,
    value,
    value,
    (each) => each + 1,
    (each) => each - 1,
  );
  return { kind: 'range', field: field.code, ...bounds, span };
}

/** Text of a single value. @throws QueryError wrong-type for a stem and for truncation, which ranges replace */
function readSingle(node: Exclude<OperandNode, { kind: 'range' }>, field: FieldSpec, context: CheckContext): string {
  const { span } = node;
  if (node.kind === 'stem') throw wrongValue(`stem:${node.text}`, field, span, context);
  const { text, hasSigns } = readLiteral(node.text, node.kind === 'quoted');
  if (!hasSigns) return text;
  const sign = /[*?]/.exec(text)?.[0] ?? '*';
  throw context.error('wrong-type', `\`${sign}\` does not truncate ${field.code} (${field.en}); write a range`, span, {
    expected: field.type === 'integer' ? integerForms : dateForms,
    replacement: mendTruncation(text.replace(/[*?]+$/, ''), field.type === 'integer'),
  });
}

/** @param place puts a mended day where the value stands, in a range */
function readDate(
  text: string,
  field: FieldSpec,
  span: Span,
  context: CheckContext,
  place: (mended: string) => string = (mended) => mended,
): DaySpan {
  const slashDays = readSlashDays(text);
  if (slashDays) {
    const message = `\`${text}\` is ${slashDays[0]} or ${slashDays[1]}, by who reads it`;
    throw context.error('ambiguous-date', message, span, { expected: slashDays, replacement: place(slashDays[0]) });
  }
  const days = readDays(text, context.today);
  if (days === 'impossible') {
    const mended = mendDay(text, context.today);
    throw context.error('impossible-date', `\`${shorten(text)}\` is not a day of the calendar`, span, {
      expected: dateForms,
      replacement: mended === undefined ? undefined : place(mended),
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
  const isInteger = field.type === 'integer';
  const unquoted = /^['‘’]([^'‘’]+)['‘’]$/.exec(text)?.[1];
  const mended = unquoted ?? mendPair(text);
  return context.error(
    'wrong-type',
    `${field.code} (${field.en}) holds ${isInteger ? 'whole numbers' : 'dates'}; \`${shorten(text)}\` is none`,
    span,
    {
      expected: isInteger ? integerForms : dateForms,
      replacement: mended,
      hint: mended ? undefined : `for example \`${field.example}\``,
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
      expected: ['[from TO to]'],
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
