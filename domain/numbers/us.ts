import type { OfficeNumbers, Reading } from './number-form.js';
import { foldNumber } from './number-form.js';
import { readShortDocdb, readShortEpodoc } from './us-series.js';
import { readApplication, readPublication, seriesPattern } from './us-spelling.js';

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
/** Series of trademark serial numbers; patents use 01-35, 60-63 and 90, 95, 96. */
const isTrademarkSeries = (code: number): boolean =>
  (code >= 70 && code <= 79) || (code >= 85 && code <= 90) || (code >= 97 && code <= 99);
const isPatentSeries = (code: number): boolean =>
  (code >= 1 && code <= 19) || code === 29 || code === 35 || (code >= 60 && code <= 63) || [90, 95, 96].includes(code);

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
  if (digits.length === 10 || digits.length === 11) return readYearAndSerial(digits, kind, patent);
  if (digits.length > 8) return [];
  const short = readShortDocdb(digits, kind);
  const shortReading = short && applicationReading(short.number, false, shortReason(short));
  if (digits.length < 8) {
    // Grants were of kind A up to 6,412,xxx: above, the EPO's application numbers are more likely.
    const isLate = kind === 'A' && Number(digits) >= 6_413_000;
    const grant =
      kind === 'P' || kind === 'F' ? [] : [patent('US patent number', digits.length >= 6 && !(isLate && short))];
    const application = shortReading && digits.length >= 4 ? [shortReading] : [];
    const found = isLate ? [...application, ...grant] : [...grant, ...application];
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
  if (kind !== undefined && !/^[APF]$/.test(kind)) found.push(patent('US patent number', true));
  else if (code <= 12 && kind === undefined) found.push(patent('US patent number', false));
  if (isPatentSeries(code))
    found.push(applicationReading(digits, code > 12 && !isTrademarkSeries(code) && kind === undefined));
  if (kind === undefined && code > 12 && found.length === 0 && !isTrademarkSeries(code))
    found.push(patent('US patent number', false));
  if (kind === undefined && isTrademarkSeries(code)) found.push(trademarkReading(digits));
  if (shortReading && (kind === undefined || /^[APF]$/.test(kind))) found.push(shortReading);
  return found;
}

const shortReason = ({ year }: { year: number }): string => `US application of ${year}, as the EPO writes it`;

/** No year has seen half a million published applications: a higher serial number is an application's in the EPO's spelling. */
function readYearAndSerial(
  digits: string,
  kind: string | undefined,
  patent: (reason: string, isCertain: boolean) => Reading,
): Reading[] {
  const found: Reading[] = [];
  const isApplicationKind = kind !== undefined && /^[APF]$/.test(kind);
  const isPublished = /^20(?!00)\d\d/.test(digits) && Number(digits.slice(4)) < 500_000 && !isApplicationKind;
  if (isPublished) found.push(patent('US published application: year and serial number', true));
  const short = kind === undefined || isApplicationKind ? readShortEpodoc(digits, kind) : undefined;
  if (short) found.push(applicationReading(short.number, !isPublished, shortReason(short)));
  return found;
}

export const usNumbers: OfficeNumbers = {
  publication: readPublication,
  application: readApplication,
  read(printed, kind) {
    const text = printed.replace(/[\s,]/g, '');
    const folded = foldNumber(text);
    if (/^D\/\d{6}$/.test(text))
      return [applicationReading(readApplication(text).number, true, 'US design application')];
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
