import { availableParallelism } from 'node:os';
import { requireBinding } from '../../sqlite/open-database.js';
import type { Engine } from '../engine.js';
import { chooseMerge, type MergePolicy } from './index/merge-policy.js';
import { EmbeddedEngine } from './embedded-engine.js';

export interface EmbeddedEngineOptions {
  /** Data folder. It need not exist: reading it finds no records, writing makes it. */
  directory: string;
  /** Query threads; one per core unless said. 0 answers in the caller's thread, which suits a command that asks once. */
  workers?: number;
  /** Refuses to hand out a writer. */
  readOnly?: boolean;
  /** Time limit of one query. */
  queryMilliseconds?: number;
  /** Memory of the writer's buffer before it becomes a segment. */
  bufferBytes?: number;
  /** Threads that build segments of large batches beside the writer's own; 0 builds all of them there. One per core but one unless said. */
  indexThreads?: number;
  /** Which segments to merge when; tests force merges with it. */
  mergePolicy?: MergePolicy;
}

/**
 * Opens the embedded engine over a data folder. Cheap: files and threads are opened by the first query.
 * @throws SqliteUnavailable here, not at the first query: a server whose installation is broken should not start
 */
export function openEmbeddedEngine(options: EmbeddedEngineOptions): Engine {
  requireBinding();
  return new EmbeddedEngine({
    directory: options.directory,
    workers: options.workers ?? Math.max(1, availableParallelism()),
    readOnly: options.readOnly ?? false,
    queryMilliseconds: options.queryMilliseconds ?? 30_000,
    bufferBytes: options.bufferBytes ?? 128 << 20,
    indexThreads: options.indexThreads ?? Math.min(4, Math.max(1, availableParallelism() - 1)),
    mergePolicy: options.mergePolicy ?? chooseMerge,
  });
}
