import { availableParallelism } from 'node:os';

/** Milliseconds since 1970, UTC. */
export type Clock = () => number;

export interface ElasticsearchEngineOptions {
  /** URLs of the nodes. */
  nodes: readonly string[];
  /** What the names of all indexes begin with. */
  prefix?: string;
  apiKey?: string;
  clock: Clock;
  /** Time limit of one query. */
  queryMilliseconds?: number;
  /** Primary shards of each index of a new generation. */
  shards?: number;
  /** Bytes of one bulk request, about. */
  bulkBytes?: number;
  /** Bulk requests under way at the same time. */
  bulkRequests?: number;
  /** Threads that prepare the records of a large write; 0 prepares all of them in the writer's own. One per core but two, four at most, unless said. */
  prepareThreads?: number;
  /** How long a writer that is not heard of keeps others out. */
  leaseMilliseconds?: number;
  /** How long a replaced version is kept for the searches that began before; pins keep theirs longer. Twice the time limit of a query unless said. */
  graceMilliseconds?: number;
}

export type Settings = Required<Omit<ElasticsearchEngineOptions, 'apiKey'>>;

/** The options with every default. */
export function settingsOf(options: ElasticsearchEngineOptions): Settings {
  const queryMilliseconds = options.queryMilliseconds ?? 30_000;
  return {
    nodes: options.nodes,
    prefix: options.prefix ?? 'ipradar',
    clock: options.clock,
    queryMilliseconds,
    shards: options.shards ?? 1,
    bulkBytes: options.bulkBytes ?? 5 << 20,
    bulkRequests: options.bulkRequests ?? 3,
    // The writer and the reading of packages have a thread each: on two cores a third takes what it saves.
    prepareThreads: options.prepareThreads ?? Math.min(4, Math.max(0, availableParallelism() - 2)),
    leaseMilliseconds: options.leaseMilliseconds ?? 30_000,
    graceMilliseconds: options.graceMilliseconds ?? 2 * queryMilliseconds,
  };
}
