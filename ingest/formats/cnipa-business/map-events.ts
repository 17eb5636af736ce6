import type { DocumentReference, PublicationNotice } from '../../../domain/document-reference.js';
import type { LifeEvent, LifeEventCode } from '../../../domain/life.js';
import type { IsoDate } from '../../../domain/text.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { attribute, find, findAll, textAt } from '../../xml/xml-node.js';
import type { Notes } from './reading.js';
import { compact, present, readDate } from './reading.js';

/** The first Patent Law published B, U and S documents for opposition, before any grant; it was amended on this day. */
const grantsArePublishedSince = '1993-01-01';

/** Kind codes of documents that are published with the grant: invention B and C, utility model U and Y, design S and D. */
export function isGrantKind(kind: string | undefined, date: IsoDate | undefined): boolean {
  return /^[BCUYSD]$/.test(kind ?? '') && (date === undefined || date >= grantsArePublishedSince);
}

/** Kinds whose second character is 8 or 9 correct or republish an earlier document (ST.16). */
export const isCorrectionKind = (kind: string | undefined) => /^[A-Z][89]$/.test(kind ?? '');

const datedElements: Readonly<Record<string, LifeEventCode>> = {
  AuthorizedPublicationDate: 'published',
  ApprovalPublicationDate: 'granted',
  DateApplicationRefused: 'refused',
  DateApplicationWithdrawnByApplicant: 'withdrawn',
  DateApplicationDeemedWithdrawn: 'withdrawn',
  DateApplicationPartiallyWithdrawn: 'amended',
  DateRightsReestablished: 'restored',
  RevocationDate: 'revoked',
  OldestPublicationDate: 'published',
  PrecedingPublicationDate: 'published',
  RegistrationDate: 'registered',
  CompleteSpecificationFiledDate: 'other',
};

/** Dated facts of the bibliographic part, oldest first. */
export function readEvents(
  bibliography: XmlNode | undefined,
  publication: DocumentReference,
  application: DocumentReference | undefined,
  notes: Notes,
): LifeEvent[] {
  const events: LifeEvent[] = [];
  const add = (code: LifeEventCode, date: IsoDate | undefined, more: Partial<LifeEvent> = {}) => {
    if (date !== undefined && !events.some((each) => each.code === code && each.date === date))
      events.push(compact({ date, code, ...more }));
  };
  const number =
    present(textAt(bibliography, 'PublicAvailabilityDate', 'GazetteReference', 'GazetteNumber')) ??
    present(textAt(bibliography, 'GazetteReference', 'GazetteNumber'));
  const details = number === undefined ? undefined : { gazette: number };
  const { kind, date } = publication;
  add('filed', application?.date);
  if (isCorrectionKind(kind)) add('corrected', date, { officeCode: kind, details });
  else {
    if (isGrantKind(kind, date)) add('granted', date, { officeCode: kind, details });
    add('published', date, { officeCode: kind, details });
  }
  for (const [element, code] of Object.entries(datedElements))
    for (const node of findAll(bibliography, element))
      add(code, readDate(textAt(node, 'Date'), `events.${element}`, notes), {
        officeCode: element,
        text: attribute(node, 'reason'),
      });
  for (const element of ['PatentMaintainedAsAmendedDate', 'DateOfCommingIntoForce'])
    add('other', readDate(textAt(bibliography, 'RightsEffectiveDates', element, 'Date'), `events.${element}`, notes), {
      officeCode: element,
    });
  for (const node of findAll(bibliography, 'RegisteredBookAmendmentDate'))
    add('amended', readDate(textAt(node, 'Date'), 'events.RegisteredBookAmendmentDate', notes), {
      officeCode: 'RegisteredBookAmendmentDate',
      text: textAt(node, 'AmendmentItem'),
    });
  const availability = find(bibliography, 'PublicAvailabilityDate');
  const invalid = find(availability, 'PatentInvalidation');
  add('invalidated', readDate(textAt(invalid, 'DocumentID', 'Date'), 'events.PatentInvalidation', notes), {
    text: textAt(invalid, 'Text'),
  });
  const lapse = find(availability, 'GrantTerms', 'PatentLapse');
  add('lapsed', readDate(textAt(lapse, 'DocumentID', 'Date'), 'events.PatentLapse', notes), {
    text: textAt(lapse, 'Text'),
  });
  for (const licence of findAll(bibliography, 'LicenseeDataDetails', 'LicenseeData')) {
    const name =
      textAt(licence, 'Licensee', 'AddressBook', 'Name') ??
      textAt(licence, 'Licensee', 'AddressBook', 'OrganizationName');
    const countries = findAll(licence, 'EffectiveIn', 'WIPOST3Code').map(({ text }) => text);
    events.push(
      compact<LifeEvent>({
        code: 'licensed',
        details: compact<Record<string, string>>({
          ...(name ? { licensee: name } : {}),
          ...(countries.length > 0 ? { countries: countries.join(' ') } : {}),
        }),
      }),
    );
  }
  return events.sort((a, b) => (a.date ?? '9999').localeCompare(b.date ?? '9999'));
}

const availabilityNotices = [
  'AbstractReference',
  'ModifiedFirstPagePublication',
  'ModifiedSpecificationPublication',
  'UnexaminedNotPrintedWithoutGrant',
  'ExaminedNotPrintedWithoutGrant',
  'UnexaminedPrintedWithoutGrant',
  'ExaminedPrintedWithoutGrant',
  'PrintedWithGrant',
  'ClaimsOnlyAvaliable',
  'NotPrintedWithGrant',
  'PrintedAsAmended',
];

