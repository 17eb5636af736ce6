import { parseDate } from '../../../domain/day.js';
import type { DataFlag } from '../../../domain/record-base.js';
import type { IsoDate } from '../../../domain/text.js';

/** What a mapping function needs beside its node: where to note data that is kept but not believed. */
export interface Mapping {
  /** ST.3 code of the office whose file this is: the default of references without a country. */
  readonly office: string;
  readonly flags: DataFlag[];
}

/** Day at `member`, or undefined; a day that cannot be is flagged with its raw value, unknown-date sentinels are not. */
export function readDay(mapping: Mapping, raw: string | undefined, member: string): IsoDate | undefined {
  if (!raw) return undefined;
  const { date, isImpossible } = parseDate(raw);
  if (isImpossible) mapping.flags.push({ code: 'impossible-date', member, raw });
  return date;
}

/** Whole number at `member`; anything else is flagged and absent. */
export function readCount(mapping: Mapping, raw: string | undefined, member: string): number | undefined {
  if (!raw) return undefined;
  const digits = raw.replace(/,/g, '').trim();
  if (/^\d{1,9}$/.test(digits)) return Number(digits);
  mapping.flags.push({ code: 'damaged-number', member, raw });
  return undefined;
}

/** The flags without doubles: a value that is read for a member and for an event is one piece of bad data. */
export function keepDistinctFlags(flags: readonly DataFlag[]): DataFlag[] {
  const seen = new Set<string>();
  return flags.filter(({ code, member, raw }) => {
    const key = `${code} ${member} ${raw}`;
    return !seen.has(key) && seen.add(key);
  });
}
