import type { IsoDate } from './text.js';

const dayMilliseconds = 86_400_000;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Days that offices print when they know none: no date, and nothing wrong with it. */
const sentinels = new Set(['00000000', '00010101', '99991231', '99999999', '19000000', '11111111', '0']);

/** What a printed date says. `isImpossible` marks a text that is not a day of the calendar: keep the raw value and flag it. */
export interface ParsedDate {
  date?: IsoDate;
  isImpossible: boolean;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (monthLengths[month - 1] as number);

const isDay = (year: number, month: number, day: number): boolean =>
  year >= 1400 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

function makeDate(year: number, month: number, day: number): ParsedDate {
  if (!isDay(year, month, day)) return { isImpossible: true };
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  return { date: `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`, isImpossible: false };
}

/** Two-digit years of office files: `18` is 2018, `50` and above the last century (rights on file are older than they are new). */
const expandYear = (text: string): number => {
  const year = Number(text);
  return text.length > 2 ? year : year + (year < 50 ? 2000 : 1900);
};

const monthNumber = (name: string): number => months.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/**
 * Reads a date as offices print it: `20190712` (ST.2), ISO with or without time, `2019.07.12`, `2019/7/12`, `2019年7月12日`,
 * `12.07.2019`, `31/12/20` (day first), `1 Jan 2021`, `Jan. 1, 2021`, ROC `109.12.15` and `民國109年12月15日`. A slash date whose second number
 * cannot be a month is read month first. Sentinels for "unknown" and empty text give neither a date nor a complaint.
 */
export function parseDate(raw: string): ParsedDate {
  // ST.2, the form of nearly every date in bulk files, first.
  if (/^\d{8}$/.test(raw) && !sentinels.has(raw)) {
    const [year, month, day] = [raw.slice(0, 4), raw.slice(4, 6), raw.slice(6)];
    return isDay(Number(year), Number(month), Number(day))
      ? { date: `${year}-${month}-${day}`, isImpossible: false }
      : { isImpossible: true };
  }
  const text = raw.normalize('NFKC').trim();
  const digits = text.replace(/[-./\s]/g, '');
  if (text === '' || /^0*$/.test(digits) || sentinels.has(digits.slice(0, 8))) return { isImpossible: false };

  let match = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (match) return makeDate(Number(match[1]), Number(match[2]), Number(match[3]));
  match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{1,2}:\d{2}.*|Z|[+-]\d{2}:\d{2})?$/.exec(text);
  if (match) return makeDate(Number(match[1]), Number(match[2]), Number(match[3]));
  match = /^(\d{4})(\d{2})(\d{2})(?:[T ]\d{4,6}(?:\.\d+)?Z?|\d{6})$/.exec(text);
  if (match) return makeDate(Number(match[1]), Number(match[2]), Number(match[3]));
  match = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?\.?(?:[T ]+\d{1,2}:\d{2}.*)?$/.exec(text);
  if (match) return makeDate(Number(match[1]), Number(match[2]), Number(match[3]));
  match = /^(?:民[國国]|ROC\s*)?(\d{2,3})[.年](\d{1,2})[.月](\d{1,2})日?$/.exec(text);
  // Only a three-digit year or the era's name tells the ROC calendar from day-first dates.
  if (match && (match[1]?.length === 3 || /民|ROC/.test(text)))
    return makeDate(Number(match[1]) + 1911, Number(match[2]), Number(match[3]));
  match = /^(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4}|\d{2})(?:[T ]+\d{1,2}:\d{2}.*)?$/.exec(text);
  if (match) {
    const [first, second, year] = [Number(match[1]), Number(match[2]), expandYear(match[3] ?? '')];
    return second > 12 && first <= 12 ? makeDate(year, first, second) : makeDate(year, second, first);
  }
  match = /^(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})$/.exec(text);
  if (match) return makeDate(expandYear(match[3] ?? ''), monthNumber(match[2] ?? ''), Number(match[1]));
  match = /^([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/.exec(text);
  if (match) return makeDate(Number(match[3]), monthNumber(match[1] ?? ''), Number(match[2]));
  return { isImpossible: true };
}

/** Days since 1970-01-01 of an ISO date; negative before it. Throws RangeError when `date` is not `yyyy-mm-dd`. */
export function dayNumber(date: IsoDate): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) throw new RangeError(`not an ISO date: \`${date}\``);
  return daysFrom(Number(match[1]), Number(match[2]), Number(match[3]));
}

// Date.UTC takes years below 100 for the last century, so the year is set apart.
function daysFrom(year: number, month: number, day: number): number {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return Math.round(at.getTime() / dayMilliseconds);
}

/** Inverse of `dayNumber`. */
export function isoFromDayNumber(days: number): IsoDate {
  return new Date(days * dayMilliseconds).toISOString().slice(0, 10);
}

/** The same day `years` later; 29 February becomes 28 February where the year has none. */
export function addYears(date: IsoDate, years: number): IsoDate {
  const year = Number(date.slice(0, 4)) + years;
  const month = Number(date.slice(5, 7));
  const day = Math.min(Number(date.slice(8, 10)), daysInMonth(year, month));
  return `${String(year).padStart(4, '0')}-${date.slice(5, 7)}-${String(day).padStart(2, '0')}`;
}
