import type { PublicationNotice } from '../../../domain/document-reference.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { attribute, find, findAll, textAt } from '../../xml/xml-node.js';
import type { Notes } from './reading.js';
import { compact, present, readDate } from './reading.js';

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
  if (!node) return undefined;
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
