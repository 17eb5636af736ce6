import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DesignRecord } from '../../../domain/design.js';
import type { PatentRecord } from '../../../domain/patent.js';
import { readSamples, type SampleReading } from '../../../fixtures/read-fixture.js';
import { describeWithSamples } from '../../../fixtures/samples.js';
import { format as application } from '../us-application/format.js';
import { format as grant } from '../us-grant/format.js';

type UsRecord = PatentRecord | DesignRecord;

/** File -> records, as the README of the samples states them. */
const counts: Record<string, number> = {
  'patents/uspto-patdoc/US06336130.xml': 1,
  'patents/uspto-patdoc/USD435854S1.xml': 1,
  'patents/uspto-patdoc/patdoc-sample.xml': 3,
  'patents/uspto-patdoc/v2-5-B2.xml': 1,
  'patents/uspto-pap/US20010000044A1.xml': 1,
  'patents/uspto-pap/US20010000943A1.xml': 1,
  'patents/uspto-pap/pa040101.two.xml': 1,
};

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
const dates = /<(?:DATE><PDAT|document-date|filing-date|parent-date|priority-date)>(\d{4})(\d\d)(\d\d)</g;
const documents = /<(PATDOC|patent-application-publication)[\s>][\s\S]*?<\/\1>/g;

describeWithSamples('US patent samples of 2001 to 2004', (folder) => {
  const readings = new Map<string, SampleReading>();
  beforeAll(async () => {
    for (const file of Object.keys(counts)) readings.set(file, await readSamples([grant, application], file));
  });
  const recordsOf = (file: string) => (readings.get(file)?.records ?? []) as UsRecord[];
  const textsOf = (file: string) => readFileSync(join(folder, file), 'utf8').match(documents) ?? [];

  it('knows every file of the two folders', () => {
    const files = ['patents/uspto-patdoc', 'patents/uspto-pap'].flatMap((path) =>
      readdirSync(join(folder, path)).map((name) => `${path}/${name}`),
    );
    expect(files.sort()).toEqual(Object.keys(counts).sort());
  });

  it.each(Object.entries(counts))(
    'reads %s: %i records, nothing rejected, unlisted, unknown or flagged',
    (file, expected) => {
      const reading = readings.get(file) as SampleReading;
      expect(reading.records).toHaveLength(expected);
      expect(reading).toMatchObject({ rejects: [], unlisted: {}, unknownEntities: {}, unsupported: [] });
      for (const record of reading.records) expect(record.flags ?? []).toEqual([]);
    },
  );

  it.each(Object.keys(counts))('%s: counts and days of the raw text are those of the records', (file) => {
    textsOf(file).forEach((text, index) => {
      const record = recordsOf(file)[index] as UsRecord;
      const bibliography = text.slice(0, Math.max(text.indexOf('</SDOBI>'), text.indexOf('</subdoc-bib')));
      expect(record.claims).toHaveLength(count(text, /<(?:CLM|claim) /g));
      expect(record.referencesCited).toHaveLength(count(bibliography, /<B56[12]>|<citation>/g));
      expect(record.referencesCited.filter(({ citedBy }) => citedBy === 'examiner')).toHaveLength(
        count(bibliography, /<CITED-BY-EXAMINER\/>/g),
      );
      expect(record.parties.filter(({ role }) => role === 'inventor')).toHaveLength(
        count(bibliography, /<B721>|<(?:first-named-)?inventor>/g),
      );
      expect(record.parties.filter(({ role }) => role === 'assignee')).toHaveLength(
        count(bibliography, /<(?:B731|assignee)>/g),
      );
      expect(record.priorityClaims).toHaveLength(count(bibliography, /<(?:B310|foreign-priority-data)>/g));
      expect(record.classifications).toHaveLength(count(bibliography, /<(?:B51[12]|B52[12](?:US)?|ipc|uspc)>/g));
      const written = JSON.stringify(record);
      const days = [...bibliography.matchAll(dates)].filter(([, , month, day]) => month !== '00' && day !== '00');
      const missing = days.map(([, ...day]) => day.join('-')).filter((day) => !written.includes(day));
      expect(missing).toEqual([]);
      const paragraphs = record.description.flatMap((section) => section.paragraphs);
      expect(new Set(paragraphs.map(({ id }) => id)).size).toBeGreaterThan(paragraphs.length / 2);
    });
  });

  it('finds the claims that references and words name', () => {
    for (const file of Object.keys(counts))
      textsOf(file).forEach((text, index) => {
        const record = recordsOf(file)[index] as UsRecord;
        for (const [, number = '', body = ''] of text.matchAll(/<CLM ID="CLM-0*(\d+)">([\s\S]*?)<\/CLM>/g)) {
          const stated = [...body.matchAll(/<CLREF ID="CLM-0*(\d+)"/g)].map((match) => Number(match[1]));
          expect(record.claims[Number(number) - 1]?.dependsOn).toEqual([...new Set(stated)].sort((a, b) => a - b));
        }
      });
  });

  it('numbers the paragraphs of an application as its text does', () => {
    for (const file of Object.keys(counts).filter((name) => name.includes('pap')))
      textsOf(file).forEach((text, index) => {
        const printed = [...text.matchAll(/<paragraph [^>]*>\s*<number>\D*(\d+)/g)].map(([, number]) => Number(number));
        const numbers = (recordsOf(file)[index] as UsRecord).description.flatMap(({ paragraphs }) =>
          paragraphs.flatMap(({ number }) => (number === undefined ? [] : [Number(number)])),
        );
        expect(numbers.filter((number) => !printed.includes(number))).toEqual([]);
        expect(numbers.length).toBeGreaterThan(printed.length - 5);
      });
  });
});
