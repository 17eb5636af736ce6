/**
 * The engine port: what every search engine of the product does, in the product's own words.
 * It takes the checked query tree and a view; it knows no SQL, no segment files and no Elasticsearch DSL.
 * It does not parse query text, resolve number spellings, build highlights or know HTTP. An engine owns its connections and
 * closes them in `close`.
 */
import type { IpRecord } from '../domain/record.js';
import type { IsoDate } from '../domain/text.js';
import type { CheckedNode, Span } from '../query/tree.js';

export interface SortKey {
  /** Field code of a sortable field, or `score`, or `id`. Ties always break by id, ascending. */
  by: string;
  direction: 'asc' | 'desc';
}

/** Order of buckets: most frequent first with ties by value, or by value (numbers as numbers, all else by UTF-8 bytes of the folded value). */
export type BucketOrder = 'count' | 'value' | 'value-desc';

interface BucketFacet {
  field: string;
  /** Buckets in the answer; the others are counted. */
  size?: number;
  order?: BucketOrder;
  /** Counted within each bucket. */
  nested?: FlatFacet;
}
/** Distinct values of a field with the number of matching records that hold each; by count unless said. */
export interface TermsFacet extends BucketFacet {
  kind: 'terms';
  size: number;
  /** Class fields: a level of the scheme's hierarchy (domain/class-levels.ts); the symbols as they are unless said. */
  level?: string;
}
/** Periods of a date field, by time unless said; all of them unless a size is said. */
export interface DateFacet extends BucketFacet {
  kind: 'dates';
  interval: DateInterval;
}
export type DateInterval = 'year' | 'quarter' | 'month' | 'day';
/** Number of distinct values (of symbols at a level, of periods). */
export interface DistinctFacet {
  kind: 'distinct';
  field: string;
  level?: string;
  interval?: DateInterval;
}
/** Least, largest, mean and percentiles of the values of an integer or date field; a record counts once per distinct value that it has. */
export interface StatisticsFacet {
  kind: 'statistics';
  field: string;
  /** 0 to 100. */
  percents: number[];
}
/** A facet without a further one inside. */
export type FlatFacet = Omit<TermsFacet, 'nested'> | Omit<DateFacet, 'nested'> | DistinctFacet | StatisticsFacet;
export type FacetRequest = TermsFacet | DateFacet | DistinctFacet | StatisticsFacet;

export interface FacetBucket {
  value: string;
  count: number;
  nested?: FacetResult;
}
export interface BucketsResult {
  buckets: FacetBucket[];
  /** Buckets beyond `size` are counted here, never cut silently. */
  otherBuckets: number;
  exact: boolean;
}
export interface DistinctResult {
  distinct: number;
  exact: boolean;
}
export interface StatisticsResult {
  statistics: Statistics;
  exact: boolean;
}
/** Of numbers, or of days as ISO dates (the mean rounded down to a day); absent members when there are no values. */
export interface Statistics {
  /** Values counted. */
  count: number;
  min?: number | IsoDate;
  max?: number | IsoDate;
  mean?: number | IsoDate;
  /** By percent: the least value that at least that share of the values does not exceed (nearest rank). */
  percentiles: Record<string, number | IsoDate>;
}
export type FacetResult = BucketsResult | DistinctResult | StatisticsResult;

/** Where a hit stands in an order: its value under each sort key, null where it has none, and its id. */
export interface HitPosition {
  values: (string | number | null)[];
  id: string;
}

export interface Collapse {
  /** Code of a field of which a record has one value at most (mappings/field.ts, `isCollapsible`). */
  by: string;
}

