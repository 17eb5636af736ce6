import type { ApplicationNumber, OfficeNumbers, Reading } from './number-form.js';
import type { Announcement } from './jp-announcements.js';
import { announcementPattern, announcements } from './jp-announcements.js';
import { expandYear, foldNumber, isPlausibleYear, trimZeros } from './number-form.js';

/** Eras: first Western year less one, last year of the era. Numbers carry the era's year until 1999. */
const eras: Record<string, { before: number; last: number }> = {
  M: { before: 1867, last: 45 },
  T: { before: 1911, last: 15 },
  S: { before: 1925, last: 64 },
  H: { before: 1988, last: 31 },
  R: { before: 2018, last: 99 },
};
const eraLetters: Record<string, string> = { 明: 'M', 大: 'T', 昭: 'S', 平: 'H', 令: 'R' };

/** True when the text begins with a word that only Japanese numbers carry. */
export const isJapaneseNumber = (text: string): boolean =>
  announcementPattern.test(text.replace(/^日本国?/, '')) || /^(?:昭和?|平成?|令和?)\d/.test(text);

interface JapaneseNumber {
  announcement?: Announcement;
  /** Western year, when the number has one. */
  year?: number;
  serial: string;
  /** The number is that of an international publication: `再表2004/012345`, DOCDB `WO2004012345`. */
  isInternational?: boolean;
}

const eraYear = (letter: string, year: number): number => (eras[letter]?.before ?? 0) + year;

function readJapanese(printed: string): JapaneseNumber | undefined {
  const compact = printed.replace(/^日本国?/, '').replace(/^JP-?/, '');
  const international = /^(?:再公?表|WO)\s?-?((?:19|20)\d\d|\d\d)[-/]?(\d{6}|\d{5})(?:号|公報)*$/.exec(compact);
  if (international) {
    const [, year = '', serial = ''] = international;
    const announcement = announcements['再表'];
    return { ...(announcement ? { announcement } : {}), year: expandYear(year, 78), serial, isInternational: true };
  }
  const announcement = announcements[announcementPattern.exec(compact)?.[1] ?? ''];
  const text = compact
    .replace(announcementPattern, '')
    .replace(/公報|番号/g, '')
    .replace(/[第号號\s,]/g, '')
    .replace(/^[(（]|[)）]$/g, '')
    .replace(/[明大昭平令][治正和成]?/, (era) => eraLetters[era.charAt(0)] ?? era)
    .replace(/元年?(?=-)/, '1')
    .replace(/年/, '-')
    .replace(/^-/, '');
  const found = announcement === undefined ? {} : { announcement };
  // `59 035659` and `59-035659`: only Showa had a year 32 to 64.
  const showa = /^(\d{2})[ -](\d{4,6})$/.exec(compact.trim());
  if (showa && Number(showa[1]) >= 32 && Number(showa[1]) <= 64)
    return { ...found, year: eraYear('S', Number(showa[1])), serial: trimZeros(showa[2] ?? '') };
  const dashed = /^([MTSHR])\.?(\d{1,2})[-/](\d{1,6})$/.exec(text) ?? /^([MTSHR])(\d{2})(\d{1,6})$/.exec(text);
  if (dashed) {
    const [, letter = '', year = '', serial = ''] = dashed;
    const era = eras[letter];
    // `H512345` without separator: Heisei had no year 51.
    if (era && Number(year) > era.last)
      return {
        ...found,
        year: eraYear(letter, Number(year.charAt(0))),
        serial: trimZeros(`${year.charAt(1)}${serial}`),
      };
    return Number(year) === 0
      ? undefined
      : { ...found, year: eraYear(letter, Number(year)), serial: trimZeros(serial) };
  }
  const western =
    /^((?:19|20)\d\d)[-/](\d{1,6})$/.exec(text) ??
    /^((?:19|20)\d\d)(\d{6})$/.exec(text) ??
    /^((?:19|20)\d\d)0(\d{6})$/.exec(text);
  if (western && isPlausibleYear(Number(western[1]), 1920))
    return { ...found, year: Number(western[1]), serial: trimZeros(western[2] ?? '') };
  const registered = /^(\d{1,7})(?:-0+)?$/.exec(text);
  return registered ? { ...found, serial: trimZeros(registered[1] ?? '') } : undefined;
}

/** Publications until 1999 are counted by era year (`H0512345`), from 2000 by Western year (`2021123456`); registrations have none. */
function spellPublication(number: JapaneseNumber): string {
  if (number.year === undefined) return number.serial;
  if (number.isInternational) return `WO${number.year}${number.serial.padStart(6, '0')}`;
  if (number.year >= 2000) return `${number.year}${number.serial.padStart(6, '0')}`;
  const letter = number.year >= 1989 ? 'H' : number.year >= 1926 ? 'S' : number.year >= 1912 ? 'T' : 'M';
  return `${letter}${String(number.year - (eras[letter]?.before ?? 0)).padStart(2, '0')}${number.serial}`;
}
const spellApplication = (number: JapaneseNumber): string =>
  number.year === undefined ? number.serial : `${number.year}${number.serial.padStart(6, '0')}`;

