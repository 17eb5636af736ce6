import { isoFromDayNumber } from '../../../domain/day.js';
import type { Statistics } from '../../engine.js';

/**
 * Statistics from counts per value.
 * @param numbers ascending; days since 1970-01-01 when `isDay`
 */
export function summarize(
  numbers: Float64Array,
  counts: Uint32Array,
  percents: readonly number[],
  isDay: boolean,
): Statistics {
  const show = (value: number): number | string => (isDay ? isoFromDayNumber(Math.floor(value)) : value);
  let count = 0;
  let sum = 0;
  let least: number | undefined;
  let largest: number | undefined;
  for (const [code, value] of numbers.entries()) {
    const held = counts[code] ?? 0;
    if (held === 0) continue;
    count += held;
    sum += held * value;
    least ??= value;
    largest = value;
  }
  if (least === undefined || largest === undefined) return { count: 0, percentiles: {} };
  const percentiles = Object.fromEntries(
    percents.map((percent) => [String(percent), show(nearestRank(numbers, counts, (percent / 100) * count))]),
  );
  return { count, min: show(least), max: show(largest), mean: show(sum / count), percentiles };
}

/** The least value up to which at least `rank` values lie; the least of all for rank 0. */
function nearestRank(numbers: Float64Array, counts: Uint32Array, rank: number): number {
  let passed = 0;
  let value = 0;
  for (const [code, number] of numbers.entries()) {
    const held = counts[code] ?? 0;
    if (held === 0) continue;
    value = number;
    passed += held;
    // A share such as 29 % of 100 is a hair above its rank in binary.
    if (passed >= rank - 1e-9 * passed) break;
  }
  return value;
}
