import { classAncestors } from '../../domain/class-symbol.js';
import { classLevels } from '../../domain/class-levels.js';
import { dayNumber } from '../../domain/day.js';
import type { StatusPeriod } from '../../domain/life.js';
import type { IpRecord } from '../../domain/record.js';
import type { IsoDate } from '../../domain/text.js';
import { foldKeyword } from '../../mappings/analyze.js';
import { indexedIntervals, isShown, type Json } from '../../mappings/elasticsearch.js';
import { schemeOfField } from '../../mappings/embedded.js';
import type { FieldSpec, FieldValue } from '../../mappings/field.js';
import { fields } from '../../mappings/fields.js';
import { RecordReading } from '../../query/record-reading.js';
import { encodeNorm } from './norms.js';
import { streamTokens } from './token-stream.js';

/** All that the index is told of a record, and what the writer counts. Pure. */
export interface IndexedRecord {
  /** Index fields by their names in mappings/elasticsearch.ts, without those of the version. */
  fields: Json;
  /** Words of all text fields. */
  length: number;
  /** Newest day that the record speaks of as past, since 1970-01-01. */
  dataDay?: number;
}

/** @throws whatever a field declaration throws for a record that it cannot read */
export function indexRecord(record: IpRecord): IndexedRecord {
  const reading = new RecordReading(record);
  const groups: Record<'w' | 'k' | 'o' | 'g' | 'n' | 'd' | 'p' | 'c', Json> = {
    w: {},
    k: {},
    o: {},
    g: {},
    n: {},
    d: {},
    p: {},
    c: {},
  };
  const filled: string[] = [];
  let length = 0;
  for (const spec of fields) {
    const { code, type } = spec;
    const values = reading.values(code);
    if (spec.isCollapsible) groups.g[code] = groupKey(values[0], record.id);
    if (values.length === 0) continue;
    filled.push(code);
    if (type === 'text' || type === 'name') {
      const words = reading.words(code);
      length += words.length;
      if (words.length > 0) groups.w[code] = streamTokens(words);
    }
    const texts = values.map(String);
    if (type === 'keyword' || type === 'name') {
      groups.k[code] = distinct(texts.map(foldKeyword));
      if (isShown(spec)) groups.o[code] = distinct(texts.map((text) => `${foldKeyword(text)}\u0000${text}`));
    } else if (type === 'number') groups.k[code] = distinct(texts);
    else if (type === 'integer') groups.n[code] = distinct(values.map(Number));
    else if (type === 'date') {
      groups.d[code] = distinct(texts.map(dayNumber));
      groups.p[code] = periodsOf(texts);
    } else if (type === 'class') groups.c[code] = symbolsOf(spec, distinct(texts));
  }
  const periods = reading.statusPeriods();
  const since = reading.publicSince();
  const sinceDay = since === undefined ? undefined : dayNumber(since);
  return {
    fields: {
      ...groups,
      has: filled,
      since: sinceDay,
      length,
      norm: encodeNorm(length),
      status: statusRanges(periods),
      lastStatus: periods.at(-1)?.status ?? 'unknown',
    },
    length,
    dataDay: newestDay(record, sinceDay),
  };
}

/** A record without a value is a group of its own. */
const groupKey = (value: FieldValue | undefined, id: string): string =>
  value === undefined ? `#${id}` : `=${foldKeyword(String(value))}`;

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

function periodsOf(dates: readonly IsoDate[]): Json {
  return Object.fromEntries(
    indexedIntervals.map((interval) => [interval, distinct(dates.map((date) => periodOf(date, interval)))]),
  );
}

/** Year, quarter or month of a day, as facets name them. */
function periodOf(date: IsoDate, interval: (typeof indexedIntervals)[number]): string {
  const [year, month] = [date.slice(0, 4), Number(date.slice(5, 7))];
  if (interval === 'year') return year;
  return interval === 'month' ? date.slice(0, 7) : `${year}-Q${Math.ceil(month / 3)}`;
}

function symbolsOf({ code }: FieldSpec, symbols: readonly string[]): Json {
  const scheme = schemeOfField(code);
  const chains = symbols.map((symbol) => classAncestors(scheme, symbol));
  const levels = classLevels[scheme].map((level, depth): [string, string[]] => [
    level,
    distinct(chains.flatMap((chain) => chain[depth] ?? [])),
  ]);
  return { symbol: symbols, tree: distinct(chains.flat()), levels: Object.fromEntries(levels) };
}

function statusRanges(periods: readonly StatusPeriod[]): Json {
  const ranges: Record<string, { gte: number; lt?: number }[]> = {};
  for (const { status, from, to } of periods) {
    // No day has this status by a period of its own: it is the want of all others.
    if (status === 'unknown') continue;
    (ranges[status] ??= []).push({ gte: dayNumber(from), ...(to === undefined ? {} : { lt: dayNumber(to) }) });
  }
  return ranges;
}

/** Filing, publication and events, but not ends of term, which offices state ahead. */
function newestDay(record: IpRecord, since: number | undefined): number | undefined {
  const dates = record.events.flatMap(({ code, date }) => (code === 'expired' ? undefined : date));
  const days = [...dates, record.applicationReference?.date, record.publicationReference?.date].flatMap((date) =>
    date === undefined ? [] : dayNumber(date),
  );
  if (since !== undefined) days.push(since);
  return days.length === 0 ? undefined : days.reduce((a, b) => Math.max(a, b));
}
