import { buildRecordId, canonicalNumber } from '../../../domain/document-id.js';
import type { DesignRecord } from '../../../domain/design.js';
import type { DocumentReference } from '../../../domain/document-reference.js';
import type { PatentBibliography, PatentRecord } from '../../../domain/patent.js';
import type { SourceReference } from '../../../domain/record-base.js';
import { RecordError } from '../../format.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { attribute, find, findAll, textAt } from '../../xml/xml-node.js';
import { readCitations } from './map-citations.js';
import { readClasses, readFieldOfSearch } from './map-classes.js';
import { isGrant, readEvents } from './map-events.js';
import { readNotices } from './map-notices.js';
import { readParties } from './map-parties.js';
import { readApplication, readPct, readPriorities, readReferences } from './map-references.js';
import { readRelatedDocuments } from './map-related.js';
import { countFigures, readAbstracts, readDescription, readEmbedded, readTitles } from './map-text.js';
import { readClaims } from './map-claims.js';
import { readDesignatedStates } from './map-states.js';
import type { Notes } from './reading.js';
import { compact, present, readCount, readDate } from './reading.js';

/** applType of CNIPA; single digits are those of the application number (8 and 9 came through the PCT). */
const rightKinds: Readonly<Record<string, string>> = {
  '10': 'invention',
  '20': 'utility-model',
  '30': 'design',
  '80': 'invention',
  '90': 'utility-model',
  '1': 'invention',
  '2': 'utility-model',
  '3': 'design',
  '8': 'invention',
  '9': 'utility-model',
};
const rightKindsByKind: Readonly<Record<string, string>> = {
  A: 'invention',
  B: 'invention',
  C: 'invention',
  U: 'utility-model',
  Y: 'utility-model',
  S: 'design',
  D: 'design',
};

function readPublication(document: XmlNode, bibliography: XmlNode | undefined, notes: Notes): DocumentReference {
  const stated = readReferences(findAll(bibliography, 'PublicationReference'), 'publicationReference', notes);
  const office = stated?.office ?? attribute(document, 'country') ?? 'CN';
  const printed = stated?.original ?? present(attribute(document, 'docNumber'));
  if (printed === undefined)
    throw new RecordError('no-number', 'neither `PublicationReference` nor `docNumber` holds a number');
  const kind = stated?.kind ?? attribute(document, 'kind');
  return compact<DocumentReference>({
    office,
    number: stated?.number ?? canonicalNumber(office, printed, kind),
    kind,
    date:
      stated?.date ??
      readDate(
        attribute(document, 'datePublication') ?? attribute(document, 'datePulbication'),
        'publicationReference.date',
        notes,
      ),
    original: printed,
    forms: stated?.forms,
  });
}

/** PatentDocumentAndRelated to a patent or design record. Throws RecordError `no-number`. */
export function mapDocument(document: XmlNode, source: SourceReference): PatentRecord | DesignRecord {
  const notes: Notes = { flags: [] };
  const design = find(document, 'DesignBibliographicData');
  const bibliography = find(document, 'BibliographicData') ?? design;
  const publication = readPublication(document, bibliography, notes);
  const applications = findAll(bibliography, 'ApplicationReference');
  const application = readApplication(applications, notes);
  const applType = firstAttribute(applications, 'applType');
  const rightKind = design ? 'design' : (rightKinds[applType ?? ''] ?? rightKindsByKind[publication.kind?.[0] ?? '']);
  const titles = readTitles(bibliography);
  const claims = readClaims(document);
  const embedded = readEmbedded(document);
  const pct = readPct(bibliography, notes);
  const statistics = find(bibliography, 'StatisticalInformation');
  const approval = readDate(textAt(bibliography, 'ApprovalPublicationDate', 'Date'), 'grantDate', notes);
  const fieldOfSearch = readFieldOfSearch(bibliography);
  const id = buildRecordId(publication.office, publication.number, publication.kind);
  const common: PatentBibliography = compact<PatentBibliography>({
    id,
    type: rightKind === 'design' ? 'design' : 'patent',
    office: publication.office,
    language: attribute(document, 'lang')?.toLowerCase(),
    rightKind,
    publicationReference: publication,
    applicationReference: application,
    inventionTitle: titles,
    abstract: readAbstracts(document),
    claims,
    description: readDescription(document, titles),
    parties: readParties(bibliography, notes),
    classifications: readClasses(bibliography, notes),
    priorityClaims: readPriorities(find(bibliography, 'PriorityDetails'), notes),
    referencesCited: readCitations(bibliography, notes),
    relatedDocuments: readRelatedDocuments(bibliography, notes),
    events: readEvents(bibliography, publication, application, notes),
    notices: nonEmpty(readNotices(document, bibliography, notes)),
    pctOrRegionalFilingData: pct.filing,
    pctOrRegionalPublishingData: pct.publishing,
    designatedStates: readDesignatedStates(bibliography),
    simpleFamilyId: present(textAt(document, 'PatentFamilyIDDetails', 'PatentFamilyID')),
    fieldOfSearch: nonEmpty(fieldOfSearch),
    numberOfClaims: readCount(textAt(statistics, 'ClaimsCount')) ?? (claims.length || undefined),
    numberOfFigures: readCount(textAt(statistics, 'FiguresCount')) ?? countFigures(document),
    numberOfDrawingSheets: readCount(textAt(statistics, 'DrawingSheetsCount')),
    grantDate: isGrant(publication.kind, publication.date) ? publication.date : approval,
    termOfGrantYears: readCount(
      textAt(bibliography, 'GrantLength') ??
        textAt(bibliography, 'PublicAvailabilityDate', 'GrantTerms', 'GrantLength'),
    ),
    embedded: nonEmpty(embedded),
    sources: [source],
    flags: nonEmpty(notes.flags),
  });
  if (rightKind !== 'design') return { ...common, type: 'patent' };
  const products = readProducts(bibliography);
  return compact<DesignRecord>({ ...common, type: 'design', productIndication: nonEmpty(products) });
}

const readProducts = (bibliography: XmlNode | undefined) =>
  findAll(bibliography, 'DesignProductDescription')
    .filter(({ text }) => text !== '')
    .map((node) => compact({ lang: attribute(node, 'lang')?.toLowerCase(), text: node.text }));

function firstAttribute(nodes: readonly XmlNode[], name: string): string | undefined {
  for (const node of nodes) {
    const value = attribute(node, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

const nonEmpty = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);
