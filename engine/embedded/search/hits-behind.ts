import type { HitPosition, SortKey } from '../../engine.js';
import { namespaces } from '../index/term-key.js';
import type { DocList } from './doc-set.js';
import type { SegmentQuery } from './segment-query.js';
import { openSort, placeOfKey } from './sort-values.js';

/** Matches of one segment with their scores, if they were worked out. */
export interface ScoredMatches {
  query: SegmentQuery;
  found: DocList;
  scores: Float64Array | undefined;
}

/** Tells which documents of a segment, by their places among its matches, stand behind a position in an order. The position need not be that of a hit. */
export function placesBehind(
  { query, scores }: ScoredMatches,
  sort: readonly SortKey[],
  { values, id }: HitPosition,
): (doc: number, place: number) => boolean {
  const { reader } = query;
  const keys = sort.map((key, place) => {
    const { numberOf, placeOf } = openSort(key, reader, scores);
    const sign = key.direction === 'desc' ? -1 : 1;
    const value = values[place] ?? null;
    return { numberOf, sign, bound: value === null ? Number.POSITIVE_INFINITY : placeOf(value) * sign };
  });
  const ranks = reader.ranks.values;
  const idPlace = placeOfKey(reader, namespaces.id + id);
  return (doc, place) => {
    for (const { numberOf, sign, bound } of keys) {
      const number = numberOf(doc, place);
      // Records without a value come last in both directions.
      const own = Number.isNaN(number) ? Number.POSITIVE_INFINITY : number * sign;
      if (own !== bound) return own > bound;
    }
    return (ranks[doc] ?? 0) > idPlace;
  };
}

/** The matches that stand behind a position in an order. */
export function keepBehind(matches: ScoredMatches, sort: readonly SortKey[], position: HitPosition): ScoredMatches {
  return keepPlaces(matches, placesBehind(matches, sort, position));
}

/** The matches for which `isKept` holds, with their scores. */
export function keepPlaces(
  { query, found, scores }: ScoredMatches,
  isKept: (doc: number, place: number) => boolean,
): ScoredMatches {
  const docs = new Int32Array(found.length);
  const kept = scores && new Float64Array(found.length);
  let length = 0;
  for (let place = 0; place < found.length; place++) {
    const doc = found.docs[place] ?? 0;
    if (!isKept(doc, place)) continue;
    if (kept) kept[length] = scores?.[place] ?? 0;
    docs[length++] = doc;
  }
  return { query, found: { docs, length }, scores: kept };
}
