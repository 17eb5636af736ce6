import { clientOf } from '../engine/caller.js';
import { OverLimit } from '../retrieval/service-error.js';

/** Lets calls run at the same time as far as there is room. @param signal speaks for the client (engine/caller.ts) */
export type Gate = <T>(call: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/**
 * Lets at most `most` calls run at the same time; the next one is refused at once. A client may take as many places as it leaves free: one that floods gets
 * half of them, the next one half of the rest, and there is always one for a client that has none.
 */
export function createGate(most: number): Gate {
  const running = new Map<string, number>();
  let total = 0;
  return async (call, signal) => {
    const client = clientOf(signal);
    const own = running.get(client) ?? 0;
    if (total >= most) throw new OverLimit(`\`${most}\` searches are running`, 1);
    if (own > 0 && own >= most - total) throw new OverLimit(`\`${own}\` searches of this client are running`, 1);
    running.set(client, own + 1);
    total++;
    try {
      return await call();
    } finally {
      total--;
      const left = (running.get(client) ?? 1) - 1;
      if (left === 0) running.delete(client);
      else running.set(client, left);
    }
  };
}
