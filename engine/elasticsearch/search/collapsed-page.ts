import { indexField, type Json } from '../../../mappings/elasticsearch.js';
import type { SearchRequest } from '../../engine.js';
import { behind, isScored, sortClauses } from './order.js';
import { type Searcher, type SearchHit, sourceOfHits } from './searcher.js';

/** Groups that one request may reach, and hits that are read at once on the way to those behind a position. */
const window = 10_000;
const firstStep = 100;

/** What finds the groups of one request. */
interface Grouping {
  searcher: Searcher;
  query: Json;
  /** Index field of the groups. */
  field: string;
  /** Members of searches in the order asked for. */
  order: Json;
}

/**
 * First members of the groups of a page, and of the group behind it. The server collapses from the first hit on, and only so far: `collapse` goes with
 * `search_after` on its own field only.
 * @param by code of the field
 */
export async function findGroups(
  searcher: Searcher,
  query: Json,
  request: SearchRequest,
  by: string,
): Promise<SearchHit[]> {
  const { sort, limit, offset, after } = request;
  if (limit === 0) return [];
  const field = indexField.group(by);
  const order = { sort: sortClauses(sort), track_scores: isScored(sort), track_total_hits: false };
  const grouping: Grouping = { searcher, query, field, order };
  const shown = { _source: sourceOfHits(request), docvalue_fields: [field] };
  if (!after && offset + limit + 1 <= window) {
    const { hits } = await searcher.search(query, {
      ...order,
      ...shown,
      collapse: { field },
      from: offset,
      size: limit + 1,
    });
    return hits.hits;
  }
  const ids = await walkGroups(grouping, after && behind(after, sort), offset, limit + 1);
  if (ids.length === 0) return [];
  const { hits } = await searcher.search(within(query, 'id', ids), { ...order, ...shown, size: ids.length });
  return hits.hits;
}

/**
 * Ids of the first members of groups behind a position. The hits behind it are read; where one is the first of all members of its group, the group is
 * behind it too.
 * @param position of `search_after`
 */
async function walkGroups(
  { searcher, query, field, order }: Grouping,
  position: unknown[] | undefined,
  offset: number,
  wanted: number,
): Promise<string[]> {
  const ids: string[] = [];
  let ahead = offset;
  let step = Math.min(window, Math.max(firstStep, 2 * wanted));
  for (let searchAfter = position; ;) {
    const { hits } = await searcher.search(query, {
      ...order,
      size: step,
      _source: false,
      docvalue_fields: [field],
      search_after: searchAfter,
    });
    for (const id of await firstMembers({ searcher, query, field, order }, hits.hits)) {
      if (ahead > 0) ahead--;
      else if (ids.push(id) === wanted) return ids;
    }
    searchAfter = hits.hits.at(-1)?.sort;
    if (!searchAfter || hits.hits.length < step) return ids;
    step = Math.min(window, 2 * step);
  }
}

/** Ids of those of consecutive hits that are the first of all members of their group, in their order. */
async function firstMembers(
  { searcher, query, field, order }: Grouping,
  hits: readonly SearchHit[],
): Promise<string[]> {
  const groups = [...new Set(hits.map((hit) => groupOf(hit, field)))];
  if (groups.length === 0) return [];
  const found = await searcher.search(within(query, field, groups), {
    ...order,
    collapse: { field },
    size: groups.length,
    _source: false,
  });
  const firsts = new Set(found.hits.hits.map(idOf));
  return hits.map(idOf).filter((id) => firsts.has(id));
}

/** Matching members of each group of a page. */
export async function countMembers(
  searcher: Searcher,
  query: Json,
  by: string,
  hits: readonly SearchHit[],
): Promise<number[]> {
  const field = indexField.group(by);
  const groups = hits.map((hit) => groupOf(hit, field));
  if (groups.length === 0) return [];
  const { aggregations } = await searcher.search(within(query, field, groups), {
    size: 0,
    track_total_hits: false,
    // Named one by one, so that every shard sends all of them.
    aggs: { members: { terms: { field, include: groups, size: groups.length } } },
  });
  const buckets = aggregations?.['members']?.buckets;
  const counts = new Map((Array.isArray(buckets) ? buckets : []).map(({ key, doc_count }) => [String(key), doc_count]));
  return groups.map((group) => counts.get(group) ?? 0);
}

const within = (query: Json, field: string, values: readonly string[]): Json => ({
  bool: { must: [query], filter: [{ terms: { [field]: values } }] },
});

const groupOf = ({ fields }: SearchHit, field: string): string => String(fields?.[field]?.[0]);

/** Every order ends with the id. */
const idOf = ({ sort }: SearchHit): string => String(sort?.at(-1));
