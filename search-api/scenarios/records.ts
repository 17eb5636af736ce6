import { createHash } from 'node:crypto';
import { buildRecordId } from '../../domain/document-id.js';
import type { DocumentReference } from '../../domain/document-reference.js';
import type { PatentRecord } from '../../domain/patent.js';
import type { IpRecord } from '../../domain/record.js';
import type { RightType, SourceReference } from '../../domain/record-base.js';
import type { TrademarkRecord } from '../../domain/trademark.js';
import type { GeographicalIndicationRecord } from '../../domain/geographical-indication.js';

/** A record of the API scenarios with the bytes it came from; all of it is invented. */
export interface ScenarioRecord {
  record: IpRecord;
  raw: Uint8Array;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function sourceOf(format: string, raw: Uint8Array): SourceReference {
  return {
    format,
    parserVersion: 1,
    package: `${format}-scenario.zip`,
    entry: 'scenario.xml',
    offset: 0,
    length: raw.length,
    hash: createHash('sha256').update(raw).digest('hex'),
  };
}

interface PatentParts {
  publication: DocumentReference & { kind: string; date: string };
  application: DocumentReference;
  titles: Record<string, string>;
  applicant: { name: string; latinName?: string };
  ipc: string[];
  abstract?: string;
  events?: PatentRecord['events'];
}

function patent(parts: PatentParts): ScenarioRecord {
  const { publication, application, titles, applicant, ipc, abstract, events } = parts;
  const raw = encode(`<patent n="${publication.number}"><t>${Object.values(titles).join('|')}</t></patent>\n`);
  const record: PatentRecord = {
    id: buildRecordId(publication.office, publication.number, publication.kind),
    type: 'patent',
    office: publication.office,
    publicationReference: publication,
    applicationReference: application,
    inventionTitle: Object.entries(titles).map(([lang, text]) => ({ lang, text })),
    abstract: abstract ? [{ lang: 'en', text: abstract }] : [],
    claims: [{ number: 1, text: `1. ${Object.values(titles)[0] ?? ''}, characterised by the above.`, dependsOn: [] }],
    description: [],
    parties: [{ role: 'applicant', ...applicant, sequence: 1, isOrganization: true }],
    classifications: ipc.map((symbol, index) => ({ scheme: 'ipc', symbol, position: index === 0 ? 'first' : 'later' })),
    events: events ?? [
      { date: application.date, code: 'filed' },
      { date: publication.date, code: publication.kind.startsWith('B') ? 'granted' : 'published' },
    ],
    priorityClaims: [],
    referencesCited: [],
    relatedDocuments: [],
    sources: [sourceOf('us-grant', raw)],
  };
  return { record, raw };
}

const usApplication: DocumentReference = { office: 'US', number: '15123456', date: '2016-03-04' };

/** A published application and the patent granted on it: one application number, two records. */
const usPair: ScenarioRecord[] = [
  patent({
    publication: { office: 'US', number: '20170123456', kind: 'A1', date: '2017-09-07' },
    application: usApplication,
    titles: { en: 'Solid electrolyte for a lithium battery' },
    applicant: { name: 'Northlake Cells Inc.' },
    ipc: ['H01M10/0562', 'H01M10/0525'],
    abstract: 'A solid electrolyte of sulfide glass for a secondary battery.',
  }),
  patent({
    publication: { office: 'US', number: '10234567', kind: 'B2', date: '2019-03-19' },
    application: usApplication,
    titles: { en: 'Solid electrolyte for a lithium battery' },
    applicant: { name: 'Northlake Cells Inc.' },
    ipc: ['H01M10/0562', 'H01M10/0525'],
    abstract: 'A solid electrolyte of sulfide glass for a secondary battery.',
    events: [
      { date: '2016-03-04', code: 'filed' },
      { date: '2019-03-19', code: 'granted' },
      { date: '2023-03-19', code: 'lapsed', text: 'fee not paid' },
    ],
  }),
];

const chinese = patent({
  publication: { office: 'CN', number: '101945314', kind: 'B', date: '2012-11-07' },
  application: { office: 'CN', number: '201010298420', date: '2010-09-30', original: '201010298420.4' },
  titles: { zh: '一种固态电解质电池', en: 'Battery with a solid electrolyte' },
  applicant: { name: '湖城新能源科技股份有限公司', latinName: 'HUCHENG NEW ENERGY TECHNOLOGY CO., LTD.' },
  ipc: ['H01M10/056'],
});

const windTurbine = patent({
  publication: { office: 'EP', number: '3456789', kind: 'A1', date: '2019-03-20' },
  application: { office: 'EP', number: '17191234', date: '2017-09-14' },
  titles: { en: 'Blade of a wind turbine', de: 'Blatt einer Windkraftanlage' },
  applicant: { name: 'Küstenwind GmbH' },
  ipc: ['F03D1/06'],
});

const markRaw = encode('<case-file><serial-number>87654321</serial-number><mark>VOLTARA</mark></case-file>');
const mark: TrademarkRecord = {
  id: 'US-87654321-TM',
  type: 'trademark',
  office: 'US',
  applicationReference: { office: 'US', number: '87654321', date: '2017-10-23' },
  markText: [{ lang: 'en', text: 'VOLTARA' }],
  markKind: ['trademark'],
  filingDate: '2017-10-23',
  registrationDate: '2018-08-14',
  // The number of the European application too: typed without its office it means both.
  registrationNumber: '3456789',
  goodsServices: [{ niceClass: '9', description: [{ lang: 'en', text: 'Batteries and battery chargers' }] }],
  parties: [{ role: 'owner', name: 'Northlake Cells Inc.', sequence: 1 }],
  classifications: [{ scheme: 'nice', symbol: '9' }],
  events: [
    { date: '2017-10-23', code: 'filed' },
    { date: '2018-08-14', code: 'registered' },
  ],
  priorityClaims: [],
  statements: [],
  sources: [sourceOf('us-trademark', markRaw)],
};

const indicationRaw = encode('{"protectedNames":["Bergtaler Käse"],"fileNumber":"PDO-DE-9901"}');
const indication: GeographicalIndicationRecord = {
  id: 'EU-PDO-DE-9901-GI',
  type: 'geographical-indication',
  office: 'EU',
  name: [{ lang: 'de', text: 'Bergtaler Käse' }],
  giKind: 'PDO',
  countries: ['DE'],
  fileNumber: 'PDO-DE-9901',
  applicationDate: '2015-05-05',
  registrationDate: '2016-06-06',
  parties: [{ role: 'producer-group', name: 'Verein Bergtaler Senner' }],
  classifications: [],
  events: [
    { date: '2015-05-05', code: 'filed' },
    { date: '2016-06-06', code: 'registered' },
  ],
  sources: [sourceOf('eambrosia', indicationRaw)],
};

export const scenarioRecords: readonly ScenarioRecord[] = [
  ...usPair,
  chinese,
  windTurbine,
  { record: mark, raw: markRaw },
  { record: indication, raw: indicationRaw },
];

/** How many scenario records have this type. */
export const countOfType = (type: RightType): number =>
  scenarioRecords.filter(({ record }) => record.type === type).length;
