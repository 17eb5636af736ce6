/**
 * The store port: what the application itself has to remember (keys, topics, watches, jobs, the audit trail), whatever several servers of one
 * installation must share. Not for records, their raw bytes or the ledger of packages: those belong to the engine and are committed with it.
 * A store owns its connection unless it was given one, and closes it in `close`.
 */
import type { z } from 'zod';
import type { AuditTrail } from './audit-trail.js';

/** What is kept under one name, and how older shapes of it are read. */
export interface CollectionSpec<T> {
  /** Small letters and hyphens, 40 at most. */
  readonly name: string;
  readonly schema: z.ZodType<T>;
  /** Of the shape, from 1; grows when the shape changes. */
  readonly version: number;
  /** `upgrades[n]` turns a value of version n into one of version n + 1. Pure. */
  readonly upgrades?: Readonly<Record<number, (value: unknown) => unknown>>;
}

/** A value with what is needed to replace it. */
export interface Stored<T> {
  key: string;
  value: T;
  /** Names this very state; grows out of date with any write to the key, deletion included. Opaque. */
  revision: string;
  /** When it was written, UTC. */
  updated: string;
}

export interface ListOptions {
  prefix?: string;
  /** Only keys behind this one. */
  after?: string;
  /** 1 to 1,000; 100 unless said. */
  limit?: number;
}

/**
 * Values by key. Keys are 1 to 400 bytes of well-formed text, ordered by their UTF-8 bytes. Every write is durable, and seen by every other store over the
 * same data, when its promise resolves. All methods @throws StoreError
 */
export interface Collection<T> {
  get(key: string): Promise<Stored<T> | undefined>;
  /** @throws StoreError `exists` */
  create(key: string, value: T): Promise<Stored<T>>;
  /** @throws StoreError `conflict` when the key holds another revision, or nothing any more */
  replace(key: string, value: T, revision: string): Promise<Stored<T>>;
  /** @throws StoreError `conflict` as `replace` does */
  delete(key: string, revision: string): Promise<void>;
  /**
   * Reads, changes and writes, again when somebody else was quicker; `change` may run several times. Returns what stands there then.
   * @param change given undefined when there is nothing yet; returning undefined leaves everything as it is
   * @throws StoreError `conflict` when others were quicker time after time
   */
  update(key: string, change: (value: T | undefined) => T | undefined): Promise<Stored<T> | undefined>;
  list(options?: ListOptions): Promise<Stored<T>[]>;
}

export interface StateStore {
  collection<T>(spec: CollectionSpec<T>): Collection<T>;
  readonly audit: AuditTrail;
  /**
   * Writes every value of older shape back in the newest one, so that the old upgrades may be dropped. Can be interrupted and run again.
   * @param progress told after each page of a collection
   */
  migrate(specs: readonly CollectionSpec<unknown>[], options?: MigrateOptions): Promise<MigrateSummary>;
  close(): Promise<void>;
}

export interface MigrateOptions {
  progress?: (summary: MigrateSummary) => void;
  signal?: AbortSignal;
}

export interface MigrateSummary {
  read: number;
  upgraded: number;
}

/** A store that cannot do what it was asked. */
export class StoreError extends Error {
  constructor(
    readonly code:
      /** The key is taken. */
      | 'exists'
      /** Another revision stands there. */
      | 'conflict'
      /** Key or value is none of this collection. */
      | 'invalid'
      /** Written by a newer version of the program. */
      | 'newer'
      /** What is stored cannot be read. */
      | 'damaged'
      /** The database or the cluster does not answer: try again. */
      | 'unavailable',
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }

  get isRetryable(): boolean {
    return this.code === 'unavailable' || this.code === 'conflict';
  }
}
