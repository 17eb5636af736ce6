import { Worker } from 'node:worker_threads';
import type { IsoDate } from '../domain/text.js';
import { clientOf } from '../engine/caller.js';
import { EngineError } from '../engine/engine.js';
import { FairLine } from '../engine/fair-line.js';
import { takeTurn } from '../engine/turns.js';
import { type CompiledQuery, compileQuery } from '../query/check.js';
import { explainQuery, type QueryExplanation } from '../query/explain.js';
import { QueryError, type QueryErrorCode, type QueryErrorDetails } from '../query/query-error.js';
import type { Span } from '../query/tree.js';
import { InvalidRequest } from './service-error.js';

export interface CompileTask {
  kind: 'compile' | 'explain';
  q: string;
  today: IsoDate;
}

export interface CompileAnswer {
  /** A `CompiledQuery` or `QueryExplanation`. */
  json?: string;
  refusal?: { code: QueryErrorCode; message: string; span: Span; details: QueryErrorDetails };
  failure?: string;
}

/** Turns query texts into trees. */
export interface QueryCompiler {
  /** @throws QueryError, InvalidRequest */
  compile(q: string, today: IsoDate, signal?: AbortSignal): Promise<CompiledQuery>;
  explain(q: string, today: IsoDate, signal?: AbortSignal): Promise<QueryExplanation>;
}

/** Texts up to this length are read in a few milliseconds; longer ones take up to seconds, in which nothing else would be answered. */
const longestInline = 4096;

/** A text and its tree are up to some megabytes. */
const mostKnown = 8;
/** Short texts whose trees are kept. */
const mostShort = 200;

interface Job {
  task: CompileTask;
  client: string;
  resolve: (json: string) => void;
  reject: (error: unknown) => void;
}

/** Reads short texts at once and long ones in a thread, one after the other, clients in turn. The thread starts when it is first needed and keeps no process alive. */
export function createQueryCompiler(maxLength: number): QueryCompiler {
  const waiting = new FairLine<Job>(({ client }) => client);
  let running: Job | undefined;
  let thread: Worker | undefined;

  const start = (): Worker => {
    const started = new Worker(new URL('./compile.worker.js', import.meta.url));
    started.on('message', ({ json, refusal, failure }: CompileAnswer) => {
      if (json !== undefined) running?.resolve(json);
      else if (refusal) running?.reject(new QueryError(refusal.code, refusal.message, refusal.span, refusal.details));
      else running?.reject(new Error(failure));
      running = undefined;
      started.unref();
      proceed();
    });
    started.on('error', (cause) => {
      thread = undefined;
      running?.reject(new EngineError('unavailable', 'the thread that reads queries ended: try again', { cause }));
      running = undefined;
      proceed();
    });
    return started;
  };
  const proceed = (): void => {
    running ??= waiting.take();
    if (!running) return;
    thread ??= start();
    thread.ref();
    thread.postMessage(running.task);
  };
  /** Texts read last, also those that are being read: the pages of a list, and many clients, ask with the same one. */
  const known = new Map<string, Promise<CompiledQuery | QueryExplanation>>();
  const read = async (
    task: CompileTask,
    signal: AbortSignal | undefined,
  ): Promise<CompiledQuery | QueryExplanation> => {
    const key = `${task.kind} ${task.today} ${task.q}`;
    const found =
      known.get(key) ??
      new Promise<string>((resolve, reject) => {
        waiting.add({ task, client: clientOf(signal), resolve, reject });
        if (!running) proceed();
      }).then((json) => JSON.parse(json) as CompiledQuery | QueryExplanation); // as compile.worker.ts sends it
    keepLast(known, key, found, mostKnown);
    found.catch((error: unknown) => {
      if (!(error instanceof QueryError)) known.delete(key);
    });
    const compiled = await unlessAborted(found, signal);
    // A hundred clients with one long text wait for the same promise; what each does with its large tree takes a turn of its own.
    await takeTurn();
    return compiled;
  };

  /** Short texts read last: pages of a list and facets that are chosen ask with the same one again. */
  const short = new Map<string, CompiledQuery>();
  const readShort = (q: string, today: IsoDate): CompiledQuery => {
    const key = `${today} ${q}`;
    const found = short.get(key) ?? compileQuery(q, { today });
    keepLast(short, key, found, mostShort);
    return found;
  };

  return {
    async compile(q, today, signal) {
      assertQueryLength(q, maxLength);
      if (q.length <= longestInline) return readShort(q, today);
      return read({ kind: 'compile', q, today }, signal);
    },
    async explain(q, today, signal) {
      assertQueryLength(q, maxLength);
      if (q.length <= longestInline) return explainQuery(q, { today });
      return (await read({ kind: 'explain', q, today }, signal)) as QueryExplanation;
    },
  };
}

/** Keeps a value as the last that was asked for; beyond `most`, those asked for longest ago go. */
function keepLast<T>(kept: Map<string, T>, key: string, value: T, most: number): void {
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
}

async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  let cancel = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    cancel = () => reject(new EngineError('timed-out', 'the query was cancelled'));
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
  });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', cancel));
}

/** @throws InvalidRequest */
function assertQueryLength(q: string, most: number): void {
  if (q.length <= most) return;
  throw new InvalidRequest(
    'query-too-long',
    `the query has \`${q.length}\` characters, \`${most}\` are taken`,
    'ask in parts',
    '/q',
  );
}
