import type { SortKey } from '../../engine.js';
import { compareUtf8 } from '../index/term-key.js';
import { BestPlaces } from './best-places.js';
import type { DocList } from './doc-set.js';
import { orderPlaces } from './segment-order.js';
import type { SegmentQuery } from './segment-query.js';
import { compareSortValues, openSort, type SortValue } from './sort-values.js';

/** A hit before its record is fetched. */
export interface RankedHit {
  id: string;
  docid: number;
  score: number;
  values: SortValue[];
  /** Matches in its group, when the hits are collapsed. */
  members?: number;
}

export function hitAt({ reader }: SegmentQuery, doc: number, score: number, values: SortValue[] = []): RankedHit {
  const id = reader.dictionary.textOf(reader.ranks.values[doc] ?? 0, 1);
  return { id, docid: reader.docid(doc), score, values };
}

/** The best `wanted` documents of one segment by score, in no order; without scores all are equal. */
export function bestOfList(
  query: SegmentQuery,
  { docs, length }: DocList,
  scores: Float64Array | undefined,
  wanted: number,
): Candidate[] {
  if (length === 0) return [];
  const best = new BestPlaces(Math.min(wanted, length), query.reader.ranks.values);
  for (let place = 0; place < length; place++) {
    const score = scores?.[place] ?? 0;
    if (score >= best.threshold) best.offer(docs[place] ?? 0, score);
  }
  return Array.from({ length: best.length }, (_, place) => ({
    query,
    doc: best.docs[place] ?? 0,
    score: best.scores[place] ?? 0,
  }));
}

/** The best `wanted` hits of one segment under any sort, in order. */
export function rankSegment(
  query: SegmentQuery,
  found: DocList,
  scores: Float64Array | undefined,
  sort: readonly SortKey[],
  wanted: number,
): RankedHit[] {
  const { reader } = query;
  const sorts = sort.map((key) => openSort(key, reader, scores));
  const { docs } = found;
  const isBefore = orderPlaces({ query, found, scores }, sort);
  const places = selectBest(found.length, wanted, isBefore);
  return places.map((place) => {
    const doc = docs[place] ?? 0;
    return hitAt(
      query,
      doc,
      scores?.[place] ?? 0,
      sorts.map(({ valueOf }) => valueOf(doc, place)),
    );
  });
}

/** The `wanted` first of 0..count-1 under `isBefore`, in order. */
function selectBest(count: number, wanted: number, isBefore: (a: number, b: number) => boolean): number[] {
  const compare = (a: number, b: number): number => (isBefore(a, b) ? -1 : 1);
  if (wanted >= count) return Array.from({ length: count }, (_, place) => place).sort(compare);
  if (wanted === 0) return [];
  // Heap with the worst of the best on top.
  const heap = new Int32Array(wanted);
  const siftDown = (from: number): void => {
    let at = from;
    const place = heap[at] ?? 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= wanted) break;
      if (child + 1 < wanted && isBefore(heap[child] ?? 0, heap[child + 1] ?? 0)) child++;
      if (!isBefore(place, heap[child] ?? 0)) break;
      heap[at] = heap[child] ?? 0;
      at = child;
    }
    heap[at] = place;
  };
  for (let place = 0; place < wanted; place++) heap[place] = place;
  for (let at = (wanted >> 1) - 1; at >= 0; at--) siftDown(at);
  for (let place = wanted; place < count; place++)
    if (isBefore(place, heap[0] ?? 0)) {
      heap[0] = place;
      siftDown(0);
    }
  return [...heap].sort(compare);
}

/** A document that may be among the hits; its id is read only when it is. */
export interface Candidate {
  query: SegmentQuery;
  doc: number;
  score: number;
}

/** Order of hits of different segments. */
export function compareHits(a: RankedHit, b: RankedHit, sort: readonly SortKey[]): number {
  for (let index = 0; index < sort.length; index++) {
    const order = compareSortValues(a.values[index], b.values[index], sort[index]?.direction ?? 'asc');
    if (order !== 0) return order;
  }
  return compareUtf8(a.id, b.id);
}
