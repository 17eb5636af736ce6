import { buildRecordId } from '../../../domain/document-id.js';
import type { DesignRecord } from '../../../domain/design.js';
import type { DocumentReference } from '../../../domain/document-reference.js';
import type { LifeEvent } from '../../../domain/life.js';
import type { DescriptionSection, PatentBibliography, PatentRecord } from '../../../domain/patent.js';
import type { DataFlag, SourceReference } from '../../../domain/record-base.js';
import type { LocalizedText } from '../../../domain/text.js';
import { RecordError } from '../../format.js';
import { find, findAll, type XmlNode } from '../../xml/xml-node.js';
import { mapClaims } from '../st36/claims.js';
import { mapDescription } from '../st36/description.js';
import { mapDocumentId } from '../st36/document-id.js';
import { keepDistinctFlags, readDay, type Mapping } from '../st36/flags.js';
import { mapClassifications } from './classifications.js';
import { collectDocumentReferences } from './embedded.js';
import { mapFigures } from './figures.js';
import { mapCorrected, mapHague } from './notices.js';
import { mapParties } from './parties.js';
import { mapCitations, mapPriorityClaims, mapRelatedDocuments } from './references.js';

/** Which of the two US document types is read: they differ in what their publication means. */
export type UsDocumentType = 'grant' | 'application';

/**
 * One us-patent-grant or us-patent-application as a record: designs become DesignRecord, every other kind of right
 * (utility, plant, reissue, statutory invention registration) a PatentRecord. Throws RecordError `no-number`.
 */
export function mapDocument(
  root: XmlNode,
  type: UsDocumentType,
  source: SourceReference,
  flags: DataFlag[],
): PatentRecord | DesignRecord {
  const mapping: Mapping = { office: 'US', flags };
  const bibliography = find(root, `us-bibliographic-data-${type}`);
  const id = find(bibliography, 'publication-reference', 'document-id');
  const publication = mapDocumentId(id, mapping, 'publication', 'publicationReference');
  if (!bibliography || !publication) throw new RecordError('no-number', 'no publication number in the document');
  checkPublicationDate(root, publication, mapping);
  const lang = root.attributes['lang']?.toLowerCase();
  const application = find(bibliography, 'application-reference');
  const applicationId = find(application, 'document-id');
  const applicationReference = mapDocumentId(applicationId, mapping, 'application', 'applicationReference');
  const event = publicationCode(type, publication.kind);
  const rightKind = readRightKind(application?.attributes['appl-type'], publication.kind);
  const base = {
    id: buildRecordId(publication.office, publication.number, publication.kind),
    office: publication.office,
    ...(lang ? { language: lang } : {}),
    publicationReference: publication,
    ...(applicationReference ? { applicationReference } : {}),
    parties: mapParties(bibliography),
    classifications: mapClassifications(bibliography, mapping),
    events: buildEvents(event, publication, applicationReference),
    rightKind,
    ...mapText(root, bibliography, lang),
    priorityClaims: mapPriorityClaims(bibliography, mapping),
    referencesCited: mapCitations(bibliography, mapping),
    relatedDocuments: [
      ...mapRelatedDocuments(bibliography, mapping),
      ...mapHague(bibliography, mapping),
      ...mapCorrected(bibliography, mapping),
    ],
    ...mapFigures(bibliography, mapping),
    ...(event === 'granted' && publication.date ? { grantDate: publication.date } : {}),
  };
  const embedded = collectDocumentReferences(root);
  const record: PatentRecord | DesignRecord = {
    ...base,
    type: rightKind === 'design' ? 'design' : 'patent',
    ...(embedded.length > 0 ? { embedded } : {}),
    sources: [source],
  };
  if (flags.length > 0) record.flags = keepDistinctFlags(flags);
  return record;
}

const kindsByType: Readonly<Record<string, string>> = {
  utility: 'invention',
  sir: 'sir',
  'statutory-invention': 'sir',
};
const kindsByCode: Readonly<Record<string, string>> = { S: 'design', P: 'plant', E: 'reissue', H: 'sir' };

