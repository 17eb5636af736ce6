import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { fields } from '../../mappings/fields.js';
import type { CheckedNode } from '../../query/tree.js';
import type { Engine, FacetRequest, SearchResult, SortKey } from '../engine.js';
import { collapsibleFields } from '../collapse.js';
import { narrowBy } from '../filters.js';
import { foldNames } from './facet-reference.js';
import { facetArbitrary } from './facet-requests.js';
import { compareUtf8Bytes, type ReferenceEngine } from './reference.js';
import { collect } from './subject.js';

/** One search to be compared. */
export interface View {
  query: CheckedNode;
  filters: CheckedNode[];
  sort: SortKey[];
  asOf: string | undefined;
  facets: FacetRequest[];
  limit: number;
  offset: number;
  /** Field by which the same hits are collapsed, in a search of its own. */
  collapse: string | undefined;
}

const sortable = fields.filter(({ isSortable }) => isSortable).map(({ code }) => code);

export const sortArbitrary: fc.Arbitrary<SortKey[]> = fc.array(
  fc.record({
    by: fc.constantFrom('id', ...sortable),
    direction: fc.constantFrom<'asc' | 'desc'>('asc', 'desc'),
  }),
  { minLength: 1, maxLength: 2 },
);

/** Views of all kinds over some trees and days. */
export const viewsOf = (trees: fc.Arbitrary<CheckedNode>, days: fc.Arbitrary<string>): fc.Arbitrary<View> =>
  fc.record({
    query: trees,
    filters: fc.oneof({ weight: 3, arbitrary: fc.constant<CheckedNode[]>([]) }, fc.array(trees, { maxLength: 2 })),
    sort: sortArbitrary,
    asOf: fc.option(days, { nil: undefined, freq: 3 }),
    facets: fc.array(facetArbitrary, { minLength: 1, maxLength: 2 }),
    limit: fc.constantFrom(0, 1, 3, 20, 1000),
    offset: fc.constantFrom(0, 0, 0, 2),
    collapse: fc.option(fc.constantFrom(...collapsibleFields.map(({ code }) => code)), { nil: undefined, freq: 1 }),
  });

/** Fails unless the engine answers what the scan of all records answers: count, hits, their order and content, groups, facets, scan. */
export async function compareView(engine: Engine, reference: ReferenceEngine, view: View): Promise<void> {
  const { query, filters, sort, asOf, limit, offset } = view;
  const facets = Object.fromEntries(view.facets.map((facet, place) => [String(place), facet]));
  const result = await engine.search({ query, filters, sort, asOf, limit, offset, facets });
  const expected = reference.search({ query, filters, sort, asOf }, result.dataDate);
  expect(result.count).toBe(expected.length);
  expect(result.exact).toBe(true);
  expect(result.hits.map(({ id }) => id)).toEqual(expected.slice(offset, offset + limit));
  for (const { id, record } of result.hits.slice(0, 20))
    // The comparison of jest is slow on whole patents: it only tells the difference.
    if (!isDeepStrictEqual(record, reference.records.get(id))) expect(record).toEqual(reference.records.get(id));
  const end = offset + result.hits.length;
  expect(result.next !== undefined).toBe(result.hits.length > 0 && end < expected.length);
  if (result.next) {
    const behind = await engine.search({ query, filters, sort, asOf, limit, offset: 0, after: result.next });
    expect(behind.count).toBe(expected.length);
    expect(behind.hits.map(({ id }) => id)).toEqual(expected.slice(end, end + limit));
  }
  if (view.collapse !== undefined) await compareGroups(engine, reference, view, expected);
  const tree = narrowBy(query, filters);
  expect(await engine.count([tree], asOf)).toEqual([expected.length]);
  for (const [name, facet] of Object.entries(facets))
    expect([facet, foldNames(facet, result.facets?.[name])]).toEqual([
      facet,
      reference.facet(facet, { query, filters, asOf }, result.dataDate),
    ]);
  expect(await collect(engine.scan(tree, { asOf }))).toEqual(expected.sort(compareUtf8Bytes));
}

/** Fails unless the hits collapsed are the groups of the scan, from the first on and behind a page. */
async function compareGroups(
  engine: Engine,
  reference: ReferenceEngine,
  { facets: _facets, collapse: by = '', ...view }: View,
  ids: readonly string[],
): Promise<void> {
  const groups = reference.collapse(ids, { by });
  const toldBy = ({ count, groups: all, hits }: SearchResult) => [
    by,
    count,
    all,
    hits.map(({ id, members }) => ({ id, members })),
  ];
  const expectedFrom = (start: number) => [by, ids.length, groups.length, groups.slice(start, start + view.limit)];
  const result = await engine.search({ ...view, collapse: { by } });
  expect(toldBy(result)).toEqual(expectedFrom(view.offset));
  const end = view.offset + result.hits.length;
  expect(result.next !== undefined).toBe(result.hits.length > 0 && end < groups.length);
  if (!result.next) return;
  const behind = await engine.search({ ...view, offset: 0, after: result.next, collapse: { by } });
  expect(toldBy(behind)).toEqual(expectedFrom(end));
}