export interface SearchRequest {
  query: CheckedNode;
  /**
   * Selections: hits match all of them too, but they do not count for the score. A facet is counted without those that speak of its own fields only,
   * so that a person sees what else could be chosen.
   */
  filters?: CheckedNode[];
  sort: SortKey[];
  limit: number;
  offset: number;
  facets?: Record<string, FacetRequest>;
  /** Truth on this day: records published later are out, statuses are those of that day. */
  asOf?: IsoDate;
  /**
   * Members of records that the caller looks at besides `id` and `type`; an engine may leave the others out of the hits, so that long texts are not read for a
   * list of titles. All of them unless said, and where `explain` is asked for.
   */
  members?: readonly string[];
  /** Parts of those members that the caller does not look at (`classifications.version`); an engine may leave them out of the hits too. */
  unread?: readonly string[];
  /** Hits say what makes up their score. */
  explain?: 'score';
  /** Hits behind this position only; `offset` counts from there. `count` stays that of all matches. */
  after?: HitPosition;
  /**
   * One hit for each group of matching records that have the same value of a field, folded as facets compare it; a record without a value is a group of its
   * own. The hit is the first member of its group in the order asked for, and the groups stand in the order of their hits. `offset`, `limit`, `after`
   * and `next` count groups: one is behind a position when its first member is. `count` and facets go on counting records.
   * @throws EngineError `rejected` for a field that does not collapse (`isCollapsible`)
   */
  collapse?: Collapse;
  /** Name of a pinned snapshot (`Engine.pin`) to search instead of the newest state. @throws EngineError `snapshot-gone` */
  snapshot?: string;
}

export interface Hit {
  id: string;
  score: number;
  record: IpRecord;
  /** Only when asked for: what makes up the score, in the order in which it is added. Empty when nothing scores. */
  scoreParts?: ScorePart[];
  /** Only when collapsed: matching records of the group that it stands for, itself among them; exact. */
  members?: number;
}

/** What one part of the query adds to the score of a hit. */
export interface ScorePart {
  /** Place of the part in the query text, if it came from one. */
  span?: Span;
  fields: string[];
  score: number;
  /** Absent when the part scores one constant: truncated words, stems, groups in a distance. */
  factors?: ScoreFactors;
}

/** score = weight * rarity * occurrences * (k1 + 1) / (occurrences + k1 * (1 - b + b * length / averageLength)), with k1 = 1.2 and b = 0.75. */
export interface ScoreFactors {
  occurrences: number;
  /** Largest weight among the fields asked for in which the part stands. */
  weight: number;
  /** Sum of the rarities of its words. */
  rarity: number;
  /** Words of the record, about: lengths are kept in one byte. */
  length: number;
  averageLength: number;
}

export interface SearchResult {
  count: number;
  /** False only when the engine says how the count is bounded in `warnings`. */
  exact: boolean;
  hits: Hit[];
  /** Only when collapsed: groups of all matches, as exact as `count`. */
  groups?: number;
  facets?: Record<string, FacetResult>;
  /** Position of the last hit of the page; absent when no hit follows it. */
  next?: HitPosition;
  /** Newest day that the indexed data speaks of. */
  dataDate?: IsoDate;
  warnings: string[];
}

/** A committed state that is kept for a while, whatever is written, merged or built anew meanwhile. */
export interface PinnedSnapshot {
  /** Names the state in requests. Survives a restart of the process. */
  snapshot: string;
  /** When it is let go by itself, UTC, `yyyy-mm-ddThh:mm:ssZ`. */
  expires: string;
}

/** `rejected`: the server of a distributed engine refused the record when it came to it; the batch is whole without it. */
export type WriteOutcome = 'written' | 'unchanged' | 'rejected';

export type Checkpoints = Record<string, unknown> | (() => Promise<Record<string, unknown>>);

/**
 * The single writer. Records become visible and durable together at `commit`, with the checkpoints given there: after a kill
 * either all of a batch is there with its checkpoints or nothing of it.
 */
