import type { Retries } from './queue.js';

/**
 * Milliseconds to wait after the nth failure (from 1): doubled each time up to a maximum, drawn from the upper half so that jobs which failed together do
 * not come back together.
 * @param random number from 0 to 1
 */
export function backOff(failures: number, { first, most }: Retries, random: () => number): number {
  const whole = Math.min(most, first * 2 ** Math.min(failures - 1, 40));
  return Math.round(whole * (0.5 + random() / 2));
}
