import { datedStatuses, type Json } from '../../../mappings/elasticsearch.js';
import { statusQuery } from '../dsl/value-leaf.js';
import type { Aggregation, Bucket, Searcher } from '../search/searcher.js';
import type { FacetSource } from './facet-source.js';

/** A value with the number of records that have it. */
export interface ValueCount {
  value: string | number;
  count: number;
}

/** Values that are asked for at once; when there are more they are walked through. */
export const firstValues = 1000;
const pageSize = 10_000;
const allStatuses = [...datedStatuses, 'unknown'] as const;

/** Aggregation whose answer `readCounts` reads. @param day of statuses */
export function countsAggregation(source: FacetSource, day: number | undefined): Json {
  if (source.kind === 'field') return { terms: { field: source.field, size: firstValues } };
  return { filters: { filters: Object.fromEntries(allStatuses.map((each) => [each, statusQuery(each, day)])) } };
}

/** All values with their counts; undefined when there are more than were asked for. */
export function readCounts(aggregation: Aggregation | undefined): ValueCount[] | undefined {
  const { buckets = [], sum_other_doc_count: others = 0 } = aggregation ?? {};
  if (!Array.isArray(buckets))
    return Object.entries(buckets).flatMap(([value, { doc_count: count }]) => (count > 0 ? { value, count } : []));
  // With several shards the counts are whole only when every shard sent all it had.
  if (others > 0 || buckets.length >= firstValues) return undefined;
  return buckets.map(({ key, doc_count }) => ({ value: key, count: doc_count }));
}

/** Walks through all values of a field, however many: exact, and as slow as they are many. */
export async function walkCounts(searcher: Searcher, query: Json, field: string): Promise<ValueCount[]> {
  const counts: ValueCount[] = [];
  for (let after: Json | undefined; ;) {
    const composite: Json = { size: pageSize, sources: [{ value: { terms: { field } } }], ...(after ? { after } : {}) };
    const { aggregations } = await searcher.search(query, {
      size: 0,
      track_total_hits: false,
      aggs: { values: { composite } },
    });
    const { buckets = [], after_key } = aggregations?.['values'] ?? {};
    for (const { key, doc_count } of buckets as Bucket[])
      counts.push({ value: (key as unknown as { value: string | number }).value, count: doc_count }); // keys of composites are objects
    after = after_key;
    if (!after) return counts;
  }
}
