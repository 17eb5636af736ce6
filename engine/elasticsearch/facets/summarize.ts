import { isoFromDayNumber } from '../../../domain/day.js';
import type { FacetResult, FlatFacet, Statistics } from '../../engine.js';
import type { FacetSource } from './facet-source.js';
import type { ValueCount } from './value-counts.js';

/** What a facet says, given all its values with their counts. The buckets are those to be shown. */
export function summarize(
  request: FlatFacet,
  source: FacetSource,
  counts: readonly ValueCount[],
): { result: FacetResult; shown: readonly ValueCount[] } {
  if (request.kind === 'distinct') return { result: { distinct: counts.length, exact: true }, shown: [] };
  const isDay = source.kind === 'field' && source.holds === 'days';
  const byValue = [...counts].sort((a, b) => compareValues(a.value, b.value));
  if (request.kind === 'statistics')
    return { result: { statistics: statisticsOf(byValue, request.percents, isDay), exact: true }, shown: [] };
  const order = request.order ?? (request.kind === 'dates' ? 'value' : 'count');
  if (order === 'value-desc') byValue.reverse();
  if (order === 'count') byValue.sort((a, b) => b.count - a.count);
  const shown = byValue.slice(0, request.size);
  const buckets = shown.map(({ value, count }) => ({
    value: isDay ? isoFromDayNumber(Number(value)) : String(value),
    count,
  }));
  return { result: { buckets, otherBuckets: byValue.length - shown.length, exact: true }, shown };
}

const compareValues = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));

/** @param counts by value, ascending; days since 1970-01-01 when `isDay` */
function statisticsOf(counts: readonly ValueCount[], percents: readonly number[], isDay: boolean): Statistics {
  const [least, largest] = [counts[0], counts.at(-1)];
  if (!least || !largest) return { count: 0, percentiles: {} };
  const show = (value: number | string): number | string =>
    isDay ? isoFromDayNumber(Math.floor(Number(value))) : Number(value);
  const count = counts.reduce((sum, each) => sum + each.count, 0);
  const sum = counts.reduce((all, each) => all + each.count * Number(each.value), 0);
  const percentiles = percents.map((percent) => [String(percent), show(nearestRank(counts, percent, count))] as const);
  return {
    count,
    min: show(least.value),
    max: show(largest.value),
    mean: show(sum / count),
    percentiles: Object.fromEntries(percentiles),
  };
}

/** The least value up to which at least that share of the values lies; the least of all for 0. */
function nearestRank(counts: readonly ValueCount[], percent: number, all: number): string | number {
  const rank = (percent / 100) * all;
  let passed = 0;
  for (const { value, count } of counts) {
    passed += count;
    // A share such as 29 % of 100 is a hair above its rank in binary.
    if (passed >= rank - 1e-9 * passed) return value;
  }
  return counts.at(-1)?.value ?? 0;
}
