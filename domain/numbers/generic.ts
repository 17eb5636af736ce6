import type { ApplicationNumber, OfficeNumbers, Reading } from './number-form.js';
import { foldNumber, trimZeros } from './number-form.js';

/** `02` + 5 digits in the office's own spelling, year + 7 digits in epodoc. */
const shortYearOffices = new Set(['GB', 'FR', 'SE', 'AT', 'BE', 'CH', 'FI', 'NL']);
/** Offices whose printed application number ends in a point and a check digit. */
const checkDigitOffices = new Set(['DE', 'GB', 'EA', 'CH', 'SE']);

/** The office's code comes from data: it is compared, never made a pattern. */
const stripOffice = (office: string, text: string): string =>
  office !== '' && text.startsWith(office) && /^[-/ ]?(?:\d|AP\/)/.test(text.slice(office.length))
    ? text.slice(office.length).replace(/^[-/ ]/, '')
    : text;

/** Ways of writing of single offices, rewritten to the EPO's: letters of the kind before a Mexican number, years before a South African one. */
const spellings: Readonly<Record<string, readonly [pattern: RegExp, becomes: (...parts: string[]) => string]>> = {
  MX: [/^(?:MX\/)?[AFU]?\/?((?:19|20)\d\d)\/(\d{6})$/, (year = '', serial = '') => `${year}${serial}`],
  ZA: [/^((?:19|20)\d\d)\/(\d{1,5})$/, (year = '', serial = '') => `${year}${serial.padStart(5, '0')}`],
  // The check digit is the office's; the EPO leaves it out.
  BR: [/^((?:PI|MU|DI|C\d)?[\d\s]{7,15})-\d$/, (number = '') => number.replace(/\s/g, '')],
  // Number, office (Delhi, Mumbai or Bombay, Chennai or Madras, Kolkata or Calcutta), `NP` for a national phase, year: `24/CHENP/2014` is `24CHN2014`.
  IN: [
    /^0*(\d{1,5})\/?(DE|MU|BO|CH|MA|KO|CA)[LMEST](NP)?\/?((?:19|20)\d\d)$/,
    (serial = '', office = '', phase = '', year = '') => `${serial}${office}${phase === '' ? '' : 'N'}${year}`,
  ],
  // epodoc: Western year and serial number; the office counts years from 1912.
  TW: [/^((?:19|20)\d\d)0?(\d{6})$/, (year = '', serial = '') => `${Number(year) - 1911}${serial}`],
};

function respell(office: string, text: string): string {
  const [pattern, becomes] = spellings[office] ?? [];
  const match = pattern?.exec(office === 'BR' ? text.replace(/^PI\s/, 'PI') : text);
  return match && becomes ? becomes(...match.slice(1).map((part: string | undefined) => part ?? '')) : text;
}

/** DE until 1967: the initial of the applicant and a number: `B 77 613`, DOCDB `B0077613`, epodoc `1964B077613`. */
const applicantInitial = /^(19[0-6]\d)?([A-Z])0*([1-9]\d{2,5})$/;

function readApplication(office: string, printed: string): ApplicationNumber {
  let text = respell(
    office,
    stripOffice(office, printed)
      .trim()
      .replace(/^(?:AP\/)?[PUMT]\//, ''),
  );
  let checkDigit: string | undefined;
  if (checkDigitOffices.has(office)) {
    // Sweden writes a hyphen before it.
    const match = /^(.*\d)\.(\d)$/.exec(text) ?? (office === 'SE' ? /^(\d{7})-(\d)$/.exec(text) : null);
    if (match) [text, checkDigit] = [match[1] ?? text, match[2]];
  }
  let number = foldNumber(text);
  let year: number | undefined;
  const epodoc = /^((?:19|20)(\d\d))(\d{7})$/.exec(number);
  if (office === 'DE') {
    const initial = applicantInitial.exec(number);
    if (initial) {
      const [, year, letter = '', serial = ''] = initial;
      return { number: `${letter}${serial}`, ...(year === undefined ? {} : { year: Number(year) }), forms: {} };
    }
    number = number.replace(/^[PGM](?=[1-9]\d{6})/, '');
    // epodoc: from 2004 the kind of right has one digit and the serial number six.
    if (epodoc?.[3] !== undefined)
      number = Number(epodoc[1]) >= 2004 ? `${epodoc[3].charAt(0)}0${epodoc[1]}${epodoc[3].slice(1)}` : epodoc[3];
    const modern = /^[1-6]\d((?:19|20)\d\d)\d{6}$/.exec(number);
    if (modern) year = Number(modern[1]);
  } else if (epodoc && shortYearOffices.has(office) && (epodoc[3] ?? '').startsWith('00')) {
    number = `${epodoc[2]}${(epodoc[3] ?? '').slice(2)}`;
    year = Number(epodoc[1]);
  }
  return {
    number,
    ...(year === undefined ? {} : { year }),
    ...(checkDigit === undefined ? {} : { checkDigit }),
    forms: {},
  };
}

/** Numbers of an office without a table of its own: letters and digits, no leading zeros. */
export function genericNumbers(office: string): OfficeNumbers {
  const strip = (text: string): string => stripOffice(office, text);
  return {
    publication(printed) {
      // Citations give application numbers where publications are asked for.
      if (checkDigitOffices.has(office) && /\d\.\d$/.test(printed)) return readApplication(office, printed).number;
      const folded = strip(foldNumber(respell(office === 'TW' ? '' : office, strip(printed.trim()))));
      return /^\d+$/.test(folded) ? trimZeros(folded) : folded;
    },
    application: (printed) => readApplication(office, printed),
    read(printed, kind) {
      const text = office === 'TW' ? printed.trim() : respell(office, printed.trim());
      // epodoc's year and seven digits: no office publishes under such numbers.
      const isEpodoc =
        (office === 'DE' || office === 'TW' || shortYearOffices.has(office)) &&
        /^(?:19|20)\d{9}$/.test(foldNumber(text));
      const digits = foldNumber(text.replace(/^(?:AP\/)?[PUMT]\//, ''));
      const hasInitial = office === 'DE' && applicantInitial.test(digits);
      const isIndian = office === 'IN' && /^\d{1,5}[A-Z]{2,3}\d{4}$/.test(digits);
      if (!/^[A-Z]{0,2}\d{4,15}$/.test(digits) && !hasInitial && !isIndian) return [];
      // `in 2020`, `at 1998`: words before a year.
      if (kind === undefined && /^(?:19|20)\d\d$/.test(digits)) return [];
      const kindPart = kind === undefined ? {} : { kind };
      const isLong = /\d{6}/.test(digits);
      const publication: Reading = {
        office,
        number: strip(foldNumber(text)).replace(/^0+(?=\d)/, ''),
        ...kindPart,
        role: 'publication',
        reason: `${office} publication number`,
        isCertain: isLong || (kind !== undefined && /\d{5}/.test(digits)),
      };
      const parsed = readApplication(office, text);
      // Year of the republic, kind of right, serial number: no Taiwanese publication has eight or nine digits that begin so.
      const isTaiwanese = office === 'TW' && /^(?:[5-9]\d|1\d\d)[1-3]\d{5}$/.test(parsed.number);
      const application: Reading = {
        office,
        number: parsed.number,
        ...kindPart,
        role: 'application',
        reason: `${office} application number`,
        isCertain: false,
      };
      const isApplication =
        parsed.checkDigit !== undefined || (isEpodoc && parsed.number !== digits) || isTaiwanese || hasInitial;
      return isApplication ? [{ ...application, isCertain: isLong }] : [publication, application];
    },
  };
}
