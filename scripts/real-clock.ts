import type { Clock } from '../retrieval/clock.js';

/** The clock of the machine, for composition roots. */
export const realClock: Clock = {
  today: () => new Date().toISOString().slice(0, 10),
  milliseconds: () => performance.now(),
};
