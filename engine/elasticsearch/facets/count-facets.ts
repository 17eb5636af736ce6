import type { Json } from '../../../mappings/elasticsearch.js';
import {
  type BucketsResult,
  EngineError,
  type FacetRequest,
  type FacetResult,
  type FlatFacet,
  type SearchRequest,
} from '../../engine.js';
import { filtersOfFacet, narrowBy } from '../../filters.js';
import { allOf } from '../dsl/clauses.js';
import { treeQuery } from '../dsl/tree.js';
import { statusQuery } from '../dsl/value-leaf.js';
import type { Aggregation, Searcher } from '../search/searcher.js';
import type { TreeCompiler } from '../search/verified-leaves.js';
import { type FacetSource, sourceOf } from './facet-source.js';
import { findSpellings } from './spellings.js';
import { summarize } from './summarize.js';
import { countsAggregation, firstValues, readCounts, type ValueCount, walkCounts } from './value-counts.js';

/** Buckets of one answer, those within others included. */
const mostBuckets = 200_000;
/** Buckets that Elasticsearch gives in one answer (`search.max_buckets`). */
const bucketsAtOnce = 50_000;

/** Something to be counted: among what, and what. */
interface Count {
  query: Json;
  flat: FlatFacet;
  source: FacetSource;
}

/** Counts the facets of a request, all exact. @throws EngineError `rejected` for a field without such a facet, `too-large` for too many buckets */
export async function countFacets(
  searcher: Searcher,
  compiler: TreeCompiler,
  { query, filters = [] }: SearchRequest,
  facets: Record<string, FacetRequest>,
): Promise<Record<string, FacetResult>> {
  const requests = Object.values(facets);
  const sources = requests.map((request) => {
    if ('nested' in request && request.nested) sourceOf(request.nested);
    return sourceOf(request);
  });
  return compiler.run(
    (context) =>
      requests.map((request) =>
        allOf([treeQuery(narrowBy(query, filtersOfFacet(request, filters)), context), ...compiler.published]),
      ),
    async (queries) => {
      const counter = new FacetCounter(searcher, compiler.day);
      const results = await counter.count(
        requests.map((request, place) => ({
          query: queries[place] as Json, // one for each request
          flat: request,
          source: sources[place] as FacetSource, // same reason
        })),
      );
      await counter.spell();
      return Object.fromEntries(Object.keys(facets).map((name, place) => [name, results[place] as FacetResult]));
    },
  );
}

class FacetCounter {
  private buckets = 0;
  /** Buckets whose value is shown as somebody wrote it, by the index fields of values and spellings. */
  private readonly unspelled = new Map<string, { field: string; shown: string; buckets: { value: string }[] }>();

  constructor(
    private readonly searcher: Searcher,
    private readonly day: number | undefined,
  ) {}

  async count(counts: readonly Count[]): Promise<FacetResult[]> {
    const found = await this.countTogether(counts);
    const results: FacetResult[] = [];
    for (const [place, { flat, source, query }] of counts.entries()) {
      const values = found[place] ?? (await this.walk(query, source));
      const { result, shown } = summarize(flat, source, values);
      this.note(source, result);
      const nested = 'nested' in flat ? (flat as { nested?: FlatFacet }).nested : undefined;
      if (nested && 'buckets' in result) await this.countNested(nested, { query, source, shown, result });
      results.push(result);
    }
    return results;
  }

  /** Counts facets over the same records in one search each; undefined where there are more values than are asked for at once. */
  private async countTogether(counts: readonly Count[]): Promise<(ValueCount[] | undefined)[]> {
    const groups = new Map<string, number[]>();
    const most = Math.floor(bucketsAtOnce / firstValues);
    for (const [place, { query }] of counts.entries()) {
      const key = JSON.stringify(query);
      const last = groups.get(key);
      if (!last) groups.set(key, [place]);
      else last.push(place);
    }
    const runs = [...groups.values()].flatMap((places) =>
      Array.from({ length: Math.ceil(places.length / most) }, (_, run) => places.slice(run * most, (run + 1) * most)),
    );
    const answers = await this.searcher.searchAll(
      runs.map((places) => ({
        query: counts[places[0] ?? 0]?.query as Json, // every run has a place
        body: { size: 0, track_total_hits: false, aggs: this.aggregations(counts, places) },
      })),
    );
    const found: (ValueCount[] | undefined)[] = [];
    for (const [run, places] of runs.entries())
      for (const place of places) found[place] = readCounts(answers[run]?.aggregations?.[String(place)]);
    return found;
  }

  private aggregations(counts: readonly Count[], places: readonly number[]): Json {
    return Object.fromEntries(
      places.map((place) => [String(place), countsAggregation(counts[place]?.source as FacetSource, this.day)]), // a place of `counts`
    );
  }

  private walk(query: Json, source: FacetSource): Promise<ValueCount[]> {
    if (source.kind === 'status') throw new Error('statuses are few');
    return walkCounts(this.searcher, query, source.field);
  }

  /** Counts a facet within each bucket that is shown. */
  private async countNested(
    flat: FlatFacet,
    outer: { query: Json; source: FacetSource; shown: readonly ValueCount[]; result: BucketsResult },
  ): Promise<void> {
    const source = sourceOf(flat);
    const atOnce = Math.floor(bucketsAtOnce / firstValues);
    for (let at = 0; at < outer.shown.length; at += atOnce) {
      const run = outer.shown.slice(at, at + atOnce);
      const filters = run.map(({ value }) => this.bucketQuery(outer.source, value));
      const { aggregations } = await this.searcher.search(outer.query, {
        size: 0,
        track_total_hits: false,
        aggs: { within: { filters: { filters }, aggs: { inner: countsAggregation(source, this.day) } } },
      });
      const buckets = (aggregations?.['within']?.buckets ?? []) as { inner?: Aggregation }[]; // filters without names answer in a row
      for (const [place, filter] of filters.entries()) {
        const bucket = outer.result.buckets[at + place];
        if (!bucket) continue;
        const values = readCounts(buckets[place]?.inner) ?? (await this.walk(allOf([outer.query, filter]), source));
        bucket.nested = summarize(flat, source, values).result;
        this.note(source, bucket.nested);
      }
    }
  }

  private bucketQuery(source: FacetSource, value: string | number): Json {
    return source.kind === 'status' ? statusQuery(String(value), this.day) : { term: { [source.field]: value } };
  }

  /** Counts the buckets, and remembers whose spelling is missing. */
  private note(source: FacetSource, result: FacetResult): void {
    if (!('buckets' in result)) return;
    this.buckets += result.buckets.length;
    if (this.buckets > mostBuckets)
      throw new EngineError(
        'too-large',
        `the facets would have more than ${mostBuckets.toLocaleString('en')} buckets: ask for fewer, or for smaller ones`,
      );
    if (source.kind !== 'field' || source.shown === undefined) return;
    const { field, shown } = source;
    const known = this.unspelled.get(field);
    if (known) known.buckets.push(...result.buckets);
    else this.unspelled.set(field, { field, shown, buckets: [...result.buckets] });
  }

  /** Shows every value as somebody wrote it. */
  async spell(): Promise<void> {
    for (const { field, shown, buckets } of this.unspelled.values()) {
      const values = [...new Set(buckets.map(({ value }) => value))];
      const spellings = await findSpellings(this.searcher, field, shown, values);
      for (const bucket of buckets) bucket.value = spellings.get(bucket.value) ?? bucket.value;
    }
  }
}
