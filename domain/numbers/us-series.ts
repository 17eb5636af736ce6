/**
 * Series codes of US applications (MPEP 503; USPTO ST.32, B211US). Serial numbers run from 1 to 999,999 in each series, so that a filing year and a serial
 * number name one series. The EPO leaves the series out of numbers of before series 13 (end of 2010): DOCDB `8359798` and epodoc `US19980083597` are
 * serial number 83,597 of 1998, the office's 09/083,597.
 */
interface Series {
  code: string;
  /** Year of its first serial numbers; the series before it ran out in the same year. */
  from: number;
}
const nonProvisional: readonly Series[] = [
  { code: '01', from: 1925 },
  { code: '02', from: 1935 },
  { code: '03', from: 1948 },
  { code: '04', from: 1960 },
  { code: '05', from: 1970 },
  { code: '06', from: 1979 },
  { code: '07', from: 1987 },
  { code: '08', from: 1993 },
  { code: '09', from: 1997 }, // from 30 December 1997
  { code: '10', from: 2001 },
  { code: '11', from: 2004 },
  { code: '12', from: 2007 },
  { code: '13', from: 2010 },
];
const provisional: readonly Series[] = [
  { code: '60', from: 1995 },
  { code: '61', from: 2007 },
];
const designs: readonly Series[] = [...nonProvisional.filter(({ from }) => from < 1992), { code: '29', from: 1992 }];

/** Last year whose numbers the EPO writes without their series. */
const lastYear = 2010;

/** DOCDB's kind of application: `P` provisional, `F` design, others share the utility series. */
const seriesOf = (kind: string | undefined): readonly Series[] =>
  kind === 'P' ? provisional : kind === 'F' ? designs : nonProvisional;

/**
 * Canonical number (series and serial) of a US application by filing year and serial number; undefined where no series is known. In the year in which one
 * series ended and the next began, the upper half of the numbers belongs to the ending one: no year used more than half a series.
 */
export function findUsSeries(year: number, serial: string, kind?: string): string | undefined {
  if (year > lastYear || !/^\d{1,7}$/.test(serial) || Number(serial) > 999_999) return undefined;
  const series = seriesOf(kind);
  const at = series.findLastIndex(({ from }) => from <= year);
  const found = series[at];
  if (found === undefined) return undefined;
  const { code } = (found.from === year && Number(serial) >= 500_000 && series[at - 1]) || found;
  return `${code}${serial.slice(-6).padStart(6, '0')}`;
}

/** DOCDB's number without series: serial number without leading zeros, two digits of the year. */
export function readShortDocdb(
  digits: string,
  kind?: string,
): { number: string; year: number; serial: string } | undefined {
  const match = /^(\d{1,6})(\d\d)$/.exec(digits);
  if (!match) return undefined;
  const [, serial = '', short = ''] = match;
  const year = Number(short) + (Number(short) <= lastYear - 2000 ? 2000 : 1900);
  const number = findUsSeries(year, serial, kind);
  return number === undefined ? undefined : { number, year, serial };
}

/** epodoc's number without series: year, serial number of seven digits, `P` after it for a provisional: `19980083597`, `20020396363P`. */
export function readShortEpodoc(
  text: string,
  kind?: string,
): { number: string; year: number; serial: string } | undefined {
  const match = /^((?:19|20)\d\d)(0\d{6})([PF]?)$/.exec(text);
  if (!match) return undefined;
  const [, year = '', serial = '', letter] = match;
  const number = findUsSeries(Number(year), serial, letter === '' ? kind : letter);
  return number === undefined ? undefined : { number, year: Number(year), serial };
}
