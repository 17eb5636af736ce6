import type { z } from 'zod';
import type { Engine } from '../../engine/engine.js';
import type { Format } from '../../ingest/format.js';
import type { IngestLimits } from '../../ingest/limits.js';
import type { Maintenance } from '../maintenance.js';
import type { Json, Queue, Retries, Run } from '../queue.js';

/** What processors work with; made by the composition root, which closes it. */
export interface WorkerParts {
  queue: Queue;
  engine: Engine;
  maintenance: Maintenance;
  /** Ids of all matches of a query text, over one fixed state. @throws QueryError */
  findIds: (q: string, asOf: string | undefined, signal: AbortSignal) => AsyncIterable<string>;
  formats: readonly Format[];
  limits: IngestLimits;
  /** The engine's folder: rejects are kept in its `quarantine`. */
  dataFolder: string;
  /** Fetched packages, shards and exports; every worker of the queue must see it under this path. */
  workFolder: string;
  /** Bytes from which on a package is split into shards, and about how many a shard has once unpacked. */
  shards: { from: number; bytes: number };
  /** Milliseconds since 1970. */
  clock: () => number;
}

/** A kind of job: what it is given, what it does, what it tells. One file each in this folder. */
export interface JobKind<Payload extends z.ZodType = z.ZodType, Result extends z.ZodType = z.ZodType> {
  name: string;
  /** One sentence for docs/jobs.md. */
  summary: string;
  /** Why running it twice changes nothing, for docs/jobs.md. */
  twice: string;
  payload: Payload;
  result: Result;
  retries: Retries;
  run(payload: z.output<Payload>, run: Run, parts: WorkerParts): Promise<z.input<Result> & Json>;
}

/** Keeps the types of payload and result. */
export function defineJob<Payload extends z.ZodType, Result extends z.ZodType>(
  kind: JobKind<Payload, Result>,
): JobKind<Payload, Result> {
  return kind;
}
