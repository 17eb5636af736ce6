import { dayNumber, isoFromDayNumber } from '../../domain/day.js';

/** The corpus covers the issue weeks from this Tuesday to the last one of 2024. */
const firstTuesday = dayNumber('2005-01-04');
export const weekCount = 1_044;
const firstFiling = dayNumber('2003-07-01');
const lastFiling = dayNumber('2024-08-01');

export const tuesdayOf = (week: number): number => firstTuesday + 7 * week;
export const weekOf = (day: number): number => Math.floor((day - firstTuesday) / 7);
export const compactDate = (day: number): string => isoFromDayNumber(day).replaceAll('-', '');
export const yearOf = (day: number): number => Number(isoFromDayNumber(day).slice(0, 4));

/** Weeks of which packages are written: all of them in a large corpus, evenly spread ones in a small one. */
export function choosePackageWeeks(records: number): number[] {
  const count = Math.max(40, Math.min(weekCount, Math.round(records / 400)));
  return Array.from({ length: count }, (_, index) => Math.floor(((index + 1) * weekCount) / count) - 1);
}

/** Package that delivers what appeared in a week. */
export function mapWeeksToPackages(weeks: readonly number[]): Int32Array {
  const map = new Int32Array(weekCount);
  let current = 0;
  for (let week = 0; week < weekCount; week++) {
    while ((weeks[current] as number) < week) current++;
    map[week] = current;
  }
  return map;
}

/** Filings grow over the years: density 0.45 + 1.3 t. Share of all filings -> position in time, both in [0, 1]. */
function positionOfShare(share: number): number {
  const [a, b] = [0.45, 1.3];
  return (Math.sqrt(a * a + 2 * b * share * (a + b / 2)) - a) / b;
}

/** Day of filing of the invention that stands at this share of all. */
export const filingDayOf = (share: number): number =>
  Math.floor(firstFiling + positionOfShare(share) * (lastFiling - firstFiling));
/** Time of a filing day, in [0, 1]. */
export const timeOf = (day: number): number => (day - firstFiling) / (lastFiling - firstFiling);
/** Issue week at this share of all records of a register. */
export const issueWeekOf = (share: number): number =>
  Math.min(weekCount - 1, Math.floor(positionOfShare(share) * weekCount));
