import { publicSince, statusPeriods } from '../domain/life-status.js';
import type { LifeEvent, LifeStatus, StatusPeriod } from '../domain/life.js';
import type { IpRecord } from '../domain/record.js';
import type { IsoDate } from '../domain/text.js';
import { statusOfRecord } from './projection.js';

/** The life of a right up to a day. */
export interface TimelineAnswer {
  id: string;
  type: string;
  meta: { dataDate: IsoDate | null; asOf: IsoDate; status: LifeStatus; publicSince?: IsoDate };
  /** Ascending by day; events without a day last, as the office listed them. */
  events: LifeEvent[];
  /** Ascending, without overlap; the last one has no `to` while it lasts on that day. */
  periods: StatusPeriod[];
}

/** Events and status periods as they stood at the end of `day`. Pure. */
export function buildTimeline(record: IpRecord, day: IsoDate, dataDate: IsoDate | null): TimelineAnswer {
  const periods = statusPeriods(record);
  return {
    id: record.id,
    type: record.type,
    meta: { dataDate, asOf: day, status: statusOfRecord(record, day, periods), publicSince: publicSince(record) },
    events: eventsUntil(record, day).sort(compareDays),
    periods: periods
      .filter(({ from }) => from <= day)
      .map(({ status, from, to }) => (to && to <= day ? { status, from, to } : { status, from })),
  };
}

/** Events known at the end of `day`; those without a day are kept. */
export const eventsUntil = (record: IpRecord, day: IsoDate): LifeEvent[] =>
  record.events.filter(({ date }) => !date || date <= day);

const compareDays = (a: LifeEvent, b: LifeEvent): number =>
  (a.date ?? '9999-12-31').localeCompare(b.date ?? '9999-12-31');
