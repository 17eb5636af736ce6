import { buildRecordId, canonicalNumber } from '../../../domain/document-id.js';
import type { DocumentReference } from '../../../domain/document-reference.js';
import type { DesignRecord } from '../../../domain/design.js';
import type { PatentRecord } from '../../../domain/patent.js';
import type { SourceReference } from '../../../domain/record-base.js';
import { RecordError } from '../../format.js';
import { attribute, find, textAt, type XmlNode } from '../../xml/xml-node.js';
import { FlagCollector } from './flag-collector.js';
import { mapCitations } from './map-citations.js';
import { mapClassifications } from './map-classifications.js';
import { grantDateOf, mapEvents } from './map-events.js';
import { mapNotices } from './map-notices.js';
import { mapParties } from './map-parties.js';
import { mapPriorities } from './map-priorities.js';
import { collectForms, mapReference } from './map-references.js';
import { mapRelatedDocuments } from './map-related.js';
import { mapDesignatedStates } from './map-states.js';
import { mapTexts } from './map-texts.js';

/** What an exchange-document stands for: a record, or the order to delete one (status D). */
export type Mapped = { id: string; record: PatentRecord | DesignRecord } | { id: string; record?: undefined };

/** Maps one exchange-document. Throws RecordError `no-number` when it names no publication. */
export function mapRecord(
  document: XmlNode,
  source: SourceReference,
  unknownEntities: ReadonlyMap<string, number>,
): Mapped {
  const flags = new FlagCollector();
  const bibliography = find(document, 'bibliographic-data') ?? { name: '', attributes: {}, text: '', children: [] };
  const parts = new Map<string, XmlNode[]>();
  for (const child of bibliography.children) {
    const together = parts.get(child.name);
    if (together) together.push(child);
    else parts.set(child.name, [child]);
  }
  const named = (name: string) => parts.get(name) ?? [];
  const first = (name: string) => parts.get(name)?.[0];
  const abstracts = document.children.filter((child) => child.name === 'abstract');
  const publicationForms = collectForms(named('publication-reference'));
  const fromElements = mapReference(publicationForms, 'publication', 'publicationReference.date', flags);

  // The attributes name the document even where the form that DOCDB calls `docdb` is missing.
  const office = attribute(document, 'country') ?? fromElements?.office;
  const printed = attribute(document, 'doc-number') ?? textAt(publicationForms.docdb, 'doc-number');
  const kind = attribute(document, 'kind') ?? fromElements?.kind;
  const number = office && printed ? canonicalNumber(office, printed, kind) : fromElements?.number;
  if (!office || !number) throw new RecordError('no-number', 'exchange-document without country and number');
  const id = buildRecordId(office, number, kind);
  const status = attribute(document, 'status');
  // The office took the publication back (`CV`, create void): it counts no more than one that is deleted.
  if (status === 'D' || status === 'CV') return { id };
  if (status === 'DV')
    throw new RecordError('void-deleted', `the mark that \`${id}\` is void was deleted: nothing is kept under it`, id);

  const published = fromElements?.date ?? flags.day(attribute(document, 'date-publ'), 'publicationReference.date');
  const application = mapReference(
    collectForms(named('application-reference')),
    'application',
    'applicationReference.date',
    flags,
  );
  const filed = application?.date;
  const events = mapEvents(parts, { filed, published, kind }, flags);
  const publicationReference: DocumentReference = { office, number };
  if (kind) publicationReference.kind = kind;
  if (published) publicationReference.date = published;
  if (fromElements?.original) publicationReference.original = fromElements.original;
  if (fromElements?.forms) publicationReference.forms = fromElements.forms;
  // CN designs were `D` from 1993 to 2010.
  const isDesign = kind !== undefined && (/^S\d?$/.test(kind) || (office === 'CN' && kind === 'D'));
  const record: PatentRecord | DesignRecord = {
    id,
    type: isDesign ? 'design' : 'patent',
    office,
    publicationReference,
    rightKind: isDesign ? 'design' : rightKindOf(office, kind),
    inventionTitle: mapTexts(named('invention-title')),
    abstract: mapTexts(abstracts, `${office}${printed ?? number}${kind ?? ''}`),
    claims: [],
    description: [],
    parties: mapParties(first('parties')),
    classifications: mapClassifications(bibliography, office, flags),
    priorityClaims: mapPriorities(first('priority-claims'), flags),
    referencesCited: mapCitations(first('references-cited') ?? find(document, 'references-cited'), flags),
    relatedDocuments: mapRelatedDocuments(first('related-documents'), first('previously-filed-app'), office, flags),
    events,
    sources: [source],
  };
  const language = (first('language-of-publication') ?? first('language-of-filing'))?.text.toLowerCase();
  if (language) record.language = language;
  if (application) record.applicationReference = application;
  const notices = mapNotices(attribute(document, 'correction-code'), parts, flags);
  if (notices.length > 0) record.notices = notices;
  const designatedStates = mapDesignatedStates(first('designation-of-states'));
  if (designatedStates) record.designatedStates = designatedStates;
  const familyId = attribute(document, 'family-id');
  if (familyId) record.simpleFamilyId = familyId;
  const grantDate = grantDateOf(events);
  if (grantDate) record.grantDate = grantDate;
  flags.addUnknownEntities(unknownEntities);
  if (flags.flags.length > 0) record.flags = flags.flags;
  return { id, record };
}

/** Kind of right from the kind code: ST.16 group 2 (U, Y, Z) are utility models; the other letters are the US office's own. */
function rightKindOf(office: string, kind: string | undefined): string {
  const letter = kind?.[0];
  if (letter === 'U' || letter === 'Y' || letter === 'Z') return 'utility-model';
  if (office === 'US' && letter === 'P') return 'plant';
  if (office === 'US' && letter === 'E') return 'reissue';
  if (office === 'US' && letter === 'H') return 'sir';
  return 'invention';
}
