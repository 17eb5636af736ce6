import { parseApplicationNumber } from './application-number.js';
import { internationalNumber } from './document-id.js';
import type { IpRecord } from './record.js';

/** Rights whose applications some offices count apart: Japan gives 2019-000123 to a patent, a utility model, a design and a mark. */
const suffixes: Readonly<Record<IpRecord['type'], string>> = {
  patent: '',
  design: '-D',
  trademark: '-TM',
  'geographical-indication': '-GI',
  'layout-design': '-LD',
};

/**
 * One name for the application that a record comes from, however its number is spelled, so that all publications of an application have the same:
 * `CN-202110991218`, `JP-2019000123-U`, `WO-EP2014065432` for an international one under whichever office it is cited. Undefined without a number.
 */
export function applicationId(record: IpRecord): string | undefined {
  const reference = record.applicationReference;
  if (!reference) return undefined;
  const office = reference.office.toUpperCase();
  const { number } = parseApplicationNumber(office, reference.number);
  if (number === '') return undefined;
  const international = internationalNumber(office, number, reference.number, reference.kind?.toUpperCase());
  if (international !== undefined) return `WO-${international}`;
  const isUtilityModel = record.type === 'patent' && record.rightKind === 'utility-model';
  return `${office}-${number}${isUtilityModel ? '-U' : suffixes[record.type]}`;
}
