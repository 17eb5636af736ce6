import type { ApplicationNumber, OfficeNumbers, Reading } from './number-form.js';
import { expandYear, foldNumber } from './number-form.js';

/** The PCT began in 1978: two-digit years below that are of this century. */
const pivot = 78;

/** Receiving office, year, serial number: `PCT/EP2021/065432`, `PCT/CN98/00123`, `EP2021065432`, epodoc `2021EP65432`. */
export function parsePctNumber(printed: string): { receivingOffice: string; year: number; serial: string } | undefined {
  const text = printed
    .replace(/[\s.,-]/g, '')
    .replace(/(?<=^[A-Z]{2}\d{7,10})W$/, '')
    .replace(/^WO(?=PCT|\d{4}[A-Z]|[A-Z]{2}\/?\d)/, '');
  const plain =
    /^(?:PCT)?\/?([A-Z]{2})\/?(\d{4}|\d{2})\/?(\d{5,6})$/.exec(text) ??
    /^(?:PCT)?\/?([A-Z]{2})\/?(\d{4}|\d{2})\/(\d{1,4})$/.exec(text);
  const epodoc = /^(\d{4})([A-Z]{2})(\d{1,6})$/.exec(text);
  const [office, year, serial] = plain
    ? [plain[1], plain[2], plain[3]]
    : epodoc
      ? [epodoc[2], epodoc[1], epodoc[3]]
      : [];
  if (office === undefined || year === undefined || serial === undefined) return undefined;
  const full = expandYear(year, pivot);
  return full < 1978 || full > 2099
    ? undefined
    : { receivingOffice: office, year: full, serial: serial.padStart(6, '0') };
}

/** Publication number as year and six digits: `99/12345` and `9912345` become `1999012345`. */
function readPublication(printed: string): string | undefined {
  const text = printed.replace(/[\s.,]/g, '').replace(/^WO[-/]?/, '');
  const slashed = /^(\d{4}|\d{2})[/-](\d{3,6})$/.exec(text);
  const glued = /^((?:19|20)\d\d)(\d{6}|\d{5})$/.exec(text) ?? /^(\d{2})(\d{6}|\d{5})$/.exec(text);
  const [, year, serial] = slashed ?? glued ?? [];
  if (year === undefined || serial === undefined) return undefined;
  const full = expandYear(year, pivot);
  return full < 1978 || full > 2099 ? undefined : `${full}${serial.padStart(6, '0')}`;
}

export const woNumbers: OfficeNumbers = {
  publication(printed) {
    const pct = /[A-Z]/.test(printed.replace(/^WO/, '')) ? parsePctNumber(printed) : undefined;
    if (pct) return `${pct.receivingOffice}${pct.year}${pct.serial}`;
    return readPublication(printed) ?? foldNumber(printed).replace(/^WO(?=\d)/, '');
  },
  application(printed): ApplicationNumber {
    const pct = parsePctNumber(printed);
    if (!pct) return { number: foldNumber(printed).replace(/^WO(?=\d)/, ''), forms: {} };
    const { receivingOffice, year, serial } = pct;
    return {
      number: `${receivingOffice}${year}${serial}`,
      year,
      kindOfRight: 'invention',
      forms: {
        original: `PCT/${receivingOffice}${year}/${serial}`,
        docdb: `${receivingOffice}${year}${serial}W`,
        epodoc: `WO${year}${receivingOffice}${serial.replace(/^0/, '')}`,
      },
    };
  },
  read(printed, kind) {
    const readings: Reading[] = [];
    // Hague Agreement: `DM/074 086`.
    const hague = /^DM[/ ]?(\d{3})\s?(\d{3})$/.exec(printed);
    if (hague)
      return [
        {
          office: 'WO',
          number: `DM${hague[1]}${hague[2]}`,
          role: 'registration',
          reason: 'international design registration (Hague)',
          isCertain: true,
        },
      ];
    if (/[A-Z]/.test(printed)) {
      const pct = parsePctNumber(printed);
      if (pct)
        readings.push({
          office: 'WO',
          number: `${pct.receivingOffice}${pct.year}${pct.serial}`,
          role: 'application',
          reason: `international application filed with ${pct.receivingOffice} in ${pct.year}`,
          isCertain: true,
        });
      return readings;
    }
    const number = readPublication(printed);
    if (number !== undefined)
      readings.push({
        office: 'WO',
        number,
        ...(kind === undefined ? {} : { kind }),
        role: 'publication',
        reason: `international publication of ${number.slice(0, 4)}`,
        isCertain: true,
      });
    return readings;
  },
};
