import type { StatusPeriod } from '../../domain/life.js';
import { publicSince, statusPeriods } from '../../domain/life-status.js';
import type { IpRecord } from '../../domain/record.js';
import type { Json } from '../../mappings/elasticsearch.js';
import type { FieldValue } from '../../mappings/field.js';
import { fields } from '../../mappings/fields.js';
import { type FieldGroups, planField } from './field-values.js';
import { dayForms, foldValue } from './known-forms.js';
import { encodeNorm } from './norms.js';

/** All that the index is told of a record, and what the writer counts. Pure. */
export interface IndexedRecord {
  /** Index fields by their names in mappings/elasticsearch.ts, without those of the version. */
  fields: Json;
  /** Words of all text fields. */
  length: number;
  /** Newest day that the record speaks of as past, since 1970-01-01. */
  dataDay?: number;
}

const plans = fields.map((spec) => ({ spec, isStatus: spec.type === 'status', put: planField(spec) }));

/** @throws whatever a field declaration throws for a record that it cannot read */
export function indexRecord(record: IpRecord): IndexedRecord {
  const groups: FieldGroups = { w: {}, k: {}, o: {}, g: {}, n: {}, d: {}, p: {}, c: {} };
  const filled: string[] = [];
  const periods = statusPeriods(record);
  let length = 0;
  for (const { spec, isStatus, put } of plans) {
    const { code } = spec;
    if (isStatus) {
      // The periods are made once: their statuses are the values of the field.
      if (periods.length > 0) filled.push(code);
      continue;
    }
    const values = spec.values(record);
    if (spec.isCollapsible) groups.g[code] = groupKey(values[0], record.id);
    if (values.length === 0) continue;
    filled.push(code);
    length += put(groups, values.map(toText));
  }
  const since = publicSince(record);
  const sinceDay = since === undefined ? undefined : dayForms(since).day;
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

/** Lone surrogates cannot be stored as UTF-8: the index is told what a store gives back. */
const toText = (value: FieldValue): string => (typeof value === 'string' ? value.toWellFormed() : String(value));

/** A record without a value is a group of its own. */
const groupKey = (value: FieldValue | undefined, id: string): string =>
  value === undefined ? `#${id}` : `=${foldValue(toText(value))}`;

function statusRanges(periods: readonly StatusPeriod[]): Json {
  const ranges: Record<string, { gte: number; lt?: number }[]> = {};
  for (const { status, from, to } of periods) {
    // No day has this status by a period of its own: it is the want of all others.
    if (status === 'unknown') continue;
    const range = to === undefined ? { gte: dayForms(from).day } : { gte: dayForms(from).day, lt: dayForms(to).day };
    (ranges[status] ??= []).push(range);
  }
  return ranges;
}

/** Filing, publication and events, but not ends of term, which offices state ahead. */
function newestDay(record: IpRecord, since: number | undefined): number | undefined {
  let newest = since;
  const note = (date: string | undefined): void => {
    if (date === undefined) return;
    const { day } = dayForms(date);
    if (newest === undefined || day > newest) newest = day;
  };
  for (const { code, date } of record.events) if (code !== 'expired') note(date);
  note(record.applicationReference?.date);
  note(record.publicationReference?.date);
  return newest;
}
