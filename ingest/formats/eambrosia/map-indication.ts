import { parseDate } from '../../../domain/day.js';
import { buildRecordId } from '../../../domain/document-id.js';
import type { GeographicalIndicationRecord } from '../../../domain/geographical-indication.js';
import type { LifeEvent, LifeEventCode } from '../../../domain/life.js';
import type { Party } from '../../../domain/party.js';
import type { DataFlag, SourceReference } from '../../../domain/record-base.js';
import type { IsoDate } from '../../../domain/text.js';
import { RecordError } from '../../format.js';

type Entry = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const asObjects = (value: unknown): Entry[] => asList(value).filter(isObject);

/** Text with white space collapsed; the register's values hold line breaks. Numbers become their digits. */
function asText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
  return text === '' ? undefined : text;
}
const asTexts = (value: unknown): string[] => asList(value).flatMap((each) => asText(each) ?? []);

/** Day in a citation of the Official Journal, the last one that it prints: `Official Journal L 148, 21.06.1996, p. 1`, `C 60, 16/2/2018`. */
function dateOfCitation(title: string | undefined): IsoDate | undefined {
  const printed = [...(title ?? '').matchAll(/(?<![\d./])(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d{2})(?!\d)/g)].at(-1);
  const [, day, , month, year] = printed ?? [];
  // The Journal prints the day first, with points or with slashes.
  return printed ? parseDate(`${day}.${month}.${year}`).date : undefined;
}

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

/** Dated members of the register -> what happened. `euProtectionDate` is the day of protection, or of the application while it is pending. */
function readEvents(entry: Entry, flags: DataFlag[]): LifeEvent[] {
  const events: LifeEvent[] = [];
  const add = (code: LifeEventCode, member: string, officeCode = member) => {
    const raw = asText(entry[member]);
    if (raw === undefined) return;
    const { date, isImpossible } = parseDate(raw);
    if (isImpossible) flags.push({ code: 'impossible-date', member: `events.${member}`, raw });
    if (date !== undefined) events.push({ date, code, officeCode });
  };
  const isRegistered = asText(entry['status'])?.toLowerCase() === 'registered';
  add('filed', 'applicationDate');
  add(isRegistered ? 'registered' : 'filed', 'euProtectionDate');
  add('published', 'publicationDate');
  add('registered', 'registrationDate');
  add('amended', 'amendmentDate');
  add('cancelled', 'cancellationDate');
  add('other', 'modificationDate');
  // The register says that an entry was removed, not when.
  if (entry['removedFlag'] === true) events.push({ code: 'cancelled', officeCode: 'removedFlag' });
  if (entry['amendmentsInProgressFlag'] === true)
    events.push({ code: 'other', officeCode: 'amendmentsInProgressFlag' });
  for (const each of asObjects(entry['publications'])) {
    const title = asText(each['text']);
    const date = dateOfCitation(title);
    if (date !== undefined && title !== undefined)
      events.push({ date, code: 'published', officeCode: 'publications', text: title });
  }
  return events
    .filter(
      ({ code, date, text }, index) =>
        events.findIndex((other) => other.code === code && other.date === date && other.text === text) === index,
    )
    .sort((a, b) => (a.date ?? '9999').localeCompare(b.date ?? '9999'));
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
