import { dayNumber, isoFromDayNumber, parseDate } from '../domain/day.js';
import type { IsoDate } from '../domain/text.js';

/** Days that a date expression covers, both inclusive: a day, a month or a year. */
export interface DaySpan {
  from: IsoDate;
  to: IsoDate;
}

const relative = /^([+-])(\d{1,5})([dwmy])$/i;

/**
 * Days that a typed date means: `2012`, `201203`, `2012-03`, `20120301`, `2012-03-01` and other printed forms, `today`, and days relative to
 * today: `-30d`, `-6w`, `-18m`, `-2y`. `impossible` for a date that no calendar has, undefined for what is no date at all.
 */
export function readDays(text: string, today: IsoDate): DaySpan | 'impossible' | undefined {
  if (text.length > 40) return undefined;
  const folded = text.normalize('NFKC').trim().toLowerCase();
  if (folded === 'today' || folded === '今天') return { from: today, to: today };
  const shift = relative.exec(folded);
  if (shift) {
    const amount = Number(shift[2]) * (shift[1] === '-' ? -1 : 1);
    const day = shiftDay(today, amount, shift[3] ?? 'd');
    return day === undefined ? 'impossible' : { from: day, to: day };
  }
  const year = /^(\d{4})年?$/.exec(folded)?.[1];
  if (year !== undefined) return isYear(year) ? { from: `${year}-01-01`, to: `${year}-12-31` } : 'impossible';
  const month = /^(\d{4})(?:[-./年](\d{1,2})月?|(\d{2}))$/.exec(folded);
  if (month) return readMonth(month[1] ?? '', (month[2] ?? month[3] ?? '').padStart(2, '0'));
  const parsed = parseDate(folded);
  if (parsed.date) return { from: parsed.date, to: parsed.date };
  const looksLikeDate = /^\d{8}$/.test(folded) || /^\d{1,4}[-./年]\d{1,2}[-./月]\d{1,4}日?$/.test(folded);
  return looksLikeDate ? 'impossible' : undefined;
}

function isYear(year: string): boolean {
  return year >= '1400' && year <= '2199';
}

function readMonth(year: string, month: string): DaySpan | 'impossible' {
  if (!isYear(year) || month < '01' || month > '12') return 'impossible';
  const next =
    month === '12' ? `${Number(year) + 1}-01-01` : `${year}-${String(Number(month) + 1).padStart(2, '0')}-01`;
  return { from: `${year}-${month}-01`, to: previousDay(next) };
}

export function nextDay(day: IsoDate): IsoDate {
  return isoFromDayNumber(dayNumber(day) + 1);
}

export function previousDay(day: IsoDate): IsoDate {
  return isoFromDayNumber(dayNumber(day) - 1);
}

/** The day `amount` units away; a month without that day gives its last one. Undefined outside the years 1000 to 9999. */
function shiftDay(day: IsoDate, amount: number, unit: string): IsoDate | undefined {
  if (unit === 'd' || unit === 'w') {
    const shifted = isoFromDayNumber(dayNumber(day) + amount * (unit === 'w' ? 7 : 1));
    return /^[1-9]\d{3}-/.test(shifted) ? shifted : undefined;
  }
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + amount * (unit === 'y' ? 12 : 1);
  const year = Math.floor(months / 12);
  if (year < 1000 || year > 9998) return undefined;
  const month = String((months % 12) + 1).padStart(2, '0');
  const next = month === '12' ? `${year + 1}-01-01` : `${year}-${String((months % 12) + 2).padStart(2, '0')}-01`;
  const last = previousDay(next);
  const sameDay = `${year}-${month}-${day.slice(8, 10)}`;
  return sameDay < last ? sameDay : last;
}
