import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { foldKeyword } from '../../mappings/analyze.js';
import { fields } from '../../mappings/fields.js';
import type { CheckedNode } from '../../query/tree.js';
import type { Engine, FacetRequest, SortKey } from '../engine.js';
import { compareUtf8Bytes, type ReferenceEngine } from './reference.js';
import { collect } from './subject.js';

/** One search to be compared. */
export interface View {
  query: CheckedNode;
  sort: SortKey[];
  asOf: string | undefined;
  facet: FacetRequest;
  limit: number;
  offset: number;
}

const sortable = fields.filter(({ isSortable }) => isSortable).map(({ code }) => code);
const facetable = fields.filter(({ isFacetable }) => isFacetable);

const sortArbitrary: fc.Arbitrary<SortKey[]> = fc.array(
  fc.record({
    by: fc.constantFrom('id', ...sortable),
    direction: fc.constantFrom<'asc' | 'desc'>('asc', 'desc'),
  }),
  { minLength: 1, maxLength: 2 },
);

const facetArbitrary: fc.Arbitrary<FacetRequest> = fc
  .tuple(fc.constantFrom(...facetable), fc.constantFrom(2, 1000), fc.boolean(), fc.nat({ max: 4 }))
  .map(([{ code: field, type }, size, isFine, level]): FacetRequest => {
    if (type === 'date') return { kind: 'dates', field, interval: isFine ? 'month' : 'year' };
    const named = ['section', 'class', 'subclass', 'group', undefined][level];
    return { kind: 'terms', field, size, level: field === 'IPC' || field === 'CPC' ? named : undefined };
  });

/** Views of all kinds over some trees and days. */
export const viewsOf = (trees: fc.Arbitrary<CheckedNode>, days: fc.Arbitrary<string>): fc.Arbitrary<View> =>
  fc.record({
    query: trees,
    sort: sortArbitrary,
    asOf: fc.option(days, { nil: undefined, freq: 3 }),
    facet: facetArbitrary,
    limit: fc.constantFrom(0, 1, 3, 20, 1000),
    offset: fc.constantFrom(0, 0, 0, 2),
  });

/** Fails unless the engine answers what the scan of all records answers: count, hits, their order and content, facets, scan. */
export async function compareView(engine: Engine, reference: ReferenceEngine, view: View): Promise<void> {
  const { query, sort, asOf, facet, limit, offset } = view;
  const result = await engine.search({ query, sort, asOf, limit, offset, facets: { facet } });
  const expected = reference.search({ query, sort, asOf }, result.dataDate);
  expect(result.count).toBe(expected.length);
  expect(result.exact).toBe(true);
  expect(result.hits.map(({ id }) => id)).toEqual(expected.slice(offset, offset + limit));
  for (const { id, record } of result.hits.slice(0, 20))
    // The comparison of jest is slow on whole patents: it only tells the difference.
    if (!isDeepStrictEqual(record, reference.records.get(id))) expect(record).toEqual(reference.records.get(id));
  expect(await engine.count([query], asOf)).toEqual([expected.length]);
  compareFacet(facet, result.facets?.['facet'], reference.facet(facet, expected, asOf ?? result.dataDate));
  expect(await collect(engine.scan(query, asOf))).toEqual(expected.sort(compareUtf8Bytes));
}

function compareFacet(
  request: FacetRequest,
  found: { buckets: { value: string; count: number }[]; otherBuckets: number } | undefined,
  counts: ReadonlyMap<string, number>,
): void {
  const shown = request.kind === 'terms' ? Math.min(request.size, counts.size) : counts.size;
  expect(found?.buckets.length).toBe(shown);
  expect(found?.otherBuckets).toBe(counts.size - shown);
  const byKey = new Map([...counts].map(([value, count]) => [foldKeyword(value), count]));
  for (const { value, count } of found?.buckets ?? [])
    expect([value, count]).toEqual([value, byKey.get(foldKeyword(value))]);
  const largest = [...counts.values()].sort((a, b) => b - a).slice(0, shown);
  expect(found?.buckets.map(({ count }) => count).sort((a, b) => b - a)).toEqual(largest);
}
