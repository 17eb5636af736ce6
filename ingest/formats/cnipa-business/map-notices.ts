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

type Stated = Omit<PublicationNotice, 'kind'>;
type ReadDay = (node: XmlNode, ...path: string[]) => string | undefined;

/** Where a kind of notice stands, and what is read of it. A table, for most documents have none: nothing is compiled for what is never met. */
interface NoticeSection {
  kind: string;
  path: readonly string[];
  read: (node: XmlNode, day: ReadDay) => Stated;
}

const readDatedText = (node: XmlNode, day: ReadDay): Stated => ({ date: day(node, 'Date'), text: wordsOf(node) });
const readCorrection = (node: XmlNode, day: ReadDay): Stated => ({
  code: textAt(node, 'CorrectionType'),
  date: day(node, 'GazetteReference', 'Date'),
  text: textAt(node, 'Text') ?? wordsOf(node),
});

const corrections: readonly NoticeSection[] = [
  {
    kind: 'republication',
    path: ['ST50Republication'],
    read: (node, day) => ({
      code: textAt(node, 'RepublicationCode') ?? textAt(node, 'CorrectionType'),
      date: day(node, 'CorrectionNotice', 'Date'),
      text: wordsOf(find(node, 'Modifications')) ?? wordsOf(find(node, 'RepublicationCorrectionInformationNotes')),
    }),
  },
  { kind: 'correction', path: ['RelatedDocuments', 'Correction'], read: readCorrection },
  { kind: 'correction', path: ['DesignModifications'], read: readCorrection },
];

/** Below the first PublicAvailabilityDate. */
const announcements: readonly NoticeSection[] = [
  ...availabilityNotices.map((name): NoticeSection => ({
    kind: name,
    path: [name],
    read: (node, day) => ({ date: day(node, 'DocumentID', 'Date'), text: textAt(node, 'Text') }),
  })),
  {
    kind: 'gazette-announcement',
    path: ['GazettePublicationAnnouncement'],
    read: (node, day) => ({
      code: present(textAt(node, 'GazetteNumber')),
      date: day(node, 'Date'),
      text: textAt(node, 'Text'),
    }),
  },
  {
    kind: 'supplementary-search-report',
    path: ['SupplementalSRPublication'],
    read: (node, day) => ({ date: day(node, 'Date') }),
  },
  { kind: 'Disclaimer', path: ['GrantTerms', 'Disclaimer'], read: readDatedText },
  { kind: 'USTermExtension', path: ['GrantTerms', 'USTermExtension'], read: readDatedText },
];

const declarations: readonly NoticeSection[] = [
  {
    kind: 'biological-deposit',
    path: ['BiologicalDeposit'],
    read: (node, day) => ({
      code: textAt(node, 'BiologicalAccessionNumber'),
      date: day(node, 'Date'),
      text: wordsOf(find(node, 'BioDepositary')),
    }),
  },
  { kind: 'novelty-declaration', path: ['NoveltyLack'], read: readDatedText },
  { kind: 'exhibition-priority', path: ['ExhibitionPriorityDetails', 'ExhibitionPriority'], read: readDatedText },
  { kind: 'pct-no-longer-effective', path: ['PCTApplicationNoLongerEffective'], read: readDatedText },
  ...[
    'PlainLanguageDesignation',
    'PublicationNumberOfFollowingPublications',
    'AuthorizedPublicationNumber',
    'ApprovalPublicationNumber',
    'DesignApplicationSource',
    'TotalDesign',
    'Text',
  ].map((name): NoticeSection => ({ kind: name, path: [name], read: ({ text }) => ({ text: text || undefined }) })),
];

/** Corrections (INID 15, 48), gazette announcements, deposits, novelty declarations and the state of the document. */
export function readNotices(document: XmlNode, bibliography: XmlNode | undefined, notes: Notes): PublicationNotice[] {
  const notices: PublicationNotice[] = [];
  const add = (kind: string, more: Stated) => {
    const notice = compact<PublicationNotice>({ kind, ...more });
    if (notice.code !== undefined || notice.date !== undefined || notice.text !== undefined) notices.push(notice);
  };
  const day: ReadDay = (node, ...path) => readDate(textAt(node, ...path), `notices.${node.name}`, notes);
  const addAll = (holder: XmlNode | undefined, sections: readonly NoticeSection[]) => {
    for (const { kind, path, read } of sections)
      for (const node of findAll(holder, ...path)) add(kind, read(node, day));
  };
  addAll(bibliography, corrections);
  addAll(find(bibliography, 'PublicAvailabilityDate'), announcements);
  addAll(bibliography, declarations);
  // `C` is the state of nearly every document (created); others amend or withdraw a delivery.
  const state = attribute(document, 'status');
  if (state !== undefined && state !== 'C') add('document-status', { code: state });
  const correction = attribute(document, 'correctionCode');
  if (correction !== undefined) add('correction-code', { code: correction });
  return notices;
}
