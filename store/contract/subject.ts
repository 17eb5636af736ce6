import { z } from 'zod';
import type { CollectionSpec, StateStore } from '../store.js';
import { StoreError } from '../store.js';

/** What the contract suite needs of an implementation: a store over data of its own, empty at first. */
export interface StoreSubject {
  store: StateStore;
  /** A second store over the same data, as another server opens one. */
  openAnother(): Promise<StateStore>;
  /** Closes every store that was handed out and removes the data. */
  remove(): Promise<void>;
}

export type OpenStore = (clock: () => Date) => Promise<StoreSubject>;

/** A clock that goes on by a second each time it is asked. */
export function steppingClock(): () => Date {
  let now = Date.UTC(2026, 0, 1);
  return () => new Date((now += 1000));
}

export async function withStore<T>(open: OpenStore, act: (subject: StoreSubject) => Promise<T>): Promise<T> {
  const subject = await open(steppingClock());
  try {
    return await act(subject);
  } finally {
    await subject.remove();
  }
}

export const noteSpec = {
  name: 'notes',
  schema: z.object({ text: z.string(), count: z.number().int().optional() }),
  version: 1,
} satisfies CollectionSpec<{ text: string; count?: number }>;

/** The same notes with their text in two languages. */
export const newerNoteSpec = {
  name: 'notes',
  schema: z.object({ texts: z.array(z.string()) }),
  version: 3,
  upgrades: {
    1: (old: unknown) => ({ texts: (old as { text: string }).text }),
    2: (old: unknown) => ({ texts: [(old as { texts: string }).texts] }),
  },
} satisfies CollectionSpec<{ texts: string[] }>;

/** Code of the StoreError that a promise rejects with; any other end is an error of the store. */
export async function codeOf(promise: Promise<unknown>): Promise<StoreError['code']> {
  const ended = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in ended && ended.error instanceof StoreError) return ended.error.code;
  if ('error' in ended) throw ended.error;
  throw new Error('a StoreError was expected, but the call succeeded');
}
