import { buildRecordId } from '../../../domain/document-id.js';
import type { GeographicalIndicationRecord } from '../../../domain/geographical-indication.js';
import type { LifeEvent, LifeEventCode } from '../../../domain/life.js';
import type { Party } from '../../../domain/party.js';
import type { DataFlag, SourceReference } from '../../../domain/record-base.js';
import { RecordError } from '../../format.js';
import { readEvents } from './map-events.js';
import { asObjects, asText, asTexts, dateOfCitation, isObject, type Entry } from './read-values.js';

type Publication = NonNullable<GeographicalIndicationRecord['publications']>[number];
type RegisterDocument = NonNullable<GeographicalIndicationRecord['documents']>[number];

/** `uri` is a link for acts, the number of a file in the register for its own documents. */
function readDocument(kind: string, value: Entry): RegisterDocument {
  const url = asText(value['uri']);
  const title = asText(value['text']);
  return { kind, ...(title === undefined ? {} : { title }), ...(url === undefined ? {} : { url }) };
}

function readPublication(kind: string | undefined, value: Entry): Publication {
  const title = asText(value['text']);
  const uri = asText(value['uri']);
  const date = dateOfCitation(title);
  const isLink = uri !== undefined && /^https?:/i.test(uri);
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(title === undefined ? {} : { title }),
    ...(date === undefined ? {} : { date }),
    ...(uri === undefined ? {} : isLink ? { url: uri } : { reference: uri }),
  };
}

function readProducers(entry: Entry): Party[] {
  const make = (name: unknown, address: unknown, country: unknown): Party[] => {
    const printed = asText(name);
    if (printed === undefined) return [];
    const text = asText(address);
    const code = asText(country)?.toUpperCase();
    const parts = { ...(code === undefined ? {} : { country: code }), ...(text === undefined ? {} : { text }) };
    return [
      {
        role: 'producer-group',
        name: printed,
        isOrganization: true,
        ...(Object.keys(parts).length > 0 ? { address: parts } : {}),
      },
    ];
  };
  const groups = [
    ...asObjects(entry['recognisedProducersGroup']).flatMap((each) =>
      make(each['name'], each['address'], each['fk_country']),
    ),
    ...make(entry['producerGroupName'], entry['producerGroupAdress'], entry['producerGroupCountry']),
  ];
  return groups
    .filter(({ name }, index) => groups.findIndex((other) => other.name === name) === index)
    .map((party, index) => ({ ...party, sequence: index + 1 }));
}

const firstDate = (events: readonly LifeEvent[], code: LifeEventCode) =>
  events.find((each) => each.code === code)?.date;
const filled = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

/** Categories of the register, and the headings of the customs nomenclature that it files the product under. The export names no product. */
function readCategories(entry: Entry) {
  const customs = asObjects(entry['cnClassification']).map((each) => {
    const code = asText(each['cnText']) ?? asText(each['cnCode']);
    const text = asText(each['cnTranslation']);
    return { ...(code === undefined ? {} : { code: `CN ${code}` }), ...(text === undefined ? {} : { text }) };
  });
  // The export gives category numbers without names.
  return filled([...asTexts(entry['productCategories']).map((code) => ({ code })), ...customs]);
}

/** One entry of the register. Throws RecordError `no-number` without a file number. */
export function mapIndication(entry: Entry, source: SourceReference): GeographicalIndicationRecord {
  const flags: DataFlag[] = [];
  const fileNumber = asText(entry['fileNumber']);
  const register = asText(entry['giIdentifier']);
  const number = fileNumber ?? register;
  if (number === undefined)
    throw new RecordError('no-number', 'neither `fileNumber` nor `giIdentifier` holds a number');
  const events = readEvents(entry, flags);
  const status = asText(entry['status']);
  const instrument = isObject(entry['legalInstrument']) ? entry['legalInstrument'] : undefined;
  const singleDocument = isObject(entry['singleDocument']) ? entry['singleDocument'] : undefined;
  const publicationDate = firstDate(events, 'published');
  const optional = {
    transcription: filled(asTexts(entry['transcriptions']).map((text) => ({ text }))),
    productType: asText(entry['productType']),
    productCategory: readCategories(entry),
    applicationDate: firstDate(events, 'filed'),
    publicationDate,
    registrationDate: firstDate(events, 'registered'),
    officeStatus: status,
    publications: filled([
      ...(instrument ? [readPublication('legal-instrument', instrument)] : []),
      ...asObjects(entry['publications']).map((each) => readPublication(undefined, each)),
    ]),
    documents: filled([
      ...(singleDocument ? [readDocument('single-document', singleDocument)] : []),
      ...asObjects(entry['summarySheets']).map((each) => readDocument('summary-sheet', each)),
      ...(asText(entry['producerGroupUrl']) === undefined
        ? []
        : [{ kind: 'producer-group', url: asText(entry['producerGroupUrl']) as string }]),
    ]),
    protectionInstruments: filled(instrument ? [asText(instrument['text']) ?? []].flat() : []),
    flags: filled(flags),
  };
  const record: GeographicalIndicationRecord = {
    id: buildRecordId('EU', number, 'GI'),
    type: 'geographical-indication',
    office: 'EU',
    publicationReference: {
      office: 'EU',
      number,
      original: number,
      ...(publicationDate === undefined ? {} : { date: publicationDate }),
      ...(register === undefined ? {} : { forms: { register } }),
    },
    name: asTexts(entry['protectedNames']).map((text) => ({ text })),
    giKind: asText(entry['giType']) ?? 'GI',
    countries: asTexts(entry['countries']),
    fileNumber: number,
    parties: readProducers(entry),
    classifications: [],
    events,
    sources: [source],
  };
  return Object.assign(record, Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)));
}
