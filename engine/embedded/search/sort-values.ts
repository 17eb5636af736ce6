import { EngineError, type SortKey } from '../../engine.js';
import { embeddedFieldOf } from '../../../mappings/embedded.js';
import type { SegmentReader } from '../index/segment-reader.js';
import { compareUtf8 } from '../index/term-key.js';

/** Value by which a hit is sorted, comparable across segments; undefined when the record has none. */
export type SortValue = number | string | undefined;

/** Numbers by which the documents of one segment sort, ascending; NaN where there is no value. */
export interface SegmentSort {
  numberOf(doc: number, place: number): number;
  valueOf(doc: number, place: number): SortValue;
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
    return { numberOf, valueOf: numberOf };
  }
  if (by === 'id') {
    const ranks = reader.ranks.values;
    return {
      numberOf: (doc) => ranks[doc] ?? 0,
      valueOf: (doc) => reader.dictionary.textOf(ranks[doc] ?? 0, 1),
    };
  }
  const field = embeddedFieldOf(by);
  if (!field.spec.isSortable) throw new EngineError('rejected', `field ${by} cannot be sorted by`);
  const column = reader.columns.column(by);
  if (!column) return { numberOf: () => Number.NaN, valueOf: () => undefined };
  const numberOf = (doc: number): number => {
    const value = direction === 'asc' ? column.first(doc) : column.last(doc);
    return value === column.missing ? Number.NaN : value;
  };
  const isCoded = field.column === 'values' || field.column === 'symbols';
  return {
    numberOf,
    valueOf: (doc) => {
      const code = numberOf(doc);
      if (Number.isNaN(code)) return undefined;
      if (!isCoded) return code;
      const range = reader.keyRange(field.column === 'symbols' ? 'symbol' : 'value', field.number);
      return reader.dictionary.textOf(range.first + code, 2);
    },
  };
}
