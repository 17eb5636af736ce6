import type { ApplicationNumber, OfficeNumbers, Reading } from './number-form.js';
import { foldNumber, isPlausibleYear } from './number-form.js';

/** Kind of right that leads a Korean number: `10` patent, `20` utility model, `30` design, `40`-`45` marks. */
const rights: Record<string, ApplicationNumber['kindOfRight']> = { 10: 'invention', 20: 'utility-model', 30: 'design' };
const rightOfKind: Record<string, string> = { A: '10', B: '10', U: '20', Y: '20', S: '30' };

interface KoreanNumber {
  right?: string;
  year?: string;
  serial: string;
}

function readKorean(printed: string): KoreanNumber | undefined {
  const text = printed.replace(/^KR-?/, '').replace(/[제호\s,]/g, '');
  // Right, year, seven digits; CNIPA's standard form pads the serial to nine.
  const full = /^([1-4]\d)-?((?:19|20)\d\d)-?(?:00)?(\d{7})$/.exec(text);
  if (full && isPlausibleYear(Number(full[2]), 1946)) return { right: full[1], year: full[2], serial: full[3] ?? '' };
  const short = /^((?:19|20)\d\d)-?(\d{7})$/.exec(text);
  if (short && isPlausibleYear(Number(short[1]), 1946)) return { year: short[1], serial: short[2] ?? '' };
  const older = /^((?:19|20)\d\d)-(\d{1,6})$/.exec(text);
  if (older) return { year: older[1], serial: (older[2] ?? '').padStart(7, '0') };
  const registered = /^([1-4]\d)-?(\d{7})(?:-?0000)?$/.exec(text);
  return registered ? { right: registered[1], serial: registered[2] ?? '' } : undefined;
}

/** Publications as DOCDB writes them: year and serial (`20200012345`), registrations with the right before them (`101234567`). */
const spellPublication = (number: KoreanNumber): string =>
  number.year === undefined ? `${number.right}${number.serial}` : `${number.year}${number.serial}`;

export const krNumbers: OfficeNumbers = {
  publication(printed) {
    const found = readKorean(printed);
    return found ? spellPublication(found) : foldNumber(printed).replace(/^KR(?=\d)/, '');
  },
  application(printed): ApplicationNumber {
    const found = readKorean(printed);
    if (found?.year === undefined) return { number: foldNumber(printed).replace(/^KR(?=\d)/, ''), forms: {} };
    const { right, year, serial } = found;
    const kindOfRight = right === undefined ? undefined : rights[right];
    return {
      number: `${year}${serial}`,
      year: Number(year),
      ...(kindOfRight === undefined ? {} : { kindOfRight }),
      forms: {
        docdb: `${year}${serial}`,
        epodoc: `KR${year}${serial}`,
        ...(right === undefined
          ? {}
          : { original: `${right}-${year}-${serial}`, standard: `${right}${year}00${serial}` }),
      },
    };
  },
  read(printed, kind) {
    const found = readKorean(printed);
    if (!found) return [];
    const kindPart = kind === undefined ? {} : { kind };
    const right = found.right ?? (kind === undefined ? undefined : rightOfKind[kind.charAt(0)]);
    const subject =
      right === '20'
        ? 'utility model'
        : right === '30'
          ? 'design'
          : right !== undefined && right >= '40'
            ? 'trademark'
            : 'patent';
    if (found.year === undefined)
      return [
        {
          office: 'KR',
          number: spellPublication(found),
          ...kindPart,
          role: 'publication',
          reason: `KR ${subject} registration`,
          isCertain: true,
        },
      ];
    const readings: Reading[] = [
      {
        office: 'KR',
        number: spellPublication(found),
        ...kindPart,
        role: 'publication',
        reason: `KR ${subject} publication of ${found.year}`,
        isCertain: kind !== undefined,
      },
      {
        office: 'KR',
        number: `${found.year}${found.serial}`,
        ...kindPart,
        role: 'application',
        reason: `KR ${subject} application of ${found.year}`,
        isCertain: false,
      },
    ];
    return readings;
  },
};
