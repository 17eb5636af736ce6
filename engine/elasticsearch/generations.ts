import type { IpRecord } from '../../domain/record.js';
import { elasticsearchSchema, type Json } from '../../mappings/elasticsearch.js';
import { EngineError } from '../engine.js';
import type { Generation, Generations, RebuildOptions } from '../generations.js';
import { Cluster } from './cluster.js';
import { matchAll } from './dsl/clauses.js';
import { aliasOf, buildIndexName, parseIndexName, possibleIndexes, rightTypes } from './index-names.js';
import { type ElasticsearchEngineOptions, type Settings, settingsOf } from './options.js';
import { Searcher } from './search/searcher.js';
import { countRecords, forever } from './snapshot.js';
import { CommitLog, type CommitState } from './state/commit-log.js';
import { Lease } from './state/lease.js';
import { Pins } from './state/pins.js';
import { StateStore, type Version } from './state/state-store.js';
import { sendBulk } from './writing/bulk.js';
import { RecordIndexes } from './writing/record-indexes.js';
import { rollBack as rollBackBatch } from './writing/rollback.js';
import { StoredVersions } from './writing/stored-versions.js';
import { prepareRecord, versionBody, type VersionHead } from './writing/version-documents.js';

/** How far a generation in the making is. */
interface Building {
  generation: number;
  schema: string;
  sequence: number;
  /** Last id that is in it. */
  after?: string;
  done: number;
}

const kind = 'building';
const pageSize = 200;
/** Records that a check compares byte by byte. */
const probes = 100;

/** Opens the generations of a prefix. */
export const openGenerations = (options: ElasticsearchEngineOptions): Generations =>
  new ElasticsearchGenerations(settingsOf(options), options.apiKey);

interface Locked {
  state: CommitState;
  version: Version;
}

class ElasticsearchGenerations implements Generations {
  private readonly cluster: Cluster;
  private readonly log: CommitLog;
  private readonly pins: Pins;

  constructor(
    private readonly settings: Settings,
    apiKey: string | undefined,
  ) {
    this.cluster = new Cluster(settings.nodes, settings.queryMilliseconds, { apiKey });
    const store = new StateStore(this.cluster, settings.prefix);
    this.log = new CommitLog(store);
    this.pins = new Pins(store, settings.clock);
  }

  async list(): Promise<Generation[]> {
    const state = (await this.log.read())?.value;
    const building = (await this.log.store.read<Building>(kind))?.value;
    const pinned = new Set((await this.pins.listAlive()).map(({ generation }) => generation));
    const stateOf = (number: number): Generation['state'] => {
      if (number === state?.generation) return 'in service';
      if (number === building?.generation) return 'in the making';
      if (number === state?.previous) return 'before';
      return pinned.has(number) ? 'pinned' : 'left over';
    };
    const numbers = [...new Set((await this.existing()).map(({ generation }) => generation))].sort((a, b) => a - b);
    return Promise.all(
      numbers.map(async (number) => ({ number, records: await this.countLiving(number), state: stateOf(number) })),
    );
  }

  async needsRebuild(): Promise<boolean> {
    const state = (await this.log.read())?.value;
    return state !== undefined && state.schema !== elasticsearchSchema;
  }

  rebuild({ progress, signal }: RebuildOptions = {}): Promise<number> {
    return this.alone(async (locked) => {
      const { state } = locked;
      const building = await this.begin(state);
      for (let isMore = true; isMore;) {
        progress?.({ done: building.done, all: countRecords(state) });
        signal?.throwIfAborted();
        isMore = await this.copyPage(state, building);
      }
      await new RecordIndexes(this.cluster, this.settings.prefix, building.generation, this.settings.shards).refresh();
      const lacks = await this.validate(building.generation);
      if (lacks[0] !== undefined)
        throw new EngineError(
          'damaged',
          `generation ${building.generation} is not what is stored: ${lacks.join('; ')}`,
        );
      await this.promote(locked, building.generation);
      await this.log.store.remove(kind);
      return building.generation;
    });
  }

  /** Goes on with what was begun, if it still is what is wanted; otherwise begins a generation that has no index yet. */
  private async begin({ generation, sequence }: CommitState): Promise<Building> {
    const begun = (await this.log.store.read<Building>(kind))?.value;
    if (begun && begun.schema === elasticsearchSchema && begun.sequence === sequence) return begun;
    if (begun) await this.remove(begun.generation);
    const numbers = (await this.existing()).map((each) => each.generation);
    const next = Math.max(generation, ...numbers) + 1;
    const building: Building = { generation: next, schema: elasticsearchSchema, sequence, done: 0 };
    await this.log.store.writeAll(kind, { '': building });
    return building;
  }

  /** Copies the next records in the order of their ids; a page that is copied twice is the same. */
  private async copyPage(state: CommitState, building: Building): Promise<boolean> {
    const { cluster, settings } = this;
    const { hits } = await this.searcher(state).search(
      building.after === undefined ? matchAll : { range: { id: { gt: building.after } } },
      { size: pageSize, sort: [{ id: 'asc' }], track_total_hits: false },
    );
    const indexes = new RecordIndexes(cluster, settings.prefix, building.generation, settings.shards, false);
    const actions = [];
    for (const { _id, _source } of hits.hits) {
      const record = _source['record'] as IpRecord; // as it was put
      const { id, from, hash, raw } = _source as unknown as VersionHead; // as version-documents.ts writes them
      const body = versionBody(prepareRecord(record), { id, from, hash, raw }, forever);
      actions.push({ index: await indexes.ofType(record.type), id: _id, body });
    }
    for (const reason of await sendBulk(cluster, actions, settings)) if (reason) throw reason;
    building.after = String(hits.hits.at(-1)?._source['id'] ?? building.after);
    building.done += hits.hits.length;
    await this.log.store.writeAll(kind, { '': building });
    return hits.hits.length === pageSize;
  }

