import type { IpRecord } from '../../domain/record.js';
import type { IsoDate } from '../../domain/text.js';
import { elasticsearchSchema } from '../../mappings/elasticsearch.js';
import { fields } from '../../mappings/fields.js';
import type { CheckedNode } from '../../query/tree.js';
import {
  type Engine,
  EngineError,
  type EngineHealth,
  type EngineWriter,
  type PinnedSnapshot,
  type ScanOptions,
  type SearchRequest,
  type SearchResult,
} from '../engine.js';
import { elasticsearchCapabilities } from './capabilities.js';
import { Cluster } from './cluster.js';
import { allOf, matchAll } from './dsl/clauses.js';
import { treeQuery } from './dsl/tree.js';
import { buildIndexName } from './index-names.js';
import type { Settings } from './options.js';
import { GroupCounts } from './search/group-counts.js';
import { runCounts, runSearch } from './search/run-search.js';
import { WordFrequencies } from './search/word-frequencies.js';
import { type Bucket, type SearchHit, Searcher } from './search/searcher.js';
import { TreeCompiler, VerifiedAnswers } from './search/verified-leaves.js';
import { type CommittedState, countRecords, dataDateOf } from './snapshot.js';
import { CommitLog } from './state/commit-log.js';
import { NewestState } from './state/newest-state.js';
import { Pins } from './state/pins.js';
import type { StateProof } from './state/state-proof.js';
import { StateStore } from './state/state-store.js';
import { rawFrom } from './writing/version-documents.js';
import { ElasticsearchWriter, outdated } from './writing/writer.js';

/** Ids that a scan reads at once. */
const idsAtOnce = 2000;

/** Records and their index in Elasticsearch; every answer speaks of one committed state. */
export class ElasticsearchEngine implements Engine {
  readonly capabilities = elasticsearchCapabilities;
  private readonly cluster: Cluster;
  private readonly log: CommitLog;
  private readonly pins: Pins;
  private readonly newest: NewestState;
  private readonly answers = new VerifiedAnswers();
  private readonly frequencies = new WordFrequencies();
  private readonly groupCounts = new GroupCounts();
  private openWriter: EngineWriter | undefined;
  private isClosed = false;

  constructor(
    private readonly settings: Settings,
    credentials: { apiKey?: string } = {},
  ) {
    this.cluster = new Cluster(settings.nodes, settings.queryMilliseconds, credentials);
    const store = new StateStore(this.cluster, settings.prefix);
    this.log = new CommitLog(store);
    this.newest = new NewestState(this.log);
    this.pins = new Pins(store, settings.clock);
  }

  async search(request: SearchRequest, signal?: AbortSignal): Promise<SearchResult> {
    const { answers, frequencies, groupCounts } = this;
    return this.onState(request.snapshot, signal, (searcher) =>
      runSearch(searcher, request, { answers, frequencies, groupCounts }),
    );
  }

  async count(nodes: CheckedNode[], asOf?: IsoDate, signal?: AbortSignal): Promise<number[]> {
    return this.onState(undefined, signal, (searcher) => runCounts(searcher, nodes, asOf, this.answers));
  }

  async *scan(query: CheckedNode, options: ScanOptions = {}): AsyncIterable<string> {
    const state = await this.newestState(options.signal);
    const { signal } = options;
    const first = await this.idsBehind(query, options.after, this.searcher(state, signal), options);
    if (first.length < idsAtOnce) return yield* first;
    // The state is whole for the grace time at least, which the first ids did not take.
    const { snapshot } = await this.pins.take(state);
    try {
      yield* first;
      for (let behind = first.at(-1); ;) {
        const ids = await this.onState(snapshot, signal, (searcher) =>
          this.idsBehind(query, behind, searcher, options),
        );
        yield* ids;
        behind = ids.at(-1);
        if (ids.length < idsAtOnce) return;
      }
    } finally {
      if (!this.isClosed) await this.release(snapshot);
    }
  }

  private async idsBehind(
    query: CheckedNode,
    after: string | undefined,
    searcher: Searcher,
    { asOf }: ScanOptions,
  ): Promise<string[]> {
    const compiler = new TreeCompiler(searcher, this.answers, asOf);
    const behind = after === undefined ? [] : [{ range: { id: { gt: after } } }];
    const { hits } = await compiler.run(
      (context) => allOf([treeQuery(query, context), ...compiler.published, ...behind]),
      (found) =>
        searcher.search(found, {
          size: idsAtOnce,
          sort: [{ id: 'asc' }],
          _source: false,
          track_total_hits: false,
        }),
    );
    return hits.hits.map(({ sort }) => String(sort?.[0]));
  }

  async pin(): Promise<PinnedSnapshot> {
    const state = await this.newestState();
    // Where nothing was ever written there is nothing to keep.
    if (state.sequence === 0) return { snapshot: nothing, expires: '9999-12-31T00:00:00Z' };
    return this.pins.take(state);
  }

  async release(snapshot: string): Promise<void> {
    this.checkOpen();
    if (snapshot !== nothing) await this.pins.release(snapshot);
  }

