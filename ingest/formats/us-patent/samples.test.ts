import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { DesignRecord } from '../../../domain/design.js';
import type { PatentRecord } from '../../../domain/patent.js';
import { readSamples, type SampleReading } from '../../../fixtures/read-fixture.js';
import { describeWithSamples } from '../../../fixtures/samples.js';
import { format as application } from '../us-application/format.js';
import { format as grant } from '../us-grant/format.js';

type UsRecord = PatentRecord | DesignRecord;

/** File -> records, as the README of the samples states them. */
const counts: Record<string, number> = {
  'patents/uspto-grant/US06859910.xml': 1,
  'patents/uspto-grant/US07272630B2.xml': 1,
  'patents/uspto-grant/US08926509.xml': 1,
  'patents/uspto-grant/US08930553.xml': 1,
  'patents/uspto-grant/grant_us10000000b2_14643719.xml': 1,
  'patents/uspto-grant/ipg050104.small.xml.gz': 25,
  'patents/uspto-grant/ipg120327.18.xml.gz': 18,
  'patents/uspto-grant/ipg130416.small.xml.gz': 25,
  'patents/uspto-grant/ipgb20230404_wk14.zip': 3,
  'patents/uspto-grant/v4-5-B1.xml': 1,
  'patents/uspto-application/US20050004437A1.xml': 1,
  'patents/uspto-application/ipa061228.one.xml': 1,
  'patents/uspto-application/ipa110106.XML': 5,
  'patents/uspto-application/ipa130117.one.xml': 2,
  'patents/uspto-application/v4-4-A1.xml': 1,
  'patents/uspto-application/v4-5-A2.xml': 1,
};

/** Files whose text a plain pattern can look into beside the reader: not the zip. */
const plain = (file: string) => !/\.zip$/i.test(file);

