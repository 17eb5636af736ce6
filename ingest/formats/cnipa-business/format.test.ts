import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DesignRecord } from '../../../domain/design.js';
import type { PatentRecord } from '../../../domain/patent.js';
import { describeWithSamples } from '../../../fixtures/samples.js';
import { RecordError, type RawRecord } from '../../format.js';
import { format } from './format.js';

const asRaw = (file: string): RawRecord => {
  const whole = file.replace(/^\uFEFF/, '');
  const text = whole.slice(whole.indexOf('<business:PatentDocumentAndRelated'));
  return { entry: 'a.xml', offset: 0, bytes: Buffer.from(text), text, hash: 'h', rootAttributes: {}, prolog: '' };
};
const parse = (file: string) => {
  const parsed = format.parse(asRaw(file), { package: 'p.zip' });
  return { ...parsed, record: parsed.records[0] as PatentRecord | DesignRecord };
};

describe('cnipa-business', () => {
  const fixtures = resolve(process.cwd(), 'fixtures/cnipa-business');
  for (const name of ['invention-national-phase', 'utility-model', 'design'])
    it(`reads ${name} into its golden record, nothing unlisted`, () => {
      const { record, unlisted } = parse(readFileSync(join(fixtures, `${name}.xml`), 'utf8'));
      const { sources, ...rest } = record;
      expect([...unlisted]).toEqual([]);
      expect(sources).toHaveLength(1);
      expect(rest).toEqual(JSON.parse(readFileSync(join(fixtures, `${name}.expected.json`), 'utf8')));
    });

  const documentOf = (attributes: string, inside: string) =>
    `<business:PatentDocumentAndRelated lang="zh" country="CN" ${attributes}><business:BibliographicData>${inside}</business:BibliographicData></business:PatentDocumentAndRelated>`;

  it('rejects a document without any number', () => {
    expect(() => parse(documentOf('', ''))).toThrow(RecordError);
  });

  it('takes number, kind and date from the root when the references are missing', () => {
    const { record } = parse(documentOf('docNumber="101234567" kind="A" datePublication="20080806"', ''));
    expect(record.id).toBe('CN-101234567-A');
    expect(record.publicationReference?.date).toBe('2008-08-06');
    expect(record.rightKind).toBe('invention');
  });

  it('does not call documents published for opposition under the first Patent Law granted', () => {
    const { record } = parse(documentOf('docNumber="85100312" kind="B" datePublication="19880504"', ''));
    expect(record.events.map(({ code }) => code)).toEqual(['published']);
    expect((record as PatentRecord).grantDate).toBeUndefined();
  });

  it('treats second characters 8 and 9 of the kind as corrections, not as grants', () => {
    const { record } = parse(documentOf('docNumber="101234567" kind="B8" datePublication="20120104"', ''));
    expect(record.events.map(({ code }) => code)).toEqual(['corrected']);
  });

  it('keeps an impossible date as a flag and leaves the member absent', () => {
    const { record } = parse(documentOf('docNumber="101234567" kind="A" datePublication="20121345"', ''));
    expect(record.publicationReference?.date).toBeUndefined();
    expect(record.flags).toEqual([{ code: 'impossible-date', member: 'publicationReference.date', raw: '20121345' }]);
  });

  it('is detected by its root element, whatever the prefix', () => {
    const sample = { entry: 'x', head: '', rootAttributes: {} };
    expect(format.detects({ ...sample, rootElement: 'PatentDocumentAndRelated' })).toBe(true);
    expect(format.detects({ ...sample, rootElement: 'us-patent-grant' })).toBe(false);
  });
});

describeWithSamples('cnipa-business on every sample of the office', (folder) => {
  const samples = join(folder, 'patents/cnipa-business');
  const files = readdirSync(samples).filter((name) => /\.xml$/i.test(name));
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };
  const bare = (text: string) =>
    text
      .replace(/<[^>]*>/g, '')
      .replace(/\s+/g, '')
      .replace(/&\w+;/g, (name) => entities[name] ?? name);
  const inside = (xml: string, element: string) =>
    [...xml.matchAll(new RegExp(`<business:${element}[ >][\\s\\S]*?</business:${element}>`, 'g'))]
      .map(([text]) => text)
      .join('');

  it('finds the five documents that the README of the samples lists', () => {
    expect(files).toHaveLength(5);
  });

  for (const file of files)
    it(`reads ${file} as one record and loses no claim, paragraph or figure`, () => {
      const xml = readFileSync(join(samples, file), 'utf8');
      const { records, record, unlisted, unknownEntities } = parse(xml);
      expect(records).toHaveLength(1);
      expect([...unlisted]).toEqual([]);
      expect([...unknownEntities]).toEqual([]);
      const attribute = (name: string) =>
        new RegExp(`<business:PatentDocumentAndRelated[^>]*\\b${name}="([^"]*)"`).exec(xml)?.[1];
      expect(record.id).toBe(`CN-${attribute('docNumber')}-${attribute('kind')}`);
      expect(record.publicationReference?.date?.replace(/-/g, '')).toBe(attribute('datePublication'));
      expect(record.flags ?? []).toEqual([]);

      const claims = inside(xml, 'Claims');
      expect(record.claims).toHaveLength([...claims.matchAll(/<business:Claim /g)].length);
      expect(record.claims.map(({ text }) => text.replace(/\s+/g, '')).join('')).toBe(bare(claims));
      for (const { number, dependsOn } of record.claims) expect(dependsOn.every((each) => each < number)).toBe(true);
      const referring = [...claims.matchAll(/<business:ClaimText>[^其]*?权利要求/g)].length;
      expect(record.claims.filter(({ dependsOn }) => dependsOn.length > 0)).toHaveLength(referring);

      const description = inside(xml, 'Description').replace(
        /<business:InventionTitle[\s\S]*?<\/business:InventionTitle>/g,
        '',
      );
      const words = record.description.flatMap(({ heading, paragraphs }) => [
        heading ?? '',
        ...paragraphs.map(({ text }) => text),
      ]);
      expect(words.join('').replace(/\s+/g, '')).toBe(bare(description));

      const abstract = inside(xml, 'Abstract');
      expect(record.abstract.map(({ text }) => text.replace(/\s+/g, '')).join('')).toBe(bare(abstract));
      const files = [...xml.matchAll(/<base:Image [^>]*file="([^"]*)"/g)].map(([, name]) => name).sort();
      expect((record.embedded ?? []).flatMap(({ file: name }) => name ?? []).sort()).toEqual(files);
      const inventors = [...xml.matchAll(/<business:Inventor /g)].length;
      expect(record.parties.filter(({ role }) => role === 'inventor')).toHaveLength(inventors);
      expect(record.parties.filter(({ role }) => role === 'agent')).toHaveLength(
        [...xml.matchAll(/<business:Agent /g)].length,
      );
      expect(record.parties[0]?.address?.text).not.toMatch(/^\d{6}/);
    });
});
