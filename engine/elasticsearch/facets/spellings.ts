import { matchAll } from '../dsl/clauses.js';
import type { Bucket, Aggregation, Searcher } from '../search/searcher.js';

/** Values whose spelling is asked for at once. */
const atOnce = 1000;

/** For each folded value one spelling in which a record has it. @param shown index field of the spellings, `folded NUL as written` */
export async function findSpellings(
  searcher: Searcher,
  field: string,
  shown: string,
  values: readonly string[],
): Promise<Map<string, string>> {
  const spellings = new Map<string, string>();
  for (let at = 0; at < values.length; at += atOnce) {
    const run = values.slice(at, at + atOnce);
    const example = { top_hits: { size: 1, _source: false, docvalue_fields: [shown], sort: [{ id: 'asc' }] } };
    const { aggregations } = await searcher.search(matchAll, {
      size: 0,
      track_total_hits: false,
      aggs: { values: { terms: { field, include: run, size: run.length }, aggs: { example } } },
    });
    for (const bucket of (aggregations?.['values']?.buckets ?? []) as Bucket[]) {
      const value = String(bucket.key);
      const [hit] = (bucket['example'] as Aggregation).hits?.hits ?? [];
      const spelled = hit?.fields?.[shown]?.map(String).find((each) => each.startsWith(`${value}\u0000`));
      if (spelled !== undefined) spellings.set(value, spelled.slice(value.length + 1));
    }
  }
  return spellings;
}