function readText(folder: string, file: string): string {
  const bytes = readFileSync(join(folder, file));
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

const documentPattern = /<us-patent-(grant|application) [\s\S]*?<\/us-patent-\1>/g;
const countMatches = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
const isoDay = /^\d{4}-\d{2}-\d{2}$/;

describeWithSamples('US patent samples', (folder) => {
  const readings = new Map<string, SampleReading>();
  beforeAll(async () => {
    for (const file of Object.keys(counts)) readings.set(file, await readSamples([grant, application], file));
  });
  const recordsOf = (file: string) => (readings.get(file)?.records ?? []) as UsRecord[];
  const everyRecord = () => Object.keys(counts).flatMap((file) => recordsOf(file));

  it('knows every file of the two folders', () => {
    const files = ['patents/uspto-grant', 'patents/uspto-application'].flatMap((path) =>
      readdirSync(join(folder, path)).map((name) => `${path}/${name}`),
    );
    expect(files.sort()).toEqual(Object.keys(counts).sort());
  });

  it.each(Object.entries(counts))('reads %s: %i records, none rejected, no element unlisted', (file, count) => {
    const reading = readings.get(file) as SampleReading;
    expect(reading.records).toHaveLength(count);
    expect(reading.rejects).toEqual([]);
    expect(reading.unlisted).toEqual({});
    expect(reading.unknownEntities).toEqual({});
  });

  it('reports the two sequence listings of a weekly file as unsupported, not as patents', () => {
    const { ledgers, unsupported } = readings.get('patents/uspto-grant/ipg130416.small.xml.gz') as SampleReading;
    expect(ledgers[0]?.unsupported).toBe(2);
    expect(unsupported.map(({ looksLike }) => looksLike).join()).toContain('sequence-cwu');
  });

  it('gives ids, ISO days, numbered claims and named parties to every record', () => {
    for (const record of everyRecord()) {
      expect(record.id).toMatch(/^US-(?:D?\d{6,8}|20\d{9})-(?:B[12]|S1|A[129])$/);
      expect(record.publicationReference?.date).toMatch(isoDay);
      expect(record.applicationReference?.date).toMatch(isoDay);
      expect(record.applicationReference?.number).toMatch(/^\d{8}$/);
      expect(record.inventionTitle[0]?.text).toMatch(/\S/);
      for (const event of record.events) expect(event.date).toMatch(isoDay);
      expect(record.parties.filter(({ role }) => role === 'inventor').length).toBeGreaterThan(0);
      for (const party of record.parties) expect(party.name).toMatch(/\S/);
      expect(record.claims.map(({ number }) => number)).toEqual(record.claims.map((_, index) => index + 1));
      for (const claim of record.claims) for (const each of claim.dependsOn) expect(each).toBeLessThan(claim.number);
      for (const section of record.description)
        for (const paragraph of section.paragraphs) expect(paragraph.text).toMatch(/\S/);
      expect(record.flags ?? []).toEqual([]);
    }
  });

  it('makes designs of design patents, with Locarno and the term of grant; patents have at least one IPC', () => {
    for (const record of everyRecord()) {
      const schemes = record.classifications.map(({ scheme }) => scheme);
      expect(record.type).toBe(record.id.startsWith('US-D') ? 'design' : 'patent');
      if (record.type === 'design') {
        expect(schemes).toContain('locarno');
        expect([14, 15]).toContain(record.termOfGrantYears);
      } else expect(schemes).toContain('ipc');
      for (const { scheme, symbol } of record.classifications) {
        if (scheme === 'ipc' || scheme === 'cpc') expect(symbol).toMatch(/^[A-H]\d\d[A-Z]\d{1,4}\/\d{2,6}$/);
        if (scheme === 'locarno') expect(symbol).toMatch(/^\d\d-\d\d$/);
        if (scheme === 'us') expect(symbol).toMatch(/^(?:D?\d{1,3})\/(?:[A-Z]*\d+(?:\.\d+)?[A-Z]?|\d+[A-Z]+\d*)$/);
      }
    }
  });

  it('agrees with plain counts of the raw text: claims, inventors, citations, figures, paragraphs', () => {
    for (const file of Object.keys(counts).filter(plain)) {
      const documents = readText(folder, file).match(documentPattern) ?? [];
      const records = new Map(
        recordsOf(file).map((record) => [
          record.publicationReference?.original ?? record.publicationReference?.number,
          record,
        ]),
      );
      for (const text of documents) {
        const number = /<publication-reference>\s*<document-id>\s*<country>US<\/country>\s*<doc-number>(\w+)</.exec(
          text,
        )?.[1];
        const record = records.get(number) as UsRecord;
        const bibliography = text.slice(0, text.indexOf('</us-bibliographic-data'));
        const stated = /<number-of-claims>(\d+)</.exec(text)?.[1];
        expect(record.numberOfClaims).toBe(stated === undefined ? undefined : Number(stated));
        expect(record.claims).toHaveLength(countMatches(text, /<claim /g));
        if (stated) expect(record.claims).toHaveLength(Number(stated));
        expect(record.parties.filter(({ role }) => role === 'inventor')).toHaveLength(
          countMatches(bibliography, /<inventor /g) || countMatches(bibliography, /app-type="applicant-inventor"/g),
        );
        expect(record.referencesCited).toHaveLength(countMatches(bibliography, /<(?:us-)?citation>/g));
        expect(record.referencesCited.filter(({ citedBy }) => citedBy === 'examiner')).toHaveLength(
          countMatches(bibliography, /<category>cited by examiner</g),
        );
        const paragraphs = record.description.flatMap((section) => section.paragraphs);
        const description = /<description[\s>][\s\S]*<\/description>/.exec(text)?.[0] ?? '';
        const printed = [...description.matchAll(/<p id="[pP]-[^"]*"[^>]*[^/]>([\s\S]*?)<\/p>/g)];
        // A paragraph that is only a formula or a drawing has no text; it lives on in `embedded`.
        const worded = printed.filter(([, body = '']) => body.replace(/<[^>]*>/g, '').trim() !== '');
        expect(paragraphs.filter(({ id }) => /^p-/i.test(id ?? ''))).toHaveLength(worded.length);
        expect(record.embedded?.filter(({ part }) => part === 'drawings') ?? []).toHaveLength(
          countMatches(/<drawings[\s\S]*<\/drawings>/.exec(text)?.[0] ?? '', /<img /g),
        );
      }
    }
  });

  it('finds every dependency that claim-ref states, and no others but those the words state', () => {
    for (const file of Object.keys(counts).filter(plain))
      for (const record of recordsOf(file)) {
        const text =
          readText(folder, file)
            .match(documentPattern)
            ?.find((each) =>
              each.includes(
                `<doc-number>${record.publicationReference?.original ?? record.publicationReference?.number}<`,
              ),
            ) ?? '';
        for (const [, number = '', body = ''] of text.matchAll(/<claim id="CLM-0*(\d+)"[^>]*>([\s\S]*?)<\/claim>/g)) {
          const stated = [...body.matchAll(/idref="CLM-0*(\d+)"/g)].map((match) => Number(match[1]));
          const claim = record.claims[Number(number) - 1];
          expect(claim?.dependsOn).toEqual(expect.arrayContaining(stated));
          const words =
            /\b(?:preceding|previous|foregoing) claims?\b|claims? \d+.{0,20}?(?:to|and|or|-)\s*(?:claim )?\d+/;
          if (!words.test(body.replace(/<[^>]*>/g, ''))) expect(new Set(claim?.dependsOn)).toEqual(new Set(stated));
        }
      }
  });
});
