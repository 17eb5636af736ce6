import { join } from 'node:path';
import type { IpRecord } from '../../domain/record.js';
import type { IsoDate } from '../../domain/text.js';
import type { CheckedNode } from '../../query/tree.js';
import {
  type Engine,
  type EngineCapabilities,
  EngineError,
  type FacetResult,
  type EngineHealth,
  type EngineWriter,
  type Hit,
  type PinnedSnapshot,
  type ScanOptions,
  type SearchRequest,
  type SearchResult,
} from '../engine.js';
import { takeTurn } from '../turns.js';
import { describeLeftOut, describeUnreadable } from './damage.js';
import type { EmbeddedEngineOptions } from './open.js';
import { toEngineError } from './failures.js';
import { assertReadable } from './index-layout.js';
import { readWholeState, type SegmentStatus } from './index-status.js';
import { InlineRunner, type QueryRunner } from './inline-runner.js';
import { ThreadRunner } from './query-pool.js';
import type { SearchAnswer } from './query-task.js';
import { readRaw } from './raw-store.js';
import { type IdRun, idsAtOnce } from './search/id-run.js';
import { dataDateOf, type PackedResult } from './search/run-search.js';
import { type Connection, layout, openForReading } from './store/database.js';
import { Documents, unpackRecord } from './store/documents.js';
import { readMeta } from './store/manifest.js';
import { Pins } from './store/pins.js';
import { takePin } from './take-pin.js';

/** SQLite for documents and manifest, our own segments for the index; queries in threads, records by id here. */
export class EmbeddedEngine implements Engine {
  readonly capabilities: EngineCapabilities = { engine: 'embedded', isShared: false, differences: [] };
  private readonly runner: QueryRunner;
  private connection: Connection | undefined;
  private documents: Documents | undefined;
  private pins: Pins | undefined;
  private openWriter: EngineWriter | undefined;
  private isClosed = false;

  constructor(private readonly options: Required<EmbeddedEngineOptions>) {
    const { directory, workers, queryMilliseconds } = options;
    this.runner =
      workers === 0
        ? new InlineRunner(directory, queryMilliseconds)
        : new ThreadRunner(directory, workers, queryMilliseconds);
  }

  async search(request: SearchRequest, signal?: AbortSignal): Promise<SearchResult> {
    const { count, hits, groups, facets, next, dataDate, leftOut, unreadable } = (await this.runner.run(
      { kind: 'search', request },
      signal,
    )) as SearchAnswer;
    const exact = leftOut.length === 0;
    return {
      count,
      exact,
      hits: await unpackHits(hits),
      groups,
      facets: facets && !exact ? markInexact(facets) : facets,
      next,
      dataDate,
      warnings: [...leftOut.map(describeLeftOut), ...unreadable.map(describeUnreadable)],
    };
  }

  async count(nodes: CheckedNode[], asOf?: IsoDate, signal?: AbortSignal): Promise<number[]> {
    return (await this.runner.run({ kind: 'count', nodes, asOf }, signal)) as number[];
  }

  async *scan(query: CheckedNode, { asOf, after, signal }: ScanOptions = {}): AsyncIterable<string> {
    const { snapshot } = await this.pin();
    try {
      for (let behind = after; ;) {
        const task = { kind: 'ids', query, asOf, snapshot, after: behind, limit: idsAtOnce } as const;
        const { ids, isLast } = (await this.runner.run(task, signal)) as IdRun;
        yield* ids;
        behind = ids.at(-1);
        if (isLast) return;
      }
    } finally {
      if (!this.isClosed) await this.release(snapshot);
    }
  }

  async pin(): Promise<PinnedSnapshot> {
    const pin = await this.read(({ connection }) => {
      assertReadable(readMeta(connection), this.options.directory);
      return takePin(connection, this.openPins());
    });
    // A folder without a store has nothing to keep.
    return pin ?? { snapshot: '0', expires: '9999-12-31T00:00:00Z' };
  }

  async release(snapshot: string): Promise<void> {
    await this.read(() => this.openPins().release(snapshot));
  }

  private openPins(): Pins {
    return (this.pins ??= Pins.open(this.options.directory));
  }

  async fillRates(): Promise<Record<string, number>> {
    return (await this.runner.run({ kind: 'fill-rates' })) as Record<string, number>;
  }

  get(id: string): Promise<IpRecord | undefined> {
    return this.read(({ documents }) => {
      const row = documents.find(id);
      return row && unpackRecord(row.body);
    });
  }

