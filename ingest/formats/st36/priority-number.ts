import { parseApplicationNumber } from '../../../domain/application-number.js';
import { findUsSeries } from '../../../domain/numbers/us-series.js';
import type { IsoDate } from '../../../domain/text.js';

/**
 * Number of a priority application in our spelling. Files of other offices leave out what the filing date tells: the series
 * of US numbers of before 2011 (`903526 P` of 2007 is 60/903,526), the century or era of Japanese ones of before 2000
 * (`29012393`, `11-123456`).
 */
export function readPriorityNumber(office: string, printed: string, date: IsoDate | undefined): string {
  const year = Number(date?.slice(0, 4) ?? '0');
  const known = office === 'US' ? findSeries(printed, year) : office === 'JP' ? findEra(printed, year) : undefined;
  return known ?? (parseApplicationNumber(office, printed).number || printed);
}

function findSeries(printed: string, year: number): string | undefined {
  const [, serial, kind] = /^(\d{1,6})\s*(P)?$/.exec(printed) ?? [];
  return serial && year > 0 ? findUsSeries(year, serial, kind) : undefined;
}

/** First years of the eras Showa and Heisei, less one. */
const eras = [1925, 1988];

function findEra(printed: string, year: number): string | undefined {
  if (year < 1950 || year > 1999) return undefined;
  const [, eraYear, serial] = /^(\d{1,2})[-/ ](\d{1,6})$/.exec(printed) ?? [];
  if (serial) return eras.some((era) => era + Number(eraYear) === year) ? write(year, serial) : undefined;
  const [, docdb] = /^(\d{1,6})\d{2}$/.exec(printed) ?? [];
  return docdb && printed.endsWith(String(year).slice(2)) ? write(year, docdb) : undefined;
}

const write = (year: number, serial: string): string => `${year}${String(Number(serial)).padStart(6, '0')}`;
