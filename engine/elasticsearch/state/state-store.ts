import { createHash, randomUUID } from 'node:crypto';
import type { Json } from '../../../mappings/elasticsearch.js';
import type { Cluster, Search } from '../cluster.js';
import { failureOf, type ServerError } from '../failures.js';
import { buildIndexName } from '../index-names.js';

/** A document with what a conditional write must name. */
export interface Stored<T> {
  value: T;
  version: Version;
  /** Key of the document; where it is alone of its kind, a word that every write draws anew. */
  mark: string;
}
export interface Version {
  if_seq_no: number;
  if_primary_term: number;
}

interface Found {
  found: boolean;
  _seq_no: number;
  _primary_term: number;
  _source: { key: string; body: string };
}
interface Written {
  _seq_no: number;
  _primary_term: number;
}

const kept: Json = { type: 'keyword', index: false, doc_values: false };
const mappings: Json = {
  dynamic: 'strict',
  properties: {
    kind: { type: 'keyword' },
    /** `Stored.mark`. */
    key: { type: 'keyword' },
    /** JSON. */
    body: kept,
  },
};

/** The small index of what is not a record: each document is JSON under a kind and a key, read in real time and written conditionally. */
export class StateStore {
  readonly index: string;

  constructor(
    private readonly cluster: Cluster,
    prefix: string,
  ) {
    this.index = buildIndexName({ kind: 'state', prefix });
  }

  /** Makes the index when it is not there. */
  async create(): Promise<void> {
    const settings = { number_of_shards: 1, auto_expand_replicas: '0-1' };
    const exists = await this.cluster.find('GET', `/${this.index}/_settings`);
    if (exists) return;
    try {
      await this.cluster.call('PUT', `/${this.index}`, { settings, mappings });
    } catch (error) {
      // Another process was first.
      if (!(await this.cluster.find('GET', `/${this.index}/_settings`))) throw error;
    }
  }

  async read<T>(kind: string, key = ''): Promise<Stored<T> | undefined> {
    const found = await this.cluster.find<Found>('GET', `/${this.index}/_doc/${idOf(kind, key)}`);
    if (!found?.found) return undefined;
    return {
      value: JSON.parse(found._source.body) as T, // written by `write` under the same kind
      version: { if_seq_no: found._seq_no, if_primary_term: found._primary_term },
      mark: found._source.key,
    };
  }

  /** Several documents in one request, read in this order; undefined where there is none. @throws EngineError */
  async readAll(documents: readonly { kind: string; key: string }[]): Promise<unknown[]> {
    const ids = documents.map(({ kind, key }) => idOf(kind, key));
    const { docs } = await this.cluster.call<{ docs: (Partial<Found> & { error?: ServerError })[] }>(
      'POST',
      `/${this.index}/_mget`,
      { ids },
    );
    return docs.map(({ error, found, _source }): unknown => {
      if (error && error.type !== 'index_not_found_exception') throw failureOf(503, error);
      return found && _source ? JSON.parse(_source.body) : undefined;
    });
  }

  /** A search that counts documents of a kind with a mark: one, or none when it was replaced or removed. */
  searchFor(kind: string, mark: string): Search {
    const query = { bool: { filter: [{ term: { kind } }, { term: { key: mark } }] } };
    return {
      header: { index: this.index, allow_partial_search_results: false },
      body: { size: 0, track_total_hits: true, query },
    };
  }

  /** Lets searches (`searchFor`) see what was written so far. */
  async refresh(): Promise<void> {
    await this.cluster.find('POST', `/${this.index}/_refresh`);
  }

  /**
   * Writes a document that is not there, or is still at a version.
   * @param visibility whether searches see it before this returns
   * @throws EngineError; `isConflict` when it is not
   */
  async write(
    kind: string,
    key: string,
    value: unknown,
    version: Version | undefined,
    { isSearched = false }: Visibility = {},
  ): Promise<Version> {
    const condition: Record<string, string | number> = version ? { ...version } : { op_type: 'create' };
    const { _seq_no, _primary_term } = await this.cluster.call<Written>(
      'PUT',
      `/${this.index}/_doc/${idOf(kind, key)}`,
      { kind, key: key === '' ? randomUUID() : key, body: JSON.stringify(value) },
      { querystring: { ...condition, ...refreshing(isSearched) } },
    );
    return { if_seq_no: _seq_no, if_primary_term: _primary_term };
  }

  async remove(kind: string, key = '', version?: Version, { isSearched = false }: Visibility = {}): Promise<void> {
    await this.cluster.find('DELETE', `/${this.index}/_doc/${idOf(kind, key)}`, undefined, {
      querystring: { ...version, ...refreshing(isSearched) },
    });
  }

  /** Writes documents whatever was there. */
  async writeAll(kind: string, values: Record<string, unknown>): Promise<void> {
    const lines = Object.entries(values).flatMap(([key, value]) => [
      JSON.stringify({ index: { _index: this.index, _id: idOf(kind, key) } }),
      JSON.stringify({ kind, key, body: JSON.stringify(value) }),
    ]);
    if (lines.length === 0) return;
    const { errors } = await this.cluster.bulk<{ errors: boolean }>(Buffer.from(`${lines.join('\n')}\n`));
    if (errors) throw new Error(`documents of the kind ${kind} were not written`);
  }

  /** All documents of a kind whose key begins so, by the UTF-8 bytes of their keys. */
  async list<T>(kind: string, prefix = ''): Promise<{ key: string; value: T }[]> {
    if (!(await this.cluster.find('POST', `/${this.index}/_refresh`))) return [];
    const listed: { key: string; value: T }[] = [];
    for (let after: unknown[] | undefined; ;) {
      const found = await this.cluster.call<{
        hits: { hits: { _source: { key: string; body: string }; sort: unknown[] }[] };
      }>('POST', `/${this.index}/_search`, {
        size: pageSize,
        query: { bool: { filter: [{ term: { kind } }, { prefix: { key: { value: prefix } } }] } },
        sort: [{ key: 'asc' }],
        ...(after ? { search_after: after } : {}),
      });
      const { hits } = found.hits;
      for (const { _source } of hits) listed.push({ key: _source.key, value: JSON.parse(_source.body) as T });
      after = hits.at(-1)?.sort;
      if (!after || hits.length < pageSize) return listed;
    }
  }
}

const pageSize = 1000;

interface Visibility {
  isSearched?: boolean;
}
const refreshing = (isSearched: boolean): Record<string, boolean> => (isSearched ? { refresh: true } : {});

/** Keys may be longer than an id may be. */
const idOf = (kind: string, key: string): string =>
  key === '' ? kind : `${kind}-${createHash('sha256').update(key).digest('hex')}`;
