import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildRecordId, numberKeys, parseRecordId } from '../../../domain/document-id.js';
import type { PatentRecord } from '../../../domain/patent.js';
import { readSamples } from '../../../fixtures/read-fixture.js';
import { describeWithSamples } from '../../../fixtures/samples.js';
import type { Parsed } from '../../format.js';
import { format } from './format.js';

const samples: readonly [file: string, records: number][] = [
  ['AP-1206-A_302101161.xml', 1],
  ['WO-2022259205-A1_544370561.xml', 1],
  ['DE-backfile.xml', 10],
];

function parse(text: string): Parsed {
  const raw = { entry: 'x.xml', offset: 0, bytes: Buffer.from(text), text, hash: '', rootAttributes: {}, prolog: '' };
  return format.parse(raw, { package: 'x' });
}

const withoutSources = (parsed: Parsed) => parsed.records.map((record) => ({ ...record, sources: undefined }));

/** The record's own bytes without the family list, for counting by regular expression: no code of ours between. */
const count = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)].length;
const distinct = (xml: string, pattern: RegExp) =>
  new Set([...xml.matchAll(pattern)].map((match) => match.slice(1).join('|'))).size;

describeWithSamples('DOCDB samples', (folder) => {
  const read = (file: string) => readFileSync(join(folder, 'patents/epo-docdb', file), 'utf8');
  const documentsOf = (xml: string) => [
    ...xml.matchAll(/<(?:exch:)?exchange-document [^]*?<\/(?:exch:)?exchange-document>/g),
  ];

  it.each(samples)('%s gives %d records, nothing rejected, unlisted or unknown', async (file, records) => {
    const reading = await readSamples(format, `patents/epo-docdb/${file}`);
    expect(reading.records).toHaveLength(records);
    expect(reading.rejects).toEqual([]);
    expect(reading.unlisted).toEqual({});
    expect(reading.unknownEntities).toEqual({});
    expect(reading.unsupported).toEqual([]);
    const ids = reading.records.map(({ id }) => id);
    expect(new Set(ids).size).toBe(records);
    for (const { flags } of reading.records) expect(flags).toBeUndefined();
  });

  it.each(samples)('%s: counts of citations, priorities, parties, classes and texts agree with the raw XML', (file) => {
    for (const [xml] of documentsOf(read(file))) {
      const record = parse(xml).records[0] as PatentRecord;
      const own = xml.replace(/<(?:exch:)?patent-family>[^]*<\/(?:exch:)?patent-family>/, '');
      expect(record.referencesCited).toHaveLength(count(own, /<(?:exch:)?citation[ >]/g));
      expect(record.referencesCited.filter(({ kind }) => kind === 'patent')).toHaveLength(count(own, /<patcit /g));
      expect(record.referencesCited.filter(({ kind }) => kind === 'npl')).toHaveLength(count(own, /<nplcit /g));
      expect(record.priorityClaims).toHaveLength(count(own, /<(?:exch:)?priority-claim [^>]*data-format="docdb"/g));
      expect(record.parties).toHaveLength(distinct(own, /<(?:exch:)?(applicant|inventor) sequence="(\d+)"/g));
      const classes = /<classification-ipcr |<(?:exch:)?(?:main|further)-classification>|<patent-classification /g;
      expect(record.classifications).toHaveLength(count(own, classes));
      expect(record.inventionTitle).toHaveLength(count(own, /<(?:exch:)?invention-title /g));
      expect(record.abstract).toHaveLength(count(own, /<(?:exch:)?abstract /g));
      expect(record.simpleFamilyId).toBe(/family-id="(\d+)"/.exec(xml)?.[1]);
    }
  });

  it.each(samples)('%s: every name of a party, every symbol and every cited number of the raw XML is kept', (file) => {
    for (const [xml] of documentsOf(read(file))) {
      const record = parse(xml).records[0] as PatentRecord;
      const names = record.parties.flatMap((party) => [party.name, party.latinName, ...(party.otherNames ?? [])]);
      for (const [, name = ''] of xml.matchAll(/<(?:exch:)?(?:applicant|inventor)-name><name>([^<]*)</g))
        expect(names).toContain(name.trim().replaceAll('&amp;', '&'));
      const symbols = record.classifications.filter(({ scheme }) => scheme === 'cpc').map(({ symbol }) => symbol);
      for (const [, symbol = ''] of xml.matchAll(/<classification-symbol>([^<]*)</g))
        expect(symbols).toContain(symbol.replace(/\s+/g, ''));
      const cited = record.referencesCited.flatMap(({ reference }) => reference?.forms?.['docdb'] ?? []);
      for (const [, number = ''] of xml.matchAll(/<patcit [^]*?<doc-number>([^<]*)</g)) expect(cited).toContain(number);
    }
  });

  it.each(samples)('%s: ids are canonical, dates are days, events stand in order', (file) => {
    for (const [xml] of documentsOf(read(file))) {
      const record = parse(xml).records[0] as PatentRecord;
      const id = parseRecordId(record.id);
      expect(id && buildRecordId(id.office, id.number, id.kind)).toBe(record.id);
      expect(record.office).toBe(/country="(\w+)"/.exec(xml)?.[1]);
      const published = /date-publ="(\d{4})(\d\d)(\d\d)"/.exec(xml)?.slice(1).join('-');
      expect(record.publicationReference?.date).toBe(published);
      const days = record.events.map(({ date }) => date);
      for (const day of days) expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(days).toEqual([...days].sort());
      expect(record.events.map(({ code }) => code)).toContain('published');
    }
  });

  it.each(samples)(
    '%s: the prefix changes nothing: `exch:` removed, or declared nowhere, gives the same records',
    (file) => {
      for (const [xml] of documentsOf(read(file))) {
        const bare = xml.replace(/(<\/?)exch:/g, '$1');
        const prefixed = bare.replace(/(<\/?)([a-z])/g, '$1other:$2');
        expect(withoutSources(parse(bare))).toEqual(withoutSources(parse(xml)));
        expect(withoutSources(parse(prefixed))).toEqual(withoutSources(parse(xml)));
      }
    },
  );

  it('a document of status D is a deletion and no record', () => {
    const [xml = ''] = documentsOf(read('DE-backfile.xml'))[0] ?? [];
    const { records, deletions } = parse(
      xml.replace('<exch:exchange-document ', '<exch:exchange-document status="D" '),
    );
    expect(records).toEqual([]);
    expect(deletions).toEqual(['DE-1258188-B']);
  });

  it('gives an original priority number to the claim with the same digits, not to the one with the same sequence', () => {
    const record = parse(read('AP-1206-A_302101161.xml')).records[0] as PatentRecord;
    expect(record.priorityClaims.map(({ office, number, original }) => [office, number, original])).toEqual([
      ['US', '09083597', '09/083,597'],
      ['US', 'US1998016128', 'PCT/US98/16128'],
    ]);
  });

  it('a priority is found by each of its spellings', () => {
    const record = parse(read('AP-1206-A_302101161.xml')).records[0] as PatentRecord;
    const keys = record.priorityClaims.map((claim) => numberKeys(claim, 'priority'));
    expect(keys[0]).toEqual(expect.arrayContaining(['US8359798', 'US19980083597', 'US09083597']));
    expect(keys[1]).toEqual(expect.arrayContaining(['PCTUS1998016128', 'WO1998US16128', 'US9816128W']));
  });

  it('a document without a number is a reject with a reason', () => {
    expect(() => parse('<exchange-document><bibliographic-data/></exchange-document>')).toThrow(
      expect.objectContaining({ code: 'no-number' }),
    );
  });
});
