import { dayNumber } from '../../../domain/day.js';
import { publicSince } from '../../../domain/life-status.js';
import type { IpRecord } from '../../../domain/record.js';

/**
 * Newest day that a record speaks of as past: its filing, its publication and its events, but not ends of term, which offices state ahead.
 * @returns days since 1970-01-01
 */
export function findDataDay(record: IpRecord): number | undefined {
  const days = record.events
    .filter((event) => event.code !== 'expired' && event.date !== undefined)
    .map((event) => dayNumber(event.date ?? ''));
  const since = publicSince(record);
  if (since !== undefined) days.push(dayNumber(since));
  if (record.applicationReference?.date !== undefined) days.push(dayNumber(record.applicationReference.date));
  if (record.publicationReference?.date !== undefined) days.push(dayNumber(record.publicationReference.date));
  return days.length === 0 ? undefined : days.reduce((a, b) => Math.max(a, b));
}
