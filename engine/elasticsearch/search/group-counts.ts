import { indexField, type Json } from '../../../mappings/elasticsearch.js';
import { keyOf } from '../dsl/node-key.js';
import { readCounts, countsAggregation, walkCounts } from '../facets/value-counts.js';
import type { SearchRequest } from '../../engine.js';
import { KeptAnswers } from './kept-answers.js';
import type { Searcher } from './searcher.js';

/** Counts that an engine remembers. */
const mostKept = 200;

/** Numbers of groups of earlier searches: those of a committed state never change, and every page of a list asks again. */
export class GroupCounts {
  private readonly counts = new KeptAnswers<number>(mostKept);

  /** Groups of all matches: the different values, and the records without one. @param by code of the field */
  async count(
    searcher: Searcher,
    found: Json,
    { query, filters = [], asOf }: SearchRequest,
    by: string,
  ): Promise<number> {
    const { generation, sequence } = searcher.state;
    const key = [generation, sequence, by, asOf, ...[query, ...filters].map(keyOf)].join(' ');
    const known = this.counts.find(key);
    if (known !== undefined) return known;
    const groups = await countGroups(searcher, found, by);
    this.counts.keep(key, groups);
    return groups;
  }
}

async function countGroups(searcher: Searcher, query: Json, by: string): Promise<number> {
  const field = indexField.whole(by);
  const { aggregations } = await searcher.search(query, {
    size: 0,
    track_total_hits: false,
    aggs: {
      values: countsAggregation({ kind: 'field', field, holds: 'texts' }, undefined),
      without: { missing: { field } },
    },
  });
  const values = readCounts(aggregations?.['values']) ?? (await walkCounts(searcher, query, field));
  return values.length + (aggregations?.['without']?.doc_count ?? 0);
}
