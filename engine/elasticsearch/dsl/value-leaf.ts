import { dayNumber } from '../../../domain/day.js';
import { datedStatuses, indexField, type Json } from '../../../mappings/elasticsearch.js';
import { fieldOf } from '../../../mappings/fields.js';
import type { ClassLeaf, ExistsLeaf, KeywordLeaf, NumberLeaf, RangeLeaf, StatusLeaf } from '../../../query/tree.js';
import { anyOf, noneOf, oneOfTerms } from './clauses.js';

export type ValueLeaf = KeywordLeaf | ClassLeaf | NumberLeaf | RangeLeaf | ExistsLeaf | StatusLeaf;

/** Records that a leaf over whole values finds. @param day of statuses that name none, since 1970-01-01 */
export function valueLeafQuery(leaf: ValueLeaf, day: number | undefined): Json {
  switch (leaf.kind) {
    case 'keyword':
      return valueQuery(indexField.whole(leaf.field), [leaf.value], leaf.match);
    case 'number':
      return anyOf(leaf.fields.map((code) => valueQuery(indexField.whole(code), leaf.keys, leaf.match)));
    case 'class':
      return leaf.match === 'tree'
        ? { term: { [indexField.tree(leaf.field)]: leaf.symbol } }
        : valueQuery(indexField.symbol(leaf.field), [leaf.symbol], leaf.match);
    case 'range':
      return rangeQuery(leaf);
    case 'exists':
      return { term: { [indexField.filled]: leaf.field } };
    case 'status':
      return anyOf(
        leaf.statuses.map((status) => statusQuery(status, leaf.on === undefined ? day : dayNumber(leaf.on))),
      );
  }
}

function valueQuery(field: string, values: readonly string[], match: KeywordLeaf['match']): Json {
  if (match === 'exact') return oneOfTerms(field, values);
  // The language of patterns is that of `wildcard`.
  const kind = match === 'prefix' ? 'prefix' : 'wildcard';
  return anyOf(values.map((value) => ({ [kind]: { [field]: { value } } })));
}

function rangeQuery({ field, from, to }: RangeLeaf): Json {
  const isDate = fieldOf(field).type === 'date';
  const bound = (value: string | number): number => (isDate ? dayNumber(String(value)) : Number(value));
  const range = {
    ...(from === undefined ? {} : { gte: bound(from) }),
    ...(to === undefined ? {} : { lte: bound(to) }),
  };
  return { range: { [isDate ? indexField.day(field) : indexField.integer(field)]: range } };
}

/** Records with a status on a day; without any day those whose newest status it is. */
export function statusQuery(status: string, day: number | undefined): Json {
  if (day === undefined) return { term: { [indexField.lastStatus]: status } };
  const on = (each: string): Json => ({ term: { [indexField.status(each)]: day } });
  return status === 'unknown' ? noneOf(datedStatuses.map(on)) : on(status);
}
