import type { IsoDate } from '../domain/text.js';

/** Time as the services see it; composition roots pass the real one. */
export interface Clock {
  /** Today in UTC. */
  today(): IsoDate;
  /** Milliseconds that only grow, for durations. */
  milliseconds(): number;
}
