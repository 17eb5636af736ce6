import type { IpRecord } from '../../domain/record.js';
import { type Engine, EngineError, type SearchRequest, type SearchResult } from '../engine.js';

/** What the contract suite needs of an implementation: an engine over data of its own, empty at first. */
export interface EngineSubject {
  engine: Engine;
  /** A second engine over the same data, as another process opens one. */
  openAnother(): Promise<Engine>;
  /** Closes every engine that was handed out and removes the data. */
  remove(): Promise<void>;
}

export type OpenSubject = () => Promise<EngineSubject>;

/** Runs `act` on a fresh, empty engine and removes it whatever happens. */
export async function withSubject<T>(open: OpenSubject, act: (subject: EngineSubject) => Promise<T>): Promise<T> {
  const subject = await open();
  try {
    return await act(subject);
  } finally {
    await subject.remove();
  }
}

/** Puts records in and commits them with a writer of its own. */
export async function load(engine: Engine, records: Iterable<IpRecord>): Promise<void> {
  const writer = await engine.writer();
  try {
    for (const record of records) await writer.upsert(record, undefined);
    await writer.commit();
  } finally {
    await writer.close();
  }
}

/** A search for everything, in id order, unless said otherwise. */
export function ask(engine: Engine, request: Partial<SearchRequest> = {}): Promise<SearchResult> {
  return engine.search({
    query: { kind: 'all' },
    sort: [{ by: 'id', direction: 'asc' }],
    limit: 1000,
    offset: 0,
    ...request,
  });
}

export async function findIds(engine: Engine, request: Partial<SearchRequest> = {}): Promise<string[]> {
  return (await ask(engine, request)).hits.map(({ id }) => id);
}

export async function collect(ids: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const id of ids) all.push(id);
  return all;
}

/** Code of the EngineError that a promise rejects with; any other end is an error of the engine. */
export async function codeOfFailure(promise: Promise<unknown>): Promise<EngineError['code']> {
  const ended = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in ended && ended.error instanceof EngineError) return ended.error.code;
  if ('error' in ended) throw ended.error;
  throw new Error('an EngineError was expected, but the call succeeded');
}
