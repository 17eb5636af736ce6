import { symbolAtLevel } from '../../domain/class-levels.js';
import { dayNumber, isoFromDayNumber } from '../../domain/day.js';
import { statusOn, statusPeriods } from '../../domain/life-status.js';
import type { IpRecord } from '../../domain/record.js';
import { foldKeyword } from '../../mappings/analyze.js';
import { schemeOfField } from '../../mappings/embedded.js';
import { fieldOf } from '../../mappings/fields.js';
import type { DateInterval, FacetRequest, FacetResult, FlatFacet, Statistics } from '../engine.js';

/** The order of the index, of ids and of sorted values. */
export const compareUtf8Bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

type Value = string | number;

/** What a facet says of some records, worked out record by record. Names and codes are folded. @param day that statuses speak of */
export function facetOf(
  request: FacetRequest | FlatFacet,
  records: readonly IpRecord[],
  day: string | undefined,
): FacetResult {
  const holders = new Map<Value, IpRecord[]>();
  for (const record of records)
    for (const value of new Set(valuesOf(request, record, day)))
      if (holders.get(value)?.push(record) === undefined) holders.set(value, [record]);
  if (request.kind === 'distinct') return { distinct: holders.size, exact: true };
  const byValue = [...holders].sort(([a], [b]) => compareValues(a, b));
  if (request.kind === 'statistics') {
    const values = byValue.flatMap(([value, list]) => list.map(() => value));
    return { statistics: statisticsOf(values, request.percents), exact: true };
  }
  const order = request.order ?? (request.kind === 'dates' ? 'value' : 'count');
  if (order === 'value-desc') byValue.reverse();
  if (order === 'count') byValue.sort(([, a], [, b]) => b.length - a.length);
  const shown = byValue.slice(0, request.size);
  const nested = 'nested' in request ? request.nested : undefined;
  return {
    buckets: shown.map(([value, list]) => ({
      value: String(value),
      count: list.length,
      ...(nested ? { nested: facetOf(nested, list, day) } : {}),
    })),
    otherBuckets: byValue.length - shown.length,
    exact: true,
  };
}

const compareValues = (a: Value, b: Value): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : compareUtf8Bytes(String(a), String(b));

function valuesOf(request: FacetRequest | FlatFacet, record: IpRecord, day: string | undefined): Value[] {
  const spec = fieldOf(request.field);
  if (spec.type === 'status') {
    const periods = statusPeriods(record);
    return [day === undefined ? (periods.at(-1)?.status ?? 'unknown') : statusOn(periods, day)];
  }
  const values = spec.values(record);
  const { level, interval } = { level: undefined, interval: undefined, ...request };
  if (spec.type === 'integer') return values.map(Number);
  if (spec.type === 'date')
    return values.map((date) => (request.kind === 'statistics' ? String(date) : periodOf(String(date), interval)));
  if (spec.type !== 'class') return values.map((value) => foldKeyword(String(value).toWellFormed()));
  return values.flatMap((symbol) =>
    level === undefined ? String(symbol) : (symbolAtLevel(schemeOfField(request.field), String(symbol), level) ?? []),
  );
}

function periodOf(date: string, interval: DateInterval = 'day'): string {
  const [year, month] = [date.slice(0, 4), Number(date.slice(5, 7))];
  const quarter = month < 4 ? 1 : month < 7 ? 2 : month < 10 ? 3 : 4;
  return { year, quarter: `${year}-Q${quarter}`, month: date.slice(0, 7), day: date }[interval];
}

/** @param values ascending; ISO days or numbers */
function statisticsOf(values: readonly Value[], percents: readonly number[]): Statistics {
  const [least] = values;
  if (least === undefined) return { count: 0, percentiles: {} };
  const numbers = values.map((value) => (typeof value === 'number' ? value : dayNumber(value)));
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  return {
    count: values.length,
    min: least,
    max: values.at(-1) ?? least,
    mean: typeof least === 'number' ? mean : isoFromDayNumber(Math.floor(mean)),
    percentiles: Object.fromEntries(
      percents.map((percent) => {
        const found = values.find((_, place) => (place + 1) * 100 >= percent * values.length);
        return [String(percent), found ?? least];
      }),
    ),
  };
}

/** The result with names and codes folded, to be compared: which spelling of a value is shown is the engine's choice. */
export function foldNames(request: FacetRequest | FlatFacet, result: FacetResult | undefined): FacetResult | undefined {
  if (!result || !('buckets' in result)) return result;
  const isNamed = ['name', 'keyword', 'text', 'number'].includes(fieldOf(request.field).type);
  const nested = 'nested' in request ? request.nested : undefined;
  return {
    ...result,
    buckets: result.buckets.map((bucket) => ({
      value: isNamed ? foldKeyword(bucket.value) : bucket.value,
      count: bucket.count,
      ...(nested ? { nested: foldNames(nested, bucket.nested) } : {}),
    })),
  };
}
