import { phraseFieldsOf, type CheckContext, type Place } from './check-context.js';
import { resolveField } from './check-field.js';
import { checkPositions, placePositions } from './check-proximity.js';
import { shorten } from './query-error.js';
import type { FrequencyNode } from './syntax.js';
import type { CheckedNode } from './tree.js';

/**
 * `FREQ(TI,"electrode")>=2`. What zero times satisfies is written as NOT of more, so that the count of a leaf begins at one.
 * @throws QueryError unknown-field, wrong-type, wrong-operand, reversed-range
 */
export function checkFrequency(node: FrequencyNode, place: Place, context: CheckContext): CheckedNode | undefined {
  const { name, nameSpan, value, span } = node;
  const around: Place =
    name === undefined || nameSpan === undefined
      ? place
      : { field: resolveField({ kind: 'field', name, nameSpan, relation: '=', value, span }, context), relation: '=' };
  const { field } = placePositions(value, around, context, { whole: node });
  const [from, to] = readBounds(node, context);
  const positions = checkPositions(value, { field, relation: '=' }, context);
  if (!positions) return undefined;
  const leaf = { kind: 'frequency' as const, fields: phraseFieldsOf(field), node: positions };
  if (from > 0) return { ...leaf, from, ...(to === undefined ? {} : { to }), span };
  return to === undefined ? { kind: 'all' } : { kind: 'not', child: { ...leaf, from: to + 1, span }, span };
}

/** Least and largest count, both inclusive. */
function readBounds({ bound, relation }: FrequencyNode, context: CheckContext): [from: number, to: number | undefined] {
  if (bound.kind === 'range') {
    if (relation !== '=' && relation !== '==') {
      const message = `\`${relation}\` compares with one number`;
      throw context.error('wrong-relation', message, bound.span, { expected: ['=[2 TO 5]'], replacement: bound.from });
    }
    const from = bound.from === '*' ? 0 : readCount(bound.from, bound, context);
    const to = bound.to === '*' ? undefined : readCount(bound.to, bound, context);
    if (to === undefined || from <= to) return [from, to];
    throw context.error('reversed-range', 'the range ends before it begins', bound.span, {
      expected: ['[from TO to]'],
      replacement: `[${bound.to} TO ${bound.from}]`,
    });
  }
  const count = readCount(bound.text, bound, context);
  switch (relation) {
    case '>=':
      return [count, undefined];
    case '>':
      return [count + 1, undefined];
    case '<=':
      return [0, count];
    case '<':
      if (count > 0) return [0, count - 1];
      throw context.error('wrong-type', 'nothing stands fewer than 0 times', bound.span, { expected: ['<1', '=0'] });
    default:
      return [count, count];
  }
}

function readCount(text: string, { span }: { span: FrequencyNode['span'] }, context: CheckContext): number {
  const folded = text.normalize('NFKC');
  if (/^\d{1,9}$/.test(folded)) return Number(folded);
  throw context.error('wrong-type', `\`${shorten(text)}\` is no number of times`, span, {
    expected: ['a whole number', '[2 TO 5]'],
  });
}
