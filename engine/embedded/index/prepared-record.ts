import { dayNumber } from '../../../domain/day.js';
import type { LifeStatus } from '../../../domain/life.js';
import { publicSince, statusPeriods } from '../../../domain/life-status.js';
import type { IpRecord } from '../../../domain/record.js';
import type { IsoDate } from '../../../domain/text.js';
import { embeddedFields } from '../../../mappings/embedded.js';
import type { FieldValue } from '../../../mappings/field.js';

/** Codes of statuses in the status column: never reorder, only append. */
export const lifeStatuses: readonly LifeStatus[] = [
  'unknown',
  'pending',
  'published',
  'in-force',
  'refused',
  'withdrawn',
  'lapsed',
  'expired',
  'invalidated',
];

/** Marks a period that lasts. */
export const openEnd = 0x7fffffff;

/**
 * All that the index holds of a record, as plain data that another thread can be given. It is made before any buffer is touched, so that a record that
 * cannot be indexed leaves no trace. Days are days since 1970-01-01.
 */
export interface PreparedRecord {
  id: string;
  /** By field, in the order of `embeddedFields`; dates as days. */
  values: readonly (readonly FieldValue[])[];
  /** Triples of the status column. */
  status: number[];
  publicSince?: number;
  /** Newest day that the record speaks of as past: its filing, its publication and its events, but not ends of term, which offices state ahead. */
  dataDay?: number;
}

/** @throws whatever a field declaration throws for a record that it cannot read */
export function prepareRecord(record: IpRecord): PreparedRecord {
  const status: number[] = [];
  const periods = statusPeriods(record);
  for (const { status: name, from, to } of periods)
    status.push(lifeStatuses.indexOf(name), dayOf(from), to === undefined ? openEnd : dayOf(to));
  const since = publicSince(record);
  const publicDay = since === undefined ? undefined : dayOf(since);
  return {
    id: record.id,
    values: embeddedFields.map(({ spec, column }) => {
      // The periods are made once. Their statuses are the values of the field.
      if (column === 'status') return periods.map((period) => period.status);
      const values = spec.values(record);
      return column === 'days' && values.length > 0
        ? values.map((value) => (typeof value === 'number' ? value : dayOf(value)))
        : values;
    }),
    status,
    publicSince: publicDay,
    dataDay: findDataDay(record, publicDay),
  };
}

function findDataDay(record: IpRecord, publicDay: number | undefined): number | undefined {
  let newest = publicDay;
  const note = (date: IsoDate | undefined): void => {
    if (date === undefined) return;
    const day = dayOf(date);
    if (newest === undefined || day > newest) newest = day;
  };
  for (const { code, date } of record.events) if (code !== 'expired') note(date);
  note(record.applicationReference?.date);
  note(record.publicationReference?.date);
  return newest;
}

/** The same few thousand days stand in all records. */
const days = new Map<IsoDate, number>();
const mostDays = 50_000;

function dayOf(date: IsoDate): number {
  let day = days.get(date);
  if (day === undefined) {
    day = dayNumber(date);
    if (days.size >= mostDays) days.clear();
    days.set(date, day);
  }
  return day;
}
