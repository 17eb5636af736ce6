import type { ClassificationScheme } from '../../domain/classification.js';
import type { DesignRecord } from '../../domain/design.js';
import type { DocumentReference } from '../../domain/document-reference.js';
import { numberKeys } from '../../domain/document-id.js';
import type { GeographicalIndicationRecord } from '../../domain/geographical-indication.js';
import type { Party, PartyRole } from '../../domain/party.js';
import type { PatentRecord } from '../../domain/patent.js';
import type { LifeEventCode } from '../../domain/life.js';
import type { IpRecord } from '../../domain/record.js';
import type { RightType } from '../../domain/record-base.js';
import type { IsoDate } from '../../domain/text.js';
import type { TrademarkRecord } from '../../domain/trademark.js';

export const patentTypes: readonly RightType[] = ['patent', 'design'];
export const allTypes: readonly RightType[] = [
  'patent',
  'design',
  'trademark',
  'geographical-indication',
  'layout-design',
];

/** The record as patent or patent-office design, which share their bibliography. */
export const asPatent = (record: IpRecord): PatentRecord | DesignRecord | undefined =>
  record.type === 'patent' || record.type === 'design' ? record : undefined;
export const asTrademark = (record: IpRecord): TrademarkRecord | undefined =>
  record.type === 'trademark' ? record : undefined;
export const asIndication = (record: IpRecord): GeographicalIndicationRecord | undefined =>
  record.type === 'geographical-indication' ? record : undefined;

/** Values present, each once, in first-seen order. */
export function distinct<T extends string | number>(values: Iterable<T | undefined>): T[] {
  const seen = new Set<T>();
  for (const value of values) if (value !== undefined && value !== '') seen.add(value);
  return [...seen];
}

export const partiesOf = (record: IpRecord, roles: readonly PartyRole[]): Party[] =>
  record.parties.filter((party) => roles.includes(party.role));

/** Every spelling of the names of the parties in these roles. */
export const namesOf = (record: IpRecord, roles: readonly PartyRole[]): string[] =>
  distinct(partiesOf(record, roles).flatMap((party) => [party.name, party.latinName, ...(party.otherNames ?? [])]));

export const symbolsOf = (
  record: IpRecord,
  scheme: ClassificationScheme,
  wanted: (index: number, position: string | undefined) => boolean = () => true,
): string[] =>
  distinct(
    record.classifications
      .filter((each) => each.scheme === scheme)
      .filter((each, index) => wanted(index, each.position))
      .map((each) => each.symbol),
  );

/** Symbols of the office's main class: those marked `first`, or the first one listed where none is marked. */
export function mainSymbolsOf(record: IpRecord, scheme: ClassificationScheme): string[] {
  const marked = symbolsOf(record, scheme, (_, position) => position === 'first');
  return marked.length > 0 ? marked : symbolsOf(record, scheme, (index) => index === 0);
}

export const keysOf = (
  references: readonly (DocumentReference | undefined)[],
  role: 'publication' | 'application' | 'priority' | 'registration',
): string[] => distinct(references.flatMap((reference) => (reference ? numberKeys(reference, role) : [])));

export const yearsOf = (dates: readonly (IsoDate | undefined)[]): number[] =>
  distinct(dates.map((date) => (date ? Number(date.slice(0, 4)) : undefined)));

/** Grant or registration day: the member that states it, else the first such event. */
export function grantDateOf(record: IpRecord): IsoDate | undefined {
  const stated =
    asPatent(record)?.grantDate ??
    (record.type !== 'patent' && record.type !== 'design' ? record.registrationDate : undefined);
  return stated ?? firstDay(record, ['granted', 'registered']);
}

const firstDay = (record: IpRecord, codes: readonly LifeEventCode[]): IsoDate | undefined =>
  record.events.flatMap(({ date, code }) => (date && codes.includes(code) ? [date] : [])).sort()[0];

/** Publication day (INID 43, 45; 442 of trademarks), whatever member the right type keeps it in. A mark may be published again. */
export function publicationDateOf(record: IpRecord): IsoDate | undefined {
  if (record.publicationReference?.date) return record.publicationReference.date;
  if (record.type === 'geographical-indication') return record.publicationDate;
  if (record.type === 'layout-design') return record.announcementDate;
  if (record.type === 'trademark') return firstDay(record, ['published']);
  return undefined;
}

/** Filing day (INID 22), whatever member the right type keeps it in. */
export function filingDateOf(record: IpRecord): IsoDate | undefined {
  if (record.applicationReference?.date) return record.applicationReference.date;
  if (record.type === 'trademark' || record.type === 'layout-design') return record.filingDate;
  if (record.type === 'geographical-indication') return record.applicationDate;
  return undefined;
}
