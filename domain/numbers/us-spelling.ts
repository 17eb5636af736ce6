import type { ApplicationNumber } from './number-form.js';
import { foldNumber, trimZeros } from './number-form.js';
import { readShortDocdb, readShortEpodoc } from './us-series.js';

/** Designs, plants, reissues and the other documents that have a letter before their number. */
export const seriesPattern = /^(D|PP|RE|RX|H|T|AI|X)0*(\d+)(H?)$/;

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

const stripOffice = (text: string): string => text.replace(/^US(?=[\s\dA-Z/.-])[\s.-]*(?=\d|D|P|R|H|T|A|X)/, '');

/** Canonical number of a grant or published application. */
export function readPublication(printed: string, kind?: string): string {
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

/** An application whose EPO spellings leave the series out. */
function describeShort({ number, year, serial }: { number: string; year: number; serial: string }): ApplicationNumber {
  const [code, digits] = [number.slice(0, 2), number.slice(2)];
  const letter = code.startsWith('6') ? 'P' : '';
  return {
    number,
    year,
    kindOfRight: code === '29' ? 'design' : 'invention',
    forms: {
      original: `${code}/${digits.slice(0, 3)},${digits.slice(3)}`,
      docdb: `${Number(serial)}${String(year).slice(2)}`,
      epodoc: `US${year}0${digits}${letter}`,
    },
  };
}

/** Application number, in the office's spelling or in one of the EPO's. */
export function readApplication(printed: string): ApplicationNumber {
  const text = stripOffice(printed).replace(/[\s,]/g, '');
  // `D/321,456`: designs before their series was printed as 29.
  const slashed = /^(\d{1,2})[/-](\d{1,6})$/.exec(text.replace(/^D\/(?=\d)/, '29/'));
  // `202062962762 P`: DOCDB's kind of application left on the number.
  const folded = foldNumber(text).replace(/(?<=^\d{12})[A-Z]\d?$/, '');
  let number = folded;
  let year: number | undefined;
  if (slashed) number = `${(slashed[1] ?? '').padStart(2, '0')}${(slashed[2] ?? '').padStart(6, '0')}`;
  // DOCDB and epodoc from series 13 on: filing year, series code, serial number.
  else if (/^(19|20)\d{10}$/.test(folded)) [number, year] = [folded.slice(4), Number(folded.slice(0, 4))];
  else {
    // Seven digits without separators are DOCDB's: the office prints eight.
    const short = readShortEpodoc(folded) ?? (folded.length === 7 ? readShortDocdb(folded) : undefined);
    if (short) return describeShort(short);
    if (/^\d{7}$/.test(folded)) number = `0${folded}`;
  }
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
