import { buildRecordId, canonicalNumber } from '../../../domain/document-id.js';
import type { DocumentReference } from '../../../domain/document-reference.js';
import type { PatentRecord } from '../../../domain/patent.js';
import type { SourceReference } from '../../../domain/record-base.js';
import { RecordError } from '../../format.js';
import { attribute, find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { keepDistinctFlags, readCount, readDay, type Mapping } from '../st36/flags.js';
import { flagUnknownEntities } from '../st36/source.js';
import { mapCitations } from './map-citations.js';
import { mapClasses } from './map-classes.js';
import { mapEvents } from './map-events.js';
import { mapNotices } from './map-notices.js';
import { mapParties } from './map-parties.js';
import { mapApplication, mapPctFiling, mapPctPublication, mapPriorities, mapRelated } from './map-references.js';
import { mapStates } from './map-states.js';
import { mapAbstracts, mapAllClaims, mapEmbedded, mapSections, mapTitles } from './map-texts.js';
import { dayAt } from './sdobi-reading.js';

/** One ep-patent-document as a record. Throws RecordError `no-number`. */
export function mapDocument(
  document: XmlNode,
  source: SourceReference,
  unknownEntities: ReadonlyMap<string, number>,
): PatentRecord {
  const mapping: Mapping = { office: 'EP', flags: [] };
  const sdobi = find(document, 'SDOBI');
  const b100 = find(sdobi, 'B100');
  const office = (textAt(b100, 'B190') ?? attribute(document, 'country') ?? 'EP').toUpperCase();
  const printed = textAt(b100, 'B110') ?? attribute(document, 'doc-number');
  if (!printed) throw new RecordError('no-number', 'ep-patent-document without B110 and doc-number');
  const kind = (textAt(b100, 'B130') ?? attribute(document, 'kind'))?.toUpperCase();
  const number = canonicalNumber(office, printed, kind) || printed;
  const date = readDay(mapping, textAt(b100, 'B140', 'date') ?? attribute(document, 'date-publ'), 'B140');
  const publicationReference: DocumentReference = {
    office,
    number,
    ...(kind ? { kind } : {}),
    ...(date ? { date } : {}),
    ...(printed !== number ? { original: printed } : {}),
  };
  const application = mapApplication(sdobi, mapping);
  const language = (textAt(sdobi, 'B200', 'B260') ?? attribute(document, 'lang'))?.toLowerCase();
  const filing = mapPctFiling(sdobi, mapping);
  const publishing = mapPctPublication(sdobi, mapping);
  const designatedStates = mapStates(sdobi);
  const grantDate = kind?.startsWith('B') ? dayAt(mapping, find(sdobi, 'B400'), 'B450') : undefined;
  const events = mapEvents(document, mapping);
  const notices = mapNotices(document, mapping);
  const embedded = mapEmbedded(document);
  const fieldOfSearch = mapFieldOfSearch(document);
  const b500 = find(sdobi, 'B500');
  const counts = {
    numberOfClaims: readCount(mapping, textAt(b500, 'B570', 'B577'), 'numberOfClaims'),
    numberOfDrawingSheets: readCount(mapping, textAt(b500, 'B590', 'B595'), 'numberOfDrawingSheets'),
    numberOfFigures: readCount(mapping, textAt(b500, 'B590', 'B596'), 'numberOfFigures'),
    termOfGrantYears: readCount(mapping, textAt(sdobi, 'B400', 'B472', 'B474'), 'termOfGrantYears'),
  };
  const classifications = mapClasses(document, mapping);
  const priorityClaims = mapPriorities(sdobi, mapping);
  const referencesCited = mapCitations(document, mapping);
  const relatedDocuments = mapRelated(sdobi, mapping);
  flagUnknownEntities(unknownEntities, mapping.flags);
  return {
    id: buildRecordId(office, number, kind),
    type: 'patent',
    office,
    ...(language ? { language } : {}),
    publicationReference,
    ...(application ? { applicationReference: application } : {}),
    rightKind: 'invention',
    inventionTitle: mapTitles(sdobi),
    abstract: mapAbstracts(document),
    claims: mapAllClaims(document),
    description: mapSections(document),
    parties: mapParties(document),
    classifications,
    priorityClaims,
    referencesCited,
    relatedDocuments,
    ...(notices.length > 0 ? { notices } : {}),
    ...(filing ? { pctOrRegionalFilingData: filing } : {}),
    ...(publishing ? { pctOrRegionalPublishingData: publishing } : {}),
    ...(designatedStates ? { designatedStates } : {}),
    ...(grantDate ? { grantDate } : {}),
    ...(fieldOfSearch.length > 0 ? { fieldOfSearch } : {}),
    ...Object.fromEntries(Object.entries(counts).filter(([, value]) => value !== undefined)),
    events,
    ...(embedded.length > 0 ? { embedded } : {}),
    sources: [source],
    ...(mapping.flags.length > 0 ? { flags: keepDistinctFlags(mapping.flags) } : {}),
  };
}

/** INID 58: B581, B582, and the fields of a search report in text. */
function mapFieldOfSearch(document: XmlNode): string[] {
  const searched = findAll(document, 'search-report-data', 'srep-for-pub', 'srep-fields-searched');
  const texts = (element: XmlNode): string[] => [
    ...(element.text ? [element.text] : []),
    ...element.children.flatMap(texts),
  ];
  return [...(find(document, 'SDOBI', 'B500', 'B580')?.children ?? []), ...searched].flatMap(texts);
}
