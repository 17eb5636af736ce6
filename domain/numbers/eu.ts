import type { OfficeNumbers, Reading } from './number-form.js';
import { foldNumber, unifyNumber } from './number-form.js';

/** EUIPO: marks have nine digits (`018222211`), designs nine and four (`001063002-0001`). */
const markPattern = /^(\d{1,9})$/;
const designPattern = /^(\d{6,9})-(\d{4})$/;

function spell(printed: string): string {
  const text = unifyNumber(printed)
    .replace(/^EM-?(?=\d)/, '')
    .replace(/[\s,.]/g, '');
  const design = designPattern.exec(text);
  if (design) return `${(design[1] ?? '').padStart(9, '0')}-${design[2]}`;
  return markPattern.test(text) ? text.padStart(9, '0') : text;
}

export const emNumbers: OfficeNumbers = {
  publication: spell,
  application: (printed) => ({
    number: spell(printed),
    ...(designPattern.test(spell(printed)) ? { kindOfRight: 'design' as const } : {}),
    forms: {},
  }),
  read(printed, kind) {
    const number = spell(printed);
    const kindPart = kind === undefined ? {} : { kind };
    if (designPattern.test(number))
      return [
        {
          office: 'EM',
          number,
          ...kindPart,
          role: 'registration',
          reason: 'registered Community design',
          isCertain: true,
        },
      ];
    if (!/^\d{9}$/.test(number) || foldNumber(printed).length < 5) return [];
    const reading: Reading = {
      office: 'EM',
      number,
      ...kindPart,
      role: 'application',
      reason: 'EU trade mark',
      isCertain: true,
    };
    return [reading];
  },
};

/** File numbers of the EU's registers of geographical indications: `PDO-IT-0123`, `PGI-HU-A1329`, `EUGI00000005783`. */
const filePattern = /^(PDO|PGI|TSG|GI)[-/ ]?([A-Z]{2}(?:[/+-][A-Z]{2})*)[-/ ]?([A-Z]?\d{2,6}[A-Z]?(?:-[A-Z0-9]+)*)$/;
const identifierPattern = /^EUGI\d{6,12}$/;

export function readGiNumber(printed: string): string | undefined {
  const text = unifyNumber(printed)
    .replace(/^EU[- ]?(?=PDO|PGI|TSG|GI)/, '')
    .replace(/\s*-\s*/g, '-');
  const file = filePattern.exec(text);
  if (file) return `${file[1]}-${file[2]}-${file[3]}`;
  return identifierPattern.test(text) ? text : undefined;
}

export const euNumbers: OfficeNumbers = {
  publication: (printed) => readGiNumber(printed) ?? unifyNumber(printed).replace(/\s+/g, ''),
  application: (printed) => ({ number: euNumbers.publication(printed), forms: {} }),
  read(printed) {
    const number = readGiNumber(printed);
    if (number === undefined) return [];
    return [
      {
        office: 'EU',
        number,
        role: 'registration',
        reason: 'file number of a geographical indication in the EU register',
        isCertain: true,
      },
    ];
  },
};
