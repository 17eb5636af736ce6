import { OverLimit } from '../retrieval/service-error.js';

/** Lets at most `most` calls run at the same time; the next one is refused at once. */
export function createGate(most: number): <T>(call: () => Promise<T>) => Promise<T> {
  let running = 0;
  return async (call) => {
    if (running >= most) throw new OverLimit(`\`${most}\` searches are running`, 1);
    running += 1;
    try {
      return await call();
    } finally {
      running -= 1;
    }
  };
}
