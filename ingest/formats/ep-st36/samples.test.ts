import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { statusPeriods } from '../../../domain/life-status.js';
import type { PatentRecord } from '../../../domain/patent.js';
import { readSamples } from '../../../fixtures/read-fixture.js';
import { describeWithSamples } from '../../../fixtures/samples.js';
import { format } from './format.js';

const negative = 'application-v1-4-A1.xml';
const contents = 'st36a-toc.xml';
const count = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)].length;
const decode = (text: string) => text.replaceAll('&amp;', '&').replace(/\s+/g, ' ').trim();

describeWithSamples('European publication samples', (folder) => {
  const path = join(folder, 'patents/epo-eps-st36');
  const good = readdirSync(path).filter((file) => file !== negative && file !== contents);
  const read = (file: string) => readFileSync(join(path, file), 'utf8');
  const recordOf = async (file: string) => (await readSamples(format, join(path, file))).records[0] as PatentRecord;

  it('covers every file of the folder', () => {
    expect(good).toHaveLength(13);
  });

  it.each(good)('%s gives one record, nothing rejected, unlisted or unknown', async (file) => {
    const reading = await readSamples(format, join(path, file));
    expect(reading.records).toHaveLength(1);
    expect(reading.rejects).toEqual([]);
    expect(reading.unlisted).toEqual({});
    expect(reading.unknownEntities).toEqual({});
    expect(reading.records[0]?.flags).toBeUndefined();
    const root = /<ep-patent-document[^>]*>/.exec(read(file))?.[0] ?? '';
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(root)?.[1];
    expect(reading.records[0]?.id).toBe(`EP-${attribute('doc-number')}-${attribute('kind')}`);
    expect(reading.records[0]?.sources[0]?.schemaVersion).toBe(attribute('dtd-version'));
    expect(reading.records[0]?.publicationReference?.date?.replaceAll('-', '')).toBe(attribute('date-publ'));
  });

  it('rejects the sample with raw ampersands, with the reason, and keeps its bytes', async () => {
    const reading = await readSamples(format, join(path, negative));
    expect(reading.records).toEqual([]);
    expect(reading.rejects).toEqual([
      expect.objectContaining({ code: 'not-well-formed', detail: expect.stringContaining('ampersand') as string }),
    ]);
  });

  it('leaves the table of contents of a package to be named as unsupported', async () => {
    const reading = await readSamples(format, join(path, contents));
    expect(reading.records).toEqual([]);
    expect(reading.unsupported).toEqual([
      expect.objectContaining({ looksLike: expect.stringContaining('Application-body') as string }),
    ]);
  });

  it.each(good)(
    '%s: counts of parties, priorities, citations, states and texts agree with the raw XML',
    async (file) => {
      const record = await recordOf(file);
      const xml = read(file);
      const roles = (role: string) => record.parties.filter((party) => party.role === role);
      expect(roles('applicant')).toHaveLength(count(xml, /<B711>/g));
      expect(roles('inventor')).toHaveLength(count(xml, /<B721>/g));
      expect(roles('assignee')).toHaveLength(count(xml, /<B731>/g));
      expect(roles('agent')).toHaveLength(count(xml, /<B741>/g));
      expect(roles('opponent')).toHaveLength(count(xml, /<B781>/g));
      expect(record.priorityClaims).toHaveLength(count(xml, /<B310>/g));
      expect(record.inventionTitle).toHaveLength(count(xml, /<B542[ >]/g));
      expect(record.claims).toHaveLength(count(xml, /<claim /g));
      expect(new Set(record.claims.map(({ lang }) => lang)).size).toBe(
        new Set([...xml.matchAll(/<claims [^>]*lang="(\w+)"/g)].map(([, lang]) => lang)).size,
      );
      const list = /<ep-reference-list[^]*<\/ep-reference-list>/.exec(xml)?.[0] ?? '';
      expect(record.referencesCited).toHaveLength(count(xml, /<B56[12]>/g) + count(list, /<(?:pat|npl)cit /g));
      expect(record.designatedStates?.['contracting'] ?? []).toHaveLength(
        count(/<B840>[^]*?<\/B840>/.exec(xml)?.[0] ?? '', /<ctry>/g),
      );
      expect(record.classifications).toHaveLength(
        count(xml, /<B51[1-5]>|<B517EP>|<classification-ipcr |<classification-cpc /g),
      );
      expect(record.relatedDocuments).toHaveLength(count(/<B600>[^]*<\/B600>/.exec(xml)?.[0] ?? '', /<dnum>/g));
    },
  );

  it.each(good)('%s: every paragraph number, every name and every dated tag of the raw XML is kept', async (file) => {
    const record = await recordOf(file);
    const xml = read(file);
    const body = /<description[^]*<\/description>/.exec(xml)?.[0] ?? '';
    const printed = [...body.matchAll(/<p id="[^"]*" num="([^"]+)"/g)].map(([, number]) => number);
    const numbers = record.description.flatMap(({ paragraphs }) => paragraphs.map(({ number }) => number));
    // A paragraph that holds images only has no text to keep: its images stand in `embedded`.
    expect(printed.length - numbers.length).toBeLessThanOrEqual(
      count(body, /<p [^>]*>\s*<(?:img|tables|maths|chemistry)/g),
    );
    for (const number of numbers) expect(printed).toContain(number);
    const names = record.parties.map(({ name }) => name);
    for (const [, name = ''] of xml.matchAll(/<B7[1-4]1><snm>([^<]*)</g)) expect(names).toContain(decode(name));
    const days = record.events.map(({ date }) => date?.replaceAll('-', ''));
    expect(days).toEqual([...days].sort());
    const dated = /<B(?:220|24[123]|430|450|452EP|477|565EP|871|880)>[^]*?<date>(\d{8})<\/date>/g;
    for (const [, day] of xml.matchAll(dated)) expect(days).toContain(day);
    expect(record.embedded?.length ?? 0).toBe(count(xml, /<(?:img|chemistry|maths|tables|doc-page) /g));
  });

  it('a granted patent is in force from the mention of the grant; opposition and amendment are told', async () => {
    const record = await recordOf('grant-v1-3-B2.xml');
    expect(record.grantDate).toBe('2006-06-28');
    expect(statusPeriods(record).find(({ status }) => status === 'in-force')?.from).toBe('2006-06-28');
    expect(
      record.events.filter(({ code }) => code === 'opposed' || code === 'amended').map(({ officeCode }) => officeCode),
    ).toEqual(['B781', 'B243', 'B477']);
  });

  it('a lapse in some states does not end the European patent', async () => {
    const record = await recordOf('grant-v1-5-B2.xml');
    const lapses = record.events.filter(({ officeCode }) => officeCode === 'B475');
    expect(lapses).toHaveLength(count(/<B475>[^]*<\/B475>/.exec(read('grant-v1-5-B2.xml'))?.[0] ?? '', /<ctry>/g));
    expect(lapses.length).toBeGreaterThan(0);
    expect(statusPeriods(record).some(({ status }) => status === 'lapsed')).toBe(false);
  });

  it('dependent claims point at earlier claims of the same set, in German, English and French', async () => {
    const record = await recordOf('grant-v1-0-B1.xml');
    for (const lang of ['de', 'en', 'fr']) {
      const set = record.claims.filter((claim) => claim.lang === lang);
      expect(set.map(({ number }) => number)).toEqual(set.map((_claim, index) => index + 1));
      expect(set.some(({ dependsOn }) => dependsOn.length > 0)).toBe(true);
      for (const { number, dependsOn } of set) for (const each of dependsOn) expect(each).toBeLessThan(number);
    }
    const tree = (lang: string) =>
      record.claims.filter((claim) => claim.lang === lang).map(({ dependsOn }) => dependsOn);
    expect(tree('de')).toEqual(tree('en'));
    // Claim 3 of the French text says `selon la revendication` without a number: nothing is guessed.
    expect(tree('fr')).toEqual([[], [1], []]);
  });
});