  source(id: string): Promise<Uint8Array | undefined> {
    return this.read(({ documents }) => {
      const place = documents.rawPlace(id);
      return place && readRaw(join(this.options.directory, layout.raw), place);
    });
  }

  checkpoint(key: string): Promise<unknown> {
    return this.read(({ connection }) => {
      const value = connection.prepare('SELECT value FROM checkpoints WHERE key = ?').pluck().get(key);
      return typeof value === 'string' ? (JSON.parse(value) as unknown) : undefined;
    });
  }

  async checkpoints(prefix: string): Promise<{ key: string; value: unknown }[]> {
    const found = await this.read(({ connection }) => {
      // Text compares by its UTF-8 bytes, so the prefix is a range.
      const rows = connection
        .prepare('SELECT key, value FROM checkpoints WHERE substr(key, 1, ?) = ? ORDER BY key')
        .all([...prefix].length, prefix) as { key: string; value: string }[];
      return rows.map(({ key, value }) => ({ key, value: JSON.parse(value) as unknown }));
    });
    return found ?? [];
  }

  dataDate(): Promise<IsoDate | undefined> {
    return this.read(({ connection }) => dataDateOfStore(connection));
  }

  async health(): Promise<EngineHealth> {
    const { directory } = this.options;
    const found = await this.read(({ connection, documents }) => {
      const { generation, segments } = readWholeState(connection, join(directory, layout.segments));
      const sum = (count: (segment: SegmentStatus) => number) => segments.reduce((all, each) => all + count(each), 0);
      const warnings = segments.flatMap(({ damage }) => damage);
      if (warnings[0] !== undefined && segments.every(({ damage }) => damage.length > 0))
        throw new EngineError('damaged', warnings[0]);
      const indexed = sum((segment) => segment.documents);
      return {
        ready: true,
        records: documents.countByType(),
        dataDate: dataDateOfStore(connection),
        warnings,
        details: {
          folder: directory,
          generation,
          segments: segments.length,
          indexBytes: sum(({ bytes }) => bytes),
          deadShare: indexed === 0 ? 0 : sum(({ dead }) => dead) / indexed,
        },
      };
    });
    return found ?? { ready: true, records: {}, warnings: [], details: { folder: directory, segments: 0 } };
  }

  async writer(): Promise<EngineWriter> {
    this.checkOpen();
    if (this.options.readOnly) throw new EngineError('rejected', 'the engine was opened for reading only');
    const { directory, bufferBytes, mergePolicy, indexThreads } = this.options;
    // A command that asks once does not load what builds an index: some thirty modules.
    const { EmbeddedWriter } = await import('./writer.js');
    this.checkOpen();
    const writer = await EmbeddedWriter.open({
      directory,
      bufferBytes,
      indexThreads,
      mergePolicy,
      onClose: () => {
        if (this.openWriter === writer) this.openWriter = undefined;
      },
    });
    this.openWriter = writer;
    return writer;
  }

  /** Reads the store; undefined while there is none. */
  private async read<T>(act: (store: { connection: Connection; documents: Documents }) => T): Promise<T | undefined> {
    this.checkOpen();
    try {
      this.connection ??= openForReading(this.options.directory);
      const { connection } = this;
      if (!connection) return undefined;
      this.documents ??= new Documents(connection);
      return await Promise.resolve(act({ connection, documents: this.documents }));
    } catch (error) {
      throw toEngineError(error, this.options.directory);
    }
  }

  private checkOpen(): void {
    if (this.isClosed) throw new EngineError('not-ready', 'the engine is closed');
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.openWriter?.close();
    await this.runner.close();
    this.pins?.close();
    this.connection?.close();
  }
}

const dataDateOfStore = (connection: Connection): IsoDate | undefined =>
  dataDateOf({ generation: 0, segments: [], leftOut: [], dataDay: readMeta(connection).dataDay ?? undefined });

/** A thousand full texts are a hundred megabytes of JSON: whoever else waits for this thread gets a turn in between. */
async function unpackHits(hits: PackedResult['hits']): Promise<Hit[]> {
  const unpacked: Hit[] = [];
  let read = 0;
  for (const { json, ...hit } of hits) {
    unpacked.push({ ...hit, record: JSON.parse(json) as IpRecord });
    read += json.length;
    if (read < charactersPerTurn) continue;
    read = 0;
    await takeTurn();
  }
  return unpacked;
}
/** Some milliseconds. */
const charactersPerTurn = 1 << 18;

const markInexact = (facets: Record<string, FacetResult>): Record<string, FacetResult> =>
  Object.fromEntries(Object.entries(facets).map(([name, facet]) => [name, { ...facet, exact: false }]));
