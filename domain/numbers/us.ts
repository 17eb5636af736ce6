import type { ApplicationNumber, OfficeNumbers, Reading } from './number-form.js';
import { foldNumber, trimZeros } from './number-form.js';

/** Series letters of US documents: designs, plants, reissues, statutory inventions, defensive publications, improvements, X-patents. */
const series: Record<string, string> = {
  D: 'design patent',
  PP: 'plant patent',
  RE: 'reissue',
  RX: 'reissue of an X-patent',
  H: 'statutory invention registration',
  T: 'defensive publication',
  AI: 'additional improvement',
  X: 'X-patent',
};
const seriesPattern = /^(D|PP|RE|RX|H|T|AI|X)0*(\d+)(H?)$/;

/** Kinds that imply a series letter where a file prints the digits alone. */
const seriesOfKind: Record<string, string> = {
  S: 'D',
  S1: 'D',
  P2: 'PP',
  P3: 'PP',
  E: 'RE',
  E1: 'RE',
  H: 'H',
  H1: 'H',
};

/** Series of trademark serial numbers; patents use 01-35, 60-63 and 90, 95, 96. */
const isTrademarkSeries = (code: number): boolean =>
  (code >= 70 && code <= 79) || (code >= 85 && code <= 90) || (code >= 97 && code <= 99);
const isPatentSeries = (code: number): boolean =>
  (code >= 1 && code <= 19) || code === 29 || code === 35 || (code >= 60 && code <= 63) || [90, 95, 96].includes(code);

const stripOffice = (text: string): string => text.replace(/^US(?=[\s\dA-Z/.-])[\s.-]*(?=\d|D|P|R|H|T|A|X)/, '');

function readPublication(printed: string, kind?: string): string {
  const text = stripOffice(printed);
  const split = /^(20\d\d)\s*[/-]\s*(\d{1,7})$/.exec(text.replace(/,/g, ''));
  if (split) return `${split[1]}${(split[2] ?? '').padStart(7, '0')}`;
  const folded = foldNumber(text);
  const lettered = seriesPattern.exec(folded);
  if (lettered) return `${lettered[1]}${lettered[2]}${lettered[3]}`;
  // DOCDB writes the serial of a published application with six digits, the office with seven.
  if (/^20\d{8}$/.test(folded)) return `${folded.slice(0, 4)}0${folded.slice(4)}`;
  if (!/^\d+$/.test(folded)) return folded;
  const implied = kind !== undefined && folded.length < 9 ? seriesOfKind[kind] : undefined;
  return `${implied ?? ''}${trimZeros(folded)}`;
}

function readApplication(printed: string): ApplicationNumber {
  const text = stripOffice(printed).replace(/[\s,]/g, '');
  const slashed = /^(\d{1,2})[/-](\d{1,6})$/.exec(text);
  // `202062962762 P`: DOCDB's kind of application left on the number.
  const folded = foldNumber(text).replace(/(?<=^\d{12})[A-Z]\d?$/, '');
  let number = folded;
  let year: number | undefined;
  if (slashed) number = `${(slashed[1] ?? '').padStart(2, '0')}${(slashed[2] ?? '').padStart(6, '0')}`;
  // DOCDB and epodoc of this century: filing year, series code, serial number.
  else if (/^(19|20)\d{10}$/.test(folded)) [number, year] = [folded.slice(4), Number(folded.slice(0, 4))];
  else if (/^\d{7}$/.test(folded)) number = `0${folded}`;
  if (!/^\d{8}$/.test(number)) return { number, forms: {} };
  const code = number.slice(0, 2);
  return {
    number,
    ...(year === undefined ? {} : { year }),
    kindOfRight: code === '29' || code === '35' ? 'design' : 'invention',
    forms: {
      original: `${code}/${number.slice(2, 5)},${number.slice(5)}`,
      ...(year === undefined ? {} : { docdb: `${year}${number}`, epodoc: `US${year}${number}` }),
    },
  };
}

function applicationReading(
  number: string,
  isCertain: boolean,
  reason = 'US application: series code and serial number',
): Reading {
  return { office: 'US', number, role: 'application', reason, isCertain };
}
const trademarkReading = (number: string): Reading => ({
  office: 'US',
  number,
  role: 'application',
  kind: 'TM',
  reason: `US trademark serial number, series ${number.slice(0, 2)}`,
  isCertain: false,
});

function readDigits(digits: string, kind: string | undefined): Reading[] {
  const patent = (reason: string, isCertain: boolean): Reading => ({
    office: 'US',
    number: readPublication(digits, kind),
    ...(kind === undefined ? {} : { kind }),
    role: 'publication',
    reason,
    isCertain,
  });
  if (digits.length === 12 && isPatentSeries(Number(digits.slice(4, 6))))
    return [applicationReading(digits.slice(4), true, 'US application: year, series code and serial number (DOCDB)')];
  if (digits.length === 10 || digits.length === 11)
    return /^20[0-9]{2}/.test(digits) ? [patent('US published application: year and serial number', true)] : [];
  if (digits.length > 8) return [];
  if (digits.length < 8) {
    const found = [patent('US patent number', digits.length >= 6)];
    if (digits.length === 7 && kind === undefined && !digits.startsWith('0'))
      found.push({
        office: 'US',
        number: digits,
        kind: 'TM',
        role: 'registration',
        reason: 'US trademark registration number',
        isCertain: false,
      });
    return found;
  }
  const code = Number(digits.slice(0, 2));
  const found: Reading[] = [];
  if (kind !== undefined && kind !== 'P' && kind !== 'F') found.push(patent('US patent number', true));
  else if (code <= 12) found.push(patent('US patent number', false));
  if (isPatentSeries(code))
    found.push(applicationReading(digits, code > 12 && !isTrademarkSeries(code) && kind === undefined));
  if (kind === undefined && code > 12 && found.length === 0 && !isTrademarkSeries(code))
    found.push(patent('US patent number', false));
  if (kind === undefined && isTrademarkSeries(code)) found.push(trademarkReading(digits));
  return found;
}

export const usNumbers: OfficeNumbers = {
  publication: readPublication,
  application: readApplication,
  read(printed, kind) {
    const text = printed.replace(/[\s,]/g, '');
    const folded = foldNumber(text);
    const lettered = seriesPattern.exec(folded);
    if (lettered) {
      const number = readPublication(text, kind);
      const reason = `US ${series[lettered[1] ?? ''] ?? 'document'}`;
      return [
        { office: 'US', number, ...(kind === undefined ? {} : { kind }), role: 'publication', reason, isCertain: true },
      ];
    }
    if (/^20\d\d[/-]\d{5,7}$/.test(text))
      return [
        {
          office: 'US',
          number: readPublication(text, kind),
          ...(kind === undefined ? {} : { kind }),
          role: 'publication',
          reason: 'US published application: year and serial number',
          isCertain: true,
        },
      ];
    const slashed = /^(\d{1,2})\/(\d{5,6})$/.exec(text);
    if (slashed) {
      const number = readApplication(text).number;
      const code = Number(slashed[1]);
      const found: Reading[] = [];
      if (isPatentSeries(code)) found.push(applicationReading(number, !isTrademarkSeries(code)));
      if (isTrademarkSeries(code)) found.push({ ...trademarkReading(number), isCertain: !isPatentSeries(code) });
      return found;
    }
    const isLongEnough = folded.length >= (kind === undefined ? 4 : 3);
    return /^\d+$/.test(folded) && isLongEnough && !text.includes('/') ? readDigits(folded, kind) : [];
  },
};
