import type { IpRecord } from '../../domain/record.js';
import { sampleRecords } from './view-contract.js';

const spellings = [
  (family: number) => `Family ${family}`,
  (family: number) => `FAMILY  ${family}`,
  (family: number) => `ｆａｍｉｌｙ ${family}`,
];

/** Invented records with ids of their own that share applications and families; every fourth has neither. Families are spelled in several ways. */
export function groupedRecords(count: number): IpRecord[] {
  return sampleRecords(count).map((record, place) => group(record, place, (place * 7) % 31));
}

/** The record as the one at a place, of a family. */
function group(record: IpRecord, place: number, family: number): IpRecord {
  const { office, type } = record;
  const number = String(2000 + ((place * 379) % 997));
  const isAlone = place % 4 === 3;
  const application = { office, number: `20201${String(place % 23).padStart(7, '0')}` };
  const grouped = {
    ...record,
    id: `${office}-${number}-${type === 'trademark' ? 'TM' : 'B2'}`,
    applicationReference: isAlone ? undefined : { ...application, date: record.applicationReference?.date },
  };
  if (grouped.type !== 'patent') return grouped;
  const spell = spellings[place % spellings.length];
  return {
    ...grouped,
    publicationReference: { office, kind: 'B2', ...grouped.publicationReference, number },
    simpleFamilyId: isAlone ? undefined : spell?.(family),
    extendedFamilyId: isAlone ? undefined : String(family % 5),
  };
}
