import type { ApplicationNumber, OfficeNumbers, Reading } from './number-form.js';
import { foldNumber } from './number-form.js';

/**
 * CN numbers (GB/T, ZC 0006-2003 and ZC 0007-2012). Application: `YYKNNNNN.C` from 1985, `YYYYKNNNNNNN.C` from October 2003, where K is the kind of
 * right: 1 invention, 2 utility model, 3 design, 8 invention and 9 utility model through PCT; C is the check digit.
 * Publication: 7 digits (`1234567`), 8 (`85100312`, the application number, until 1989), 9 (`113707890`), first digit 1 invention, 2 utility model, 3 design.
 */
const weights = [2, 3, 4, 5, 6, 7, 8, 9];
const rights: Record<string, ApplicationNumber['kindOfRight']> = {
  1: 'invention',
  2: 'utility-model',
  3: 'design',
  8: 'invention',
  9: 'utility-model',
};

/** Check digit of 8 or 12 digits: weighted by 2..9 from the left, again from 2, sum modulo 11, 10 written X. */
export function computeCnCheckDigit(digits: string): string {
  let sum = 0;
  for (let index = 0; index < digits.length; index++)
    sum += (digits.charCodeAt(index) - 48) * (weights[index % 8] as number);
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

const isShort = (digits: string): boolean => /^(8[5-9]|9\d|0[0-3])[12389]\d{5}$/.test(digits);
const isLong = (digits: string): boolean => /^(200[3-9]|20[1-9]\d)[12389]\d{7}$/.test(digits);

/** Kind of right in the 15-digit form of CNIPA's files: the second digit tells a national filing (0) from one through PCT (1). */
const standardRights: Record<string, string> = { 10: '1', 11: '8', 20: '2', 21: '9', 30: '3' };
const standardCodes = Object.fromEntries(Object.entries(standardRights).map(([code, right]) => [right, code]));

/** The 15-digit form: kind of right, year, serial padded to nine digits: `102021000991218`, `112015000000034`. */
function readStandard(digits: string): string | undefined {
  const match = /^([1-3][01])(19[89]\d|20\d\d)(\d{9})$/.exec(digits);
  const right = standardRights[match?.[1] ?? ''];
  if (!match || right === undefined) return undefined;
  const [, , year = '', serial = ''] = match;
  const short = `${year.slice(2)}${right}${serial.slice(4)}`;
  if (serial.startsWith('0000') && Number(year) <= 2003 && isShort(short)) return short;
  return serial.startsWith('00') ? `${year}${right}${serial.slice(2)}` : undefined;
}

const readParts = (digits: string) => {
  const isOld = digits.length === 8;
  const year = isOld
    ? Number(digits.slice(0, 2)) + (Number(digits.slice(0, 2)) < 50 ? 2000 : 1900)
    : Number(digits.slice(0, 4));
  const right = digits.charAt(isOld ? 2 : 4);
  const serial = digits.slice(isOld ? 3 : 5);
  return { year, right, serial };
};

function describe(digits: string, checkDigit?: string): ApplicationNumber {
  const { year, right, serial } = readParts(digits);
  const kindOfRight = rights[right];
  const expected = computeCnCheckDigit(digits);
  return {
    number: digits,
    year,
    kindOfRight,
    ...(checkDigit === undefined ? {} : { checkDigit, isCheckDigitValid: checkDigit === expected }),
    forms: {
      original: `${digits}.${expected}`,
      docdb: digits,
      // EPO's epodoc: year and seven digits, of which the first is the kind of right.
      epodoc: `CN${year}${right}${serial.slice(-6).padStart(6, '0')}`,
      standard: `${standardCodes[right] ?? ''}${year}${serial.padStart(9, '0')}`,
    },
  };
}

/** Gazette of CNIPA: `37-5002` is volume 37 (1985 is volume 1), issue 50, part 02; `3-05` has no part. */
export function parseCnGazetteNumber(
  printed: string,
): { volume: number; issue: number; part?: number; year: number } | undefined {
  const match = /^\s*(\d{1,2})-(\d{2})(\d{2})?\s*$/.exec(printed.normalize('NFKC'));
  if (!match) return undefined;
  const [volume, issue] = [Number(match[1]), Number(match[2])];
  if (volume < 1 || issue < 1 || issue > 53) return undefined;
  return { volume, issue, year: 1984 + volume, ...(match[3] === undefined ? {} : { part: Number(match[3]) }) };
}

/** Splits an application number from its check digit, printed with or without the point. */
function splitApplication(printed: string): { digits: string; checkDigit?: string } | undefined {
  const text = printed.replace(/^(?:CN|ZL)+/, '').replace(/[\s-]/g, '');
  const match = /^(\d{12}|\d{8})(?:\.?([\dX]))?$/.exec(text);
  if (match?.[1] !== undefined && (isShort(match[1]) || isLong(match[1]))) {
    return { digits: match[1], ...(match[2] === undefined ? {} : { checkDigit: match[2] }) };
  }
  const standard = readStandard(text);
  if (standard !== undefined) return { digits: standard };
  // epodoc: year, kind of right, six digits of the serial number.
  const epodoc = /^(19[89]\d|20\d\d)([12389])(\d{6})$/.exec(text);
  if (epodoc?.[1] !== undefined) {
    const [, year = '', right = '', serial = ''] = epodoc;
    const isOld = Number(year) < 2003 || (Number(year) === 2003 && serial.startsWith('0'));
    return { digits: isOld ? `${year.slice(2)}${right}${serial.slice(1)}` : `${year}${right}0${serial}` };
  }
  return undefined;
}

export const cnNumbers: OfficeNumbers = {
  publication(printed) {
    const folded = foldNumber(printed).replace(/^(?:CN|ZL)+(?=\d)/, '');
    // Citations and related documents give application numbers where publications are asked for; no publication has a check digit or 15 digits.
    const isApplication = /\d\.[\dX]$/.test(printed) || folded.length >= 12;
    return (isApplication ? splitApplication(printed)?.digits : undefined) ?? folded;
  },
  application(printed): ApplicationNumber {
    const found = splitApplication(printed);
    if (found) return describe(found.digits, found.checkDigit);
    return { number: foldNumber(printed).replace(/^(?:CN|ZL)+(?=\d)/, ''), forms: {} };
  },
  read(printed, kind) {
    const readings: Reading[] = [];
    const digits = printed.replace(/[\s,]/g, '');
    if (/^BS\.?\d{9}$/.test(digits))
      return [
        {
          office: 'CN',
          number: digits,
          kind: 'LD',
          role: 'registration',
          reason: 'registered layout-design',
          isCertain: true,
        },
      ];
    const application = splitApplication(printed);
    if (/^(?:[123]\d{6}|[123]\d{8}|\d{8})$/.test(digits) && (digits.length !== 8 || isShort(digits))) {
      readings.push({
        office: 'CN',
        number: digits,
        ...(kind === undefined ? {} : { kind }),
        role: 'publication',
        reason: `CN publication number of ${digits.length} digits`,
        isCertain: digits.length !== 8 || kind !== undefined,
      });
    }
    if (application) {
      const parsed = describe(application.digits, application.checkDigit);
      const isWrong = parsed.isCheckDigitValid === false;
      const expected = computeCnCheckDigit(parsed.number);
      readings.push({
        office: 'CN',
        number: parsed.number,
        ...(kind === undefined ? {} : { kind }),
        role: 'application',
        reason: isWrong
          ? `CN application number, but its check digit should be ${expected}`
          : `CN application number of ${parsed.year}${parsed.checkDigit === undefined ? '' : ', check digit holds'}`,
        isCertain: !isWrong && (parsed.number.length === 12 || parsed.checkDigit !== undefined),
        moreKeys: [`CN${foldNumber(printed)}`],
        ...(parsed.isCheckDigitValid === undefined ? {} : { isCheckDigitValid: parsed.isCheckDigitValid }),
      });
    }
    return readings;
  },
};
