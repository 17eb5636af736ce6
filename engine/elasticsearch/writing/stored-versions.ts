import type { IpRecord } from '../../../domain/record.js';
import type { Cluster } from '../cluster.js';
import { visibleAt } from '../snapshot.js';
import type { Bucket, SearchAnswer } from '../search/searcher.js';
import { lenient, type RecordIndexes } from './record-indexes.js';
import type { VersionHead } from './version-documents.js';

/** A version as it is stored, without its record. */
export interface StoredVersion extends VersionHead {
  index: string;
  /** Id of its document. */
  key: string;
  /** Words of it. */
  length: number;
}

/** Ids that are looked up at once, and records that are read at once: full texts are large. */
const idsAtOnce = 1000;
const recordsAtOnce = 50;

/** Reads what is committed, for the writer. */
export class StoredVersions {
  constructor(
    private readonly cluster: Cluster,
    private readonly indexes: RecordIndexes,
  ) {}

  /** The versions that a commit shows of records, by id. */
  async find(ids: readonly string[], sequence: number): Promise<Map<string, StoredVersion>> {
    const found = new Map<string, StoredVersion>();
    for (let at = 0; at < ids.length; at += idsAtOnce) {
      const run = ids.slice(at, at + idsAtOnce);
      for (const version of await this.search([{ terms: { id: run } }, ...visibleAt(sequence)], run.length))
        found.set(version.id, version);
    }
    return found;
  }

  /** Versions that match all clauses, in no order, `size` at most. */
  async search(filter: object[], size: number): Promise<StoredVersion[]> {
    const { hits } = await this.cluster.call<SearchAnswer>(
      'POST',
      this.indexes.path('_search'),
      { size, query: { bool: { filter } }, _source: ['id', 'from', 'hash', 'raw', 'length'], track_total_hits: false },
      { querystring: { ...lenient, allow_partial_search_results: false } },
    );
    return hits.hits.map((hit) => ({
      ...(hit._source as unknown as VersionHead & { length: number }), // as version-documents.ts writes them
      index: (hit as unknown as { _index: string })._index, // every hit says it
      key: hit._id,
    }));
  }

  /** Numbers of versions that match each clause, in one request. */
  async count<K extends string>(clauses: Record<K, object>): Promise<Record<K, number>> {
    const { aggregations } = await this.cluster.call<SearchAnswer>(
      'POST',
      this.indexes.path('_search'),
      {
        size: 0,
        track_total_hits: false,
        query: { bool: { should: Object.values(clauses) } },
        aggs: { each: { filters: { filters: clauses } } },
      },
      { querystring: { ...lenient, allow_partial_search_results: false } },
    );
    const buckets = (aggregations?.['each']?.buckets ?? {}) as Record<K, Bucket>; // keyed filters answer so
    const names = Object.keys(clauses) as K[];
    return Object.fromEntries(names.map((name) => [name, buckets[name]?.doc_count ?? 0])) as Record<K, number>;
  }

  /** The records of versions, by the ids of their documents, in real time. */
  async readRecords(versions: readonly { index: string; key: string }[]): Promise<Map<string, IpRecord>> {
    const records = new Map<string, IpRecord>();
    for (let at = 0; at < versions.length; at += recordsAtOnce) {
      const docs = versions
        .slice(at, at + recordsAtOnce)
        .map(({ index, key }) => ({ _index: index, _id: key, _source: ['record'] }));
      const answer = await this.cluster.call<{
        docs: { _id: string; found?: boolean; _source?: { record: IpRecord } }[];
      }>('POST', '/_mget', { docs });
      for (const { _id, _source } of answer.docs) if (_source) records.set(_id, _source.record);
    }
    return records;
  }
}