  async validate(generation: number): Promise<string[]> {
    const state = (await this.log.read())?.value;
    if (!state) return ['nothing was ever written'];
    const lacks: string[] = [];
    const counts = await this.countLiving(generation);
    for (const type of rightTypes) {
      const [wanted, found] = [state.records[type] ?? 0, counts[type] ?? 0];
      if (wanted !== found) lacks.push(`${found} of ${wanted} records of type ${type}`);
    }
    if (lacks.length > 0) return lacks;
    const sample = { size: probes, sort: [{ _doc: 'asc' }], track_total_hits: false };
    const { hits } = await this.searcher(state).search(matchAll, sample);
    const versions = new StoredVersions(this.cluster, this.indexesOf(generation));
    const copies = await versions.readRecords(
      hits.hits.map(({ _id, _source }) => ({
        index: buildIndexName({
          kind: 'records',
          prefix: this.settings.prefix,
          type: (_source['record'] as IpRecord).type,
          generation,
        }),
        key: _id,
      })),
    );
    for (const { _id, _source } of hits.hits)
      if (JSON.stringify(copies.get(_id)) !== JSON.stringify(_source['record'])) lacks.push(`record ${_id} differs`);
    return lacks;
  }

  async rollBack(): Promise<number> {
    return this.alone(async (locked) => {
      const { previous } = locked.state;
      if (previous === undefined) throw new EngineError('rejected', 'no generation served before');
      const lacks = await this.validate(previous);
      if (lacks.length > 0)
        throw new EngineError(
          'rejected',
          `generation ${previous} has not what was written since (${lacks.join('; ')}): build a new one`,
        );
      await this.promote(locked, previous);
      return previous;
    });
  }

  async prune({ withPrevious = false }: { withPrevious?: boolean } = {}): Promise<number[]> {
    return this.alone(async () => {
      const unneeded = (await this.list()).filter(
        ({ state }) => state === 'left over' || (withPrevious && state === 'before'),
      );
      for (const { number } of unneeded) await this.remove(number);
      return unneeded.map(({ number }) => number);
    });
  }

  /** One conditional write puts a generation in service; the aliases, which only tools read, follow in one step. */
  private async promote({ state, version }: Locked, generation: number): Promise<void> {
    const { prefix } = this.settings;
    await this.log.write({ ...state, generation, schema: elasticsearchSchema, previous: state.generation }, version);
    const actions = (await this.existing()).flatMap((name): Json[] => {
      const target = { index: buildIndexName(name), alias: aliasOf(prefix, name.type) };
      if (name.generation === generation) return [{ add: target }];
      return name.generation === state.generation ? [{ remove: { ...target, must_exist: false } }] : [];
    });
    if (actions.length > 0) await this.cluster.call('POST', '/_aliases', { actions });
  }

  /** Keeps every writer out, and takes back what one left uncommitted. */
  private async alone<T>(act: (locked: Locked) => Promise<T>): Promise<T> {
    const { settings, log, cluster } = this;
    await log.store.create();
    const lease = await Lease.take(log.store, settings.clock, settings.leaseMilliseconds);
    try {
      const old = await log.read();
      if (!old) throw new EngineError('rejected', 'nothing was ever written: there is nothing to build from');
      const state = { ...old.value, writer: lease.holder };
      const version = await log.write(state, old.version);
      const indexes = this.indexesOf(state.generation);
      await rollBackBatch(cluster, indexes, new StoredVersions(cluster, indexes), settings, state.sequence);
      return await act({ state, version });
    } finally {
      await lease.release();
    }
  }

  private async existing() {
    const { prefix } = this.settings;
    const found = await this.cluster.find<Json>('GET', `/${prefix}-*/_settings`);
    return Object.keys(found ?? {}).flatMap((name) => {
      const parsed = parseIndexName(prefix, name);
      return parsed?.kind === 'records' ? parsed : [];
    });
  }

  private async remove(generation: number): Promise<void> {
    const names = (await this.existing()).filter((each) => each.generation === generation).map(buildIndexName);
    if (names.length > 0) await this.cluster.call('DELETE', `/${names.join(',')}`);
  }

  private async countLiving(generation: number): Promise<Record<string, number>> {
    const { prefix } = this.settings;
    const there = new Set((await this.existing()).map(buildIndexName));
    const counts: Record<string, number> = {};
    for (const name of possibleIndexes(prefix, generation)) {
      const parsed = parseIndexName(prefix, name);
      if (!there.has(name) || parsed?.kind !== 'records') continue;
      const query = { term: { to: forever } };
      const { count } = await this.cluster.call<{ count: number }>('POST', `/${name}/_count`, { query });
      if (count > 0) counts[parsed.type] = count;
    }
    return counts;
  }

  private indexesOf(generation: number): RecordIndexes {
    return new RecordIndexes(this.cluster, this.settings.prefix, generation, this.settings.shards);
  }

  private searcher(state: CommitState): Searcher {
    return new Searcher(this.cluster, this.settings.prefix, state, undefined, this.settings.queryMilliseconds);
  }

  close(): Promise<void> {
    return this.cluster.close();
  }
}
