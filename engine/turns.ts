import { setImmediate } from 'node:timers/promises';

let last = Promise.resolve();

/**
 * Waits for a turn on this thread. Between two turns everything else that has come in is looked at, so that a hundred requests at once, each with some
 * milliseconds of work here, hold up nobody for longer than one of them.
 */
export function takeTurn(): Promise<void> {
  last = last.then(() => setImmediate());
  return last;
}