/** appl-type of the file, or else the first letter of the kind code (ST.16): S design, P plant, E reissue, H SIR. */
function readRightKind(applicationType: string | undefined, kind: string | undefined): string {
  if (applicationType) return kindsByType[applicationType.toLowerCase()] ?? applicationType.toLowerCase();
  return kindsByCode[kind?.[0] ?? ''] ?? 'invention';
}

/** Filing, and what this publication is by its ST.16 code: grant, first publication, correction, republication, certificate. */
function buildEvents(
  code: LifeEvent['code'],
  publication: DocumentReference,
  application: DocumentReference | undefined,
): LifeEvent[] {
  const events: LifeEvent[] = [];
  if (application?.date)
    events.push({ date: application.date, code: 'filed', details: { number: application.number } });
  const event: LifeEvent = { code };
  if (publication.date) event.date = publication.date;
  if (publication.kind) event.officeCode = publication.kind;
  events.push(event);
  return events;
}

function publicationCode(type: UsDocumentType, kind = ''): LifeEvent['code'] {
  // ST.16 of the USPTO: A of inventions, P of plants; 9 corrects, A2 and P4 publish an application again.
  if (/^[AP]9$/.test(kind)) return 'corrected';
  if (kind === 'A2' || kind === 'P4') return 'republished';
  if (type === 'application') return 'published';
  // Reexamination and review certificates (C, F, J, K, O ...) change a patent that was granted before.
  if (/^[CFJKO]\d?$/.test(kind)) return 'amended';
  // A statutory invention registration is published and registered, never granted.
  return kind.startsWith('H') ? 'published' : 'granted';
}

function mapText(
  root: XmlNode,
  bibliography: XmlNode,
  lang: string | undefined,
): Pick<PatentBibliography, 'inventionTitle' | 'abstract' | 'claims' | 'description' | 'governmentInterest'> {
  const localize = ({ text, attributes }: XmlNode): LocalizedText => {
    const own = attributes['lang']?.toLowerCase() ?? lang;
    return own ? { lang: own, text } : { text };
  };
  const texts = (nodes: XmlNode[]) => nodes.filter(({ text }) => text !== '').map(localize);
  const description = [...mapDescription(find(root, 'description'), lang), ...mapAppendices(root, lang)];
  const interest = description
    .filter(({ kind }) => kind === 'federal-research-statement')
    .flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text));
  return {
    inventionTitle: texts(findAll(bibliography, 'invention-title')),
    abstract: texts(findAll(root, 'abstract')),
    claims: mapClaims(find(root, 'claims'), lang),
    description,
    ...(interest.length > 0 ? { governmentInterest: interest.join('\n') } : {}),
  };
}

const appendixKinds: ReadonlyMap<string, string> = new Map([
  ['us-sequence-list-doc', 'sequence-list'],
  ['sequence-list-doc', 'sequence-list'],
  ['us-megatable-doc', 'tables'],
  ['table-external-doc', 'tables'],
]);

/** Words of sequence listings and tables that stand after the description as parts of their own. */
function mapAppendices(root: XmlNode, lang: string | undefined): DescriptionSection[] {
  const sections: DescriptionSection[] = [];
  for (const child of root.children) {
    const kind = appendixKinds.get(child.name);
    if (!kind) continue;
    const texts = [child.text, ...child.children.map(({ text }) => text)].filter((text) => text !== '');
    if (texts.length > 0)
      sections.push({ kind, ...(lang ? { lang } : {}), paragraphs: texts.map((text) => ({ text })) });
  }
  return sections;
}

/** The root element repeats the day of publication: it fills a missing one and is flagged when it contradicts. */
function checkPublicationDate(root: XmlNode, publication: DocumentReference, mapping: Mapping): void {
  const raw = root.attributes['date-publ'];
  const date = readDay(mapping, raw, 'publicationReference.date');
  if (!raw || !date) return;
  if (!publication.date) publication.date = date;
  else if (publication.date !== date)
    mapping.flags.push({ code: 'contradictory-date', member: 'publicationReference.date', raw });
}