export interface EngineWriter {
  /**
   * Puts a record under its canonical id. An equal record changes nothing; otherwise the old version is replaced and its events are
   * kept (domain/merge.ts). `raw` is kept for `source()`. Awaiting is the backpressure. `outcome` is told when it is certain, at commit at the latest;
   * with the reason when the record is rejected only then.
   * @throws EngineError `rejected` for a record that is refused at once
   */
  upsert(
    record: IpRecord,
    raw: Uint8Array | undefined,
    outcome?: (outcome: WriteOutcome, reason?: EngineError) => void,
  ): Promise<void>;
  delete(id: string): Promise<void>;
  /**
   * Makes everything so far durable and visible; `checkpoints` are small JSON values saved in the same transaction (ledger lines). As a function they are
   * asked for when the outcome of every record of the batch has been told.
   */
  commit(checkpoints?: Checkpoints): Promise<void>;
  /** Commits nothing further; releases the writer's lock. */
  close(): Promise<void>;
}

export interface EngineHealth {
  ready: boolean;
  records: Record<string, number>;
  dataDate?: IsoDate;
  /** Parts that are missing or cut, with the command that mends; searches leave them out and say so. */
  warnings: string[];
  /** Names and sizes that the operator may want: engine-specific, for display. */
  details: Record<string, string | number>;
}

export interface ScanOptions {
  asOf?: IsoDate;
  /** Only ids behind this one. */
  after?: string;
  signal?: AbortSignal;
}

/** What an engine is, and in what its answers differ from query/evaluate.ts and the formulas of this port (docs/engines.md). */
export interface EngineCapabilities {
  engine: 'embedded' | 'elasticsearch';
  /** Whether several processes on several machines may serve the same data. */
  isShared: boolean;
  /** Known differences, each with a stable code. */
  differences: readonly { code: string; what: string }[];
}

export interface Engine {
  readonly capabilities: EngineCapabilities;
  search(request: SearchRequest, signal?: AbortSignal): Promise<SearchResult>;
  /** Exact number of matching records for each node, in order (explain). */
  count(nodes: CheckedNode[], asOf?: IsoDate, signal?: AbortSignal): Promise<number[]>;
  get(id: string): Promise<IpRecord | undefined>;
  /** Raw bytes that the record's newest source was read from; undefined when none were kept. */
  source(id: string): Promise<Uint8Array | undefined>;
  /**
   * Ids of all matching records in UTF-8 byte order over one fixed snapshot. Reads ahead a bounded number of ids, so whoever iterates sets the pace.
   * @throws EngineError `snapshot-gone` when reading takes longer than a pin lasts
   */
  scan(query: CheckedNode, options?: ScanOptions): AsyncIterable<string>;
  /**
   * Keeps the newest committed state for searches that name it. Pins of the same state share it, and each renews its age. Pinned states are bounded in
   * number and age (options of the engine): the oldest goes first.
   */
  pin(): Promise<PinnedSnapshot>;
  /** Gives back what one `pin` took; the state goes when nobody holds it. One that is gone already is no error. */
  release(snapshot: string): Promise<void>;
  /** Share (0-1) of records that have a value, by field code. */
  fillRates(): Promise<Record<string, number>>;
  writer(): Promise<EngineWriter>;
  checkpoint(key: string): Promise<unknown>;
  checkpoints(prefix: string): Promise<{ key: string; value: unknown }[]>;
  /** Newest day that the indexed data speaks of; undefined while there is none. */
  dataDate(): Promise<IsoDate | undefined>;
  /** Looks at what it holds. @throws EngineError `damaged` when nothing of the index can be searched */
  health(): Promise<EngineHealth>;
  close(): Promise<void>;
}

/** An engine that cannot serve: search-api/problem-table.ts says what each code is answered; Retry-After goes with what `isRetryable`. */
export class EngineError extends Error {
  constructor(
    readonly code:
      | 'not-ready'
      | 'unavailable'
      | 'rejected'
      | 'locked'
      | 'disk-full'
      /** The query ran into its time limit, or was cancelled. */
      | 'timed-out'
      /** The query would take more memory than one may. */
      | 'too-large'
      /** The pinned snapshot is no longer kept. */
      | 'snapshot-gone'
      /** Stored bytes are not what was written; the message names the file and the command that mends. */
      | 'damaged',
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }

  get isRetryable(): boolean {
    return !['rejected', 'timed-out', 'too-large', 'snapshot-gone', 'damaged'].includes(this.code);
  }
}
