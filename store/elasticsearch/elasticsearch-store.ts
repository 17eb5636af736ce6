import { type Cluster, statusOf } from '../../engine/elasticsearch/cluster.js';
import { EngineError } from '../../engine/engine.js';
import { RowStore } from '../row-store.js';
import type { KeyRange, NewRow, Row, Rows } from '../rows.js';
import { type StateStore, StoreError } from '../store.js';

/** Layout of the index; the name carries it, so that an older program never writes into a newer one. */
const layoutVersion = 1;

export interface ElasticsearchStoreOptions {
  /** The caller closes it. */
  cluster: Cluster;
  /** Before the name of the index: several installations may share a cluster. */
  prefix: string;
  clock: () => Date;
}

/**
 * The store in one index `<prefix>-store-<layout>` of a cluster, which is made when it is missing; several servers may have it open. Each write is refreshed
 * at once: state is small, and a list has to show what was written a moment ago through another server.
 * @throws StoreError `unavailable`
 */
export async function openElasticsearchStore(options: ElasticsearchStoreOptions): Promise<StateStore> {
  const { cluster, prefix, clock } = options;
  const index = `${prefix}-store-${layoutVersion}`;
  await asked(async () => {
    if (await cluster.find('GET', `/${index}/_mapping`)) return;
    try {
      const settings = { number_of_shards: 1, auto_expand_replicas: '0-1' };
      await cluster.call('PUT', `/${index}`, { settings, mappings });
    } catch (error) {
      // Another server was quicker.
      if (statusOf(error) !== 400 || !(await cluster.find('GET', `/${index}/_mapping`))) throw error;
    }
  });
  return new RowStore(new ElasticsearchRows(cluster, index), clock);
}

const mappings = {
  dynamic: 'strict',
  properties: {
    collection: { type: 'keyword' },
    key: { type: 'keyword' },
    version: { type: 'integer', index: false },
    // JSON as it was written: its shape is nobody's business here, and lone surrogates and NUL survive.
    value: { type: 'binary' },
    updated: { type: 'date', index: false },
  },
};

interface Source {
  collection: string;
  key: string;
  version: number;
  /** Base64 of the JSON. */
  value: string;
  updated: string;
}

interface Found {
  _source: Source;
  _seq_no: number;
  _primary_term: number;
}

class ElasticsearchRows implements Rows {
  constructor(
    private readonly cluster: Cluster,
    private readonly index: string,
  ) {}

  async read(collection: string, key: string): Promise<Row | undefined> {
    const found = await asked(() => this.cluster.find<Found>('GET', this.path(collection, key)));
    return found && rowOf(found);
  }

  async insert(row: NewRow): Promise<string> {
    return told(
      this.write(row, { op_type: 'create' }),
      () =>
        // Also what a write answers that was sent again after its answer had been lost.
        new StoreError('exists', `\`${row.collection}/${row.key}\` is there already`),
    );
  }

  async replace(row: NewRow, revision: string): Promise<string> {
    return told(this.write(row, conditionOf(revision)), () => conflict(row.collection, row.key));
  }

  async remove(collection: string, key: string, revision: string): Promise<void> {
    const querystring = { refresh: true, ...conditionOf(revision) };
    const path = this.path(collection, key);
    await told(this.cluster.call('DELETE', path, undefined, { querystring }), () => conflict(collection, key));
  }

  private path(collection: string, key: string): string {
    return `/${this.index}/_doc/${encodeURIComponent(`${collection}/${key}`)}`;
  }

  private async write(row: NewRow, condition: Record<string, string | number>): Promise<string> {
    const { collection, key, version, value, updated } = row;
    const document: Source = { collection, key, version, value: Buffer.from(value).toString('base64'), updated };
    const querystring = { refresh: true, ...condition };
    const path = this.path(collection, key);
    return revisionOf(await this.cluster.call<Omit<Found, '_source'>>('PUT', path, { ...document }, { querystring }));
  }

  async list(collection: string, { prefix, after }: KeyRange, limit: number): Promise<Row[]> {
    const filter = [
      { term: { collection } },
      ...(prefix === '' ? [] : [{ prefix: { key: prefix } }]),
      ...(after === '' ? [] : [{ range: { key: { gt: after } } }]),
    ];
    const { hits } = await asked(() =>
      this.cluster.call<{ hits: { hits: Found[] } }>(
        'POST',
        `/${this.index}/_search`,
        { size: limit, seq_no_primary_term: true, sort: [{ key: 'asc' }], query: { bool: { filter } } },
        { querystring: { allow_partial_search_results: false } },
      ),
    );
    return hits.hits.map((found) => rowOf(found));
  }

  /** The connection is the caller's. */
  async close(): Promise<void> {}
}

function rowOf(found: Found): Row {
  const { collection, key, version, value, updated } = found._source;
  const json = Buffer.from(value, 'base64').toString('utf8');
  return { collection, key, version, value: json, updated, revision: revisionOf(found) };
}

/** The server's sequence number and the term of the shard that gave it; a deletion takes a number too. */
const revisionOf = (found: Omit<Found, '_source'>): string => `${found._seq_no}.${found._primary_term}`;

function conditionOf(revision: string): { if_seq_no: number; if_primary_term: number } {
  const [number = NaN, term = NaN] = revision.split('.').map(Number);
  if (!Number.isInteger(number) || !Number.isInteger(term))
    throw new StoreError('conflict', `\`${revision}\` is no revision of this store`);
  return { if_seq_no: number, if_primary_term: term };
}

const conflict = (collection: string, key: string): StoreError =>
  new StoreError('conflict', `\`${collection}/${key}\` was changed or deleted meanwhile: read it again`);

/** @param refusal when the condition of the write does not hold; a deletion of what is long gone answers 404 */
async function told<T>(writing: Promise<T>, refusal: () => StoreError): Promise<T> {
  return asked(async () => {
    try {
      return await writing;
    } catch (error) {
      throw [404, 409].includes(statusOf(error) ?? 0) ? refusal() : error;
    }
  });
}

/** A cluster that does not answer, as a StoreError; other errors pass as they are. */
async function asked<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof EngineError) || !error.isRetryable) throw error;
    throw new StoreError('unavailable', error.message, { cause: error });
  }
}
