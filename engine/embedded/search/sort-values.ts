import { EngineError, type SortKey } from '../../engine.js';
import { embeddedFieldOf } from '../../../mappings/embedded.js';
import type { SegmentReader } from '../index/segment-reader.js';
import { compareUtf8, fieldKey, namespaces } from '../index/term-key.js';

/** Value by which a hit is sorted, comparable across segments; undefined when the record has none. */
export type SortValue = number | string | undefined;

/** Numbers by which the documents of one segment sort, ascending; NaN where there is no value. */
export interface SegmentSort {
  numberOf(doc: number, place: number): number;
  valueOf(doc: number, place: number): SortValue;
  /** Where a value stands among those numbers, between two when the segment does not have it. */
  placeOf(value: string | number): number;
}

/** Compares two values under a key; records without a value come last in both directions. */
export function compareSortValues(a: SortValue, b: SortValue, direction: 'asc' | 'desc'): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  const order = typeof a === 'string' && typeof b === 'string' ? compareUtf8(a, b) : Number(a) - Number(b);
  return direction === 'asc' ? order : -order;
}

/** Prepares a sort key for one segment. With several values a record sorts by its smallest, or largest when descending. */
export function openSort(key: SortKey, reader: SegmentReader, scores: Float64Array | undefined): SegmentSort {
  const { by, direction } = key;
  if (by === 'score') {
    const numberOf = (_: number, place: number): number => scores?.[place] ?? 0;
    return { numberOf, valueOf: numberOf, placeOf: Number };
  }
  if (by === 'id') {
    const ranks = reader.ranks.values;
    return {
      numberOf: (doc) => ranks[doc] ?? 0,
      valueOf: (doc) => reader.dictionary.textOf(ranks[doc] ?? 0, 1),
      placeOf: (id) => placeOfKey(reader, namespaces.id + String(id)),
    };
  }
  const field = embeddedFieldOf(by);
  if (!field.spec.isSortable) throw new EngineError('rejected', `field ${by} cannot be sorted by`);
  const column = reader.columns.column(by);
  if (!column) return { numberOf: () => Number.NaN, valueOf: () => undefined, placeOf: () => 0 };
  const numberOf = (doc: number): number => {
    const value = direction === 'asc' ? column.first(doc) : column.last(doc);
    return value === column.missing ? Number.NaN : value;
  };
  const isCoded = field.column === 'values' || field.column === 'symbols';
  const namespace = field.column === 'symbols' ? 'symbol' : 'value';
  return {
    numberOf,
    placeOf: (value) =>
      isCoded
        ? placeOfKey(reader, fieldKey(namespaces[namespace], field.number, String(value))) -
          reader.keyRange(namespace, field.number).first
        : Number(value),
    valueOf: (doc) => {
      const code = numberOf(doc);
      if (Number.isNaN(code)) return undefined;
      if (!isCoded) return code;
      const range = reader.keyRange(namespace, field.number);
      return reader.dictionary.textOf(range.first + code, 2);
    },
  };
}

/** Number of a key, or half a number before the one that follows it. */
export function placeOfKey({ dictionary }: SegmentReader, key: string): number {
  return dictionary.find(key)?.ordinal ?? dictionary.rankOf(key) - 0.5;
}