  async get(id: string): Promise<IpRecord | undefined> {
    return (await this.findVersion(id, ['record']))?._source['record'] as IpRecord | undefined; // as it was put
  }

  async source(id: string): Promise<Uint8Array | undefined> {
    const version = await this.findVersion(id, ['raw']);
    if (version?._source['raw'] !== true) return undefined;
    const raw = buildIndexName({ kind: 'raw', prefix: this.settings.prefix });
    const path = `/${raw}/_doc/${encodeURIComponent(version._id)}`;
    const found = await this.cluster.find<{ _source: { bytes: string } }>('GET', path);
    return found && rawFrom(found._source.bytes);
  }

  private async findVersion(id: string, source: string[]): Promise<SearchHit | undefined> {
    const body = { size: 1, _source: source, track_total_hits: false };
    const { hits } = await this.onState(undefined, undefined, (searcher) => searcher.search({ term: { id } }, body));
    return hits.hits[0];
  }

  async fillRates(): Promise<Record<string, number>> {
    const state = await this.newestState();
    const { aggregations } = await this.searcher(state, undefined).search(matchAll, {
      size: 0,
      track_total_hits: false,
      aggs: { has: { terms: { field: 'has', size: fields.length } } },
    });
    const counts = new Map(
      ((aggregations?.['has']?.buckets ?? []) as Bucket[]).map(({ key, doc_count }) => [key, doc_count]),
    );
    const all = Math.max(1, countRecords(state));
    return Object.fromEntries(fields.map(({ code }) => [code, (counts.get(code) ?? 0) / all]));
  }

  async writer(): Promise<EngineWriter> {
    this.checkOpen();
    const { cluster, log, pins, settings } = this;
    const writer = await ElasticsearchWriter.open({
      cluster,
      log,
      pins,
      settings,
      onClose: () => {
        if (this.openWriter === writer) this.openWriter = undefined;
      },
    });
    this.openWriter = writer;
    return writer;
  }

  async checkpoint(key: string): Promise<unknown> {
    this.checkOpen();
    return this.log.checkpoint(key);
  }

  async checkpoints(prefix: string): Promise<{ key: string; value: unknown }[]> {
    this.checkOpen();
    return this.log.checkpoints(prefix);
  }

  async dataDate(): Promise<IsoDate | undefined> {
    return dataDateOf(await this.newestState());
  }

  async health(): Promise<EngineHealth> {
    const state = await this.newestState();
    const cluster = await this.cluster.call<{ status: string; number_of_nodes: number; unassigned_shards: number }>(
      'GET',
      `/_cluster/health/${this.settings.prefix}-*`,
    );
    const { records, generation, sequence } = state;
    return {
      ready: cluster.status !== 'red',
      records,
      dataDate: dataDateOf(state),
      warnings:
        cluster.status === 'red'
          ? [
              'shards of the index are missing: searches fail until their nodes are back (`GET /_cluster/allocation/explain`)',
            ]
          : [],
      details: {
        prefix: this.settings.prefix,
        generation,
        commit: sequence,
        cluster: cluster.status,
        nodes: cluster.number_of_nodes,
        unassignedShards: cluster.unassigned_shards,
      },
    };
  }

  /** Asks the state that a request speaks of. @throws EngineError `snapshot-gone`, `not-ready` */
  private async onState<T>(
    snapshot: string | undefined,
    signal: AbortSignal | undefined,
    ask: (searcher: Searcher) => Promise<T>,
  ): Promise<T> {
    this.checkOpen(signal);
    if (snapshot === nothing) return ask(this.searcher(emptyState, signal));
    const act = async (state: CommittedState | undefined, proof?: StateProof): Promise<T> =>
      ask(this.searcher(checkLayout(state), signal, proof));
    return snapshot === undefined ? this.newest.act(act) : this.pins.act(snapshot, act);
  }

  /** The newest state, read. @throws EngineError `not-ready` */
  private async newestState(signal?: AbortSignal): Promise<CommittedState> {
    this.checkOpen(signal);
    return checkLayout(await this.newest.read());
  }

  private searcher(state: CommittedState, signal: AbortSignal | undefined, proof?: StateProof): Searcher {
    return new Searcher(this.cluster, this.settings.prefix, state, signal, this.settings.queryMilliseconds, proof);
  }

  private checkOpen(signal?: AbortSignal): void {
    if (signal?.aborted) throw new EngineError('timed-out', 'the query was cancelled');
    if (this.isClosed) throw new EngineError('not-ready', 'the engine is closed');
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.openWriter?.close();
    await this.cluster.close();
  }
}

/** Name of the state in which nothing was ever written. */
const nothing = '0';
const emptyState: CommittedState = { generation: 1, schema: elasticsearchSchema, sequence: 0, records: {}, words: 0 };

/** @throws EngineError `not-ready` for a state whose indexes another version of the program built */
function checkLayout(state: CommittedState | undefined): CommittedState {
  if (state && state.schema !== elasticsearchSchema) throw outdated();
  return state ?? emptyState;
}