/** `12345698`: DOCDB's application number of eight digits, six of the serial number and two of the year. */
const readDocdbApplication = (printed: string): JapaneseNumber | undefined =>
  /^(?:JP)?\d{6}[2-9]\d$/.test(printed) ? { serial: foldNumber(printed).replace(/^JP/, '') } : undefined;

/** `7-23484`, and `10123456` before a kind: the era was left out; it is Heisei or Showa. */
function readWithoutEra(body: string, printed: string, kind: string | undefined): Reading[] {
  const match = /^(\d{1,2})[ -](\d{4,6})$/.exec(body) ?? (kind === undefined ? null : /^(\d\d)(\d{6})$/.exec(body));
  return ['H', 'S'].flatMap((letter) => {
    const found = match ? readJapanese(`${letter}${match[1]}-${match[2]}`) : undefined;
    if (found?.year === undefined || Number(match?.[1]) > (letter === 'H' ? 12 : 64)) return [];
    const reading: Reading = {
      office: 'JP',
      number: spellPublication(found),
      ...(kind === undefined ? {} : { kind }),
      role: 'publication',
      reason: `JP publication of ${found.year}, if the era is ${letter}`,
      isCertain: false,
      moreKeys: [`JP${foldNumber(body)}${kind ?? ''}`, ...(printed === body ? [] : [`JP${foldNumber(printed)}`])],
    };
    return [reading];
  });
}

export const jpNumbers: OfficeNumbers = {
  publication(printed) {
    const found = readJapanese(printed);
    return found ? spellPublication(found) : foldNumber(printed).replace(/^JP(?=[\dMTSHR])/, '');
  },
  application(printed): ApplicationNumber {
    let found = readJapanese(printed) ?? readDocdbApplication(printed);
    if (!found) return { number: foldNumber(printed).replace(/^JP(?=\d)/, ''), forms: {} };
    const right = found.announcement?.right;
    // DOCDB before 2000: serial number, then two digits of the year.
    const docdb = found.year === undefined ? /^(\d{1,6})([2-9]\d)$/.exec(foldNumber(printed).replace(/^JP/, '')) : null;
    if (docdb) found = { ...found, year: 1900 + Number(docdb[2]), serial: trimZeros(docdb[1] ?? '') };
    const number = spellApplication(found);
    if (found.year === undefined) return { number, forms: {} };
    const serial = found.serial.padStart(6, '0');
    return {
      number,
      year: found.year,
      ...(right === undefined ? {} : { kindOfRight: right }),
      forms: {
        original: `${found.year}-${serial}`,
        docdb: found.year < 2000 ? `${found.serial}${String(found.year).slice(2)}` : number,
        epodoc: `JP${found.year}0${serial}`,
      },
    };
  },
  read(printed, kind) {
    const lettered = /^-?([ABUY]\d?)-\s?(?=[\dMTSHR])/.exec(printed)?.[1];
    const body = printed.replace(/^-?[ABUY]\d?-\s?(?=[\dMTSHR])/, '').replace(/^(\d{1,2} \d{3}) (\d{3})$/, '$1$2');
    const found = /^\d{1,2} \d{4,6}$/.test(body) && Number(body.slice(0, 2)) < 32 ? undefined : readJapanese(body);
    if (!found) return readWithoutEra(body, printed, kind ?? lettered);
    const { announcement } = found;
    const readings: Reading[] = [];
    const typed = kind ?? lettered;
    if (announcement === undefined || announcement.role !== 'application') {
      readings.push({
        office: 'JP',
        number: spellPublication(found),
        ...(typed === undefined ? {} : { kind: typed }),
        role: announcement?.role ?? 'publication',
        reason:
          announcement?.reason ??
          (found.year === undefined ? 'JP registration number' : `JP publication of ${found.year}`),
        isCertain:
          announcement !== undefined || typed !== undefined || (found.year === undefined && found.serial.length >= 6),
      });
    }
    if (found.year !== undefined && (announcement === undefined || announcement.role === 'application')) {
      readings.push({
        office: 'JP',
        number: spellApplication(found),
        ...(typed === undefined ? {} : { kind: typed }),
        role: 'application',
        reason: announcement?.reason ?? `JP application of ${found.year}`,
        isCertain: announcement !== undefined,
      });
    }
    return readings;
  },
};
