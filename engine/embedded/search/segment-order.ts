import type { SortKey } from '../../engine.js';
import type { ScoredMatches } from './hits-behind.js';
import { openSort } from './sort-values.js';

/** Tells which of two places among the matches of one segment stands first under a sort. Ties break by id. */
export type PlaceOrder = (a: number, b: number) => boolean;

/** Prepares the order: the keys of every match as numbers, negated for descending order, so that smaller is better and missing is last. */
export function orderPlaces({ query, found, scores }: ScoredMatches, sort: readonly SortKey[]): PlaceOrder {
  const { reader } = query;
  const { docs } = found;
  const ranks = reader.ranks.values;
  const width = sort.length;
  const columns = sort.map((key) => {
    const { numberOf } = openSort(key, reader, scores);
    const sign = key.direction === 'desc' ? -1 : 1;
    const numbers = new Float64Array(found.length);
    for (let place = 0; place < found.length; place++) {
      const value = numberOf(docs[place] ?? 0, place);
      numbers[place] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value * sign;
    }
    return numbers;
  });
  return (a, b) => {
    for (let index = 0; index < width; index++) {
      const left = columns[index]?.[a] ?? 0;
      const right = columns[index]?.[b] ?? 0;
      if (left !== right) return left < right;
    }
    return (ranks[docs[a] ?? 0] ?? 0) < (ranks[docs[b] ?? 0] ?? 0);
  };
}