/** All words under a node, in order: the office's own statement of a correction. */
function wordsOf(node: XmlNode | undefined): string | undefined {
  if (!node) return undefined;
  const words = [node.text, ...node.children.map((child) => wordsOf(child) ?? '')].filter(Boolean);
  return words.join(' ') || undefined;
}

/** Corrections (INID 15, 48), gazette announcements, deposits, novelty declarations and the state of the document. */
export function readNotices(document: XmlNode, bibliography: XmlNode | undefined, notes: Notes): PublicationNotice[] {
  const notices: PublicationNotice[] = [];
  const add = (kind: string, more: Omit<PublicationNotice, 'kind'>) => {
    const notice = compact<PublicationNotice>({ kind, ...more });
    if (notice.code !== undefined || notice.date !== undefined || notice.text !== undefined) notices.push(notice);
  };
  const date = (node: XmlNode | undefined, ...path: string[]) =>
    readDate(textAt(node, ...path), `notices.${node?.name ?? ''}`, notes);
  for (const node of findAll(bibliography, 'ST50Republication'))
    add('republication', {
      code: textAt(node, 'RepublicationCode') ?? textAt(node, 'CorrectionType'),
      date: date(node, 'CorrectionNotice', 'Date'),
      text: wordsOf(find(node, 'Modifications')) ?? wordsOf(find(node, 'RepublicationCorrectionInformationNotes')),
    });
  for (const node of [
    ...findAll(bibliography, 'RelatedDocuments', 'Correction'),
    ...findAll(bibliography, 'DesignModifications'),
  ])
    add('correction', {
      code: textAt(node, 'CorrectionType'),
      date: date(node, 'GazetteReference', 'Date'),
      text: textAt(node, 'Text') ?? wordsOf(node),
    });
  const availability = find(bibliography, 'PublicAvailabilityDate');
  for (const name of availabilityNotices)
    for (const node of findAll(availability, name))
      add(name, { date: date(node, 'DocumentID', 'Date'), text: textAt(node, 'Text') });
  for (const node of findAll(availability, 'GazettePublicationAnnouncement'))
    add('gazette-announcement', {
      code: present(textAt(node, 'GazetteNumber')),
      date: date(node, 'Date'),
      text: textAt(node, 'Text'),
    });
  for (const node of findAll(availability, 'SupplementalSRPublication'))
    add('supplementary-search-report', { date: date(node, 'Date') });
  for (const name of ['Disclaimer', 'USTermExtension'])
    for (const node of findAll(availability, 'GrantTerms', name))
      add(name, { date: date(node, 'Date'), text: wordsOf(node) });
  for (const node of findAll(bibliography, 'BiologicalDeposit'))
    add('biological-deposit', {
      code: textAt(node, 'BiologicalAccessionNumber'),
      date: date(node, 'Date'),
      text: wordsOf(find(node, 'BioDepositary')),
    });
  for (const node of findAll(bibliography, 'NoveltyLack'))
    add('novelty-declaration', { date: date(node, 'Date'), text: wordsOf(node) });
  for (const node of findAll(bibliography, 'ExhibitionPriorityDetails', 'ExhibitionPriority'))
    add('exhibition-priority', { date: date(node, 'Date'), text: wordsOf(node) });
  for (const node of findAll(bibliography, 'PCTApplicationNoLongerEffective'))
    add('pct-no-longer-effective', { date: date(node, 'Date'), text: wordsOf(node) });
  for (const name of [
    'PlainLanguageDesignation',
    'PublicationNumberOfFollowingPublications',
    'AuthorizedPublicationNumber',
    'ApprovalPublicationNumber',
    'DesignApplicationSource',
    'TotalDesign',
    'Text',
  ])
    for (const node of findAll(bibliography, name)) add(name, { text: node.text || undefined });
  // `C` is the state of nearly every document (created); others amend or withdraw a delivery.
  const state = attribute(document, 'status');
  if (state !== undefined && state !== 'C') add('document-status', { code: state });
  const correction = attribute(document, 'correctionCode');
  if (correction !== undefined) add('correction-code', { code: correction });
  return notices;
}

/** Designated states by kind. */
export function readDesignatedStates(bibliography: XmlNode | undefined): Record<string, string[]> | undefined {
  const node = find(bibliography, 'DesignationOfStates');
  const codes = (...path: string[]) =>
    findAll(node, ...path)
      .map(({ text }) => text)
      .filter(Boolean);
  const states: Record<string, string[]> = {
    regional: [
      ...codes('DesignationPCT', 'Regional', 'Region', 'WIPOST3Code'),
      ...codes('DesignationPCT', 'Regional', 'WIPOST3Code'),
    ],
    national: codes('DesignationPCT', 'National', 'WIPOST3Code'),
    contracting: [
      ...codes('ContractingStates', 'WIPOST3Code'),
      ...codes('DesignationEpc', 'ContractingStates', 'WIPOST3Code'),
    ],
    extension: codes('DesignationEpc', 'ExtensionStates', 'WIPOST3Code'),
  };
  const filled = Object.entries(states).filter(([, list]) => list.length > 0);
  return filled.length > 0 ? Object.fromEntries(filled) : undefined;
}
