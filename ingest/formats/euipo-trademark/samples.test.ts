import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { statusOn, statusPeriods } from '../../../domain/life-status.js';
import type { TrademarkRecord } from '../../../domain/trademark.js';
import { readSamples } from '../../../fixtures/read-fixture.js';
import { describeWithSamples } from '../../../fixtures/samples.js';
import { format } from './format.js';

const count = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)].length;
const valueOf = (xml: string, name: string) => new RegExp(`<${name}[^>]*>([^<]*)<`).exec(xml)?.[1];

describeWithSamples('EUIPO trademark samples', (folder) => {
  const path = join(folder, 'trademarks/euipo');
  const files = readdirSync(path);
  const us = join(folder, 'trademarks/uspto-tsdr/sn76044902-ST66.xml');
  const recordOf = async (file: string) => (await readSamples(format, file)).records[0] as TrademarkRecord;

  it.each([...files.map((file) => join(path, file)), us])(
    '%s gives one record, nothing rejected, unlisted or unsupported',
    async (file) => {
      const reading = await readSamples(format, file);
      expect(reading.records).toHaveLength(1);
      expect(reading.rejects).toEqual([]);
      expect(reading.unlisted).toEqual({});
      expect(reading.unsupported).toEqual([]);
    },
  );

  it.each(files)('%s: numbers, days and status are those of the raw XML', async (file) => {
    const record = await recordOf(join(path, file));
    const xml = readFileSync(join(path, file), 'utf8');
    expect(record.id).toBe(`EM-${valueOf(xml, 'ApplicationNumber')}-TM`);
    expect(record.filingDate).toBe(valueOf(xml, 'ApplicationDate'));
    expect(record.registrationDate).toBe(valueOf(xml, 'RegistrationDate'));
    expect(record.expiryDate).toBe(valueOf(xml, 'ExpiryDate'));
    expect(record.language).toBe(valueOf(xml, 'ApplicationLanguageCode'));
    expect(record.officeStatus).toEqual(
      expect.objectContaining({
        text: valueOf(xml, 'MarkCurrentStatusCode'),
        date: valueOf(xml, 'MarkCurrentStatusDate'),
      }),
    );
    expect(record.markText[0]?.text).toBe(valueOf(xml, 'MarkVerbalElementText'));
    expect(record.sources[0]?.schemaVersion).toBe('EM-TM-TradeMark-V3-4');
    expect(record.flags ?? []).toEqual([]);
  });

  it.each(files)(
    '%s: counts of classes, goods, parties, priorities and proceedings agree with the raw XML',
    async (file) => {
      const record = await recordOf(join(path, file));
      const xml = readFileSync(join(path, file), 'utf8');
      const goods = record.goodsServices.flatMap(({ description }) => description);
      expect(goods).toHaveLength(count(xml, /<GoodsServicesDescription [^>]*>[^<]/g));
      expect(record.goodsServices).toHaveLength(count(xml, /<ClassDescription>/g));
      const classes = record.classifications.filter(({ scheme }) => scheme === 'nice').map(({ symbol }) => symbol);
      expect(classes).toEqual([...xml.matchAll(/<ClassNumber>0*(\d+)</g)].map(([, number]) => number));
      const unknown = record.flags?.length ?? 0;
      const vienna = record.classifications.filter(({ scheme }) => scheme === 'vienna');
      expect(vienna.length + unknown).toBe(
        new Set([...xml.matchAll(/<CategoryCode>([^<]*)</g)].map(([, code]) => code)).size,
      );
      expect(record.parties.filter(({ role }) => role === 'applicant')).toHaveLength(count(xml, /<ApplicantKey>/g));
      expect(record.priorityClaims).toHaveLength(count(xml, /<Priority>/g));
      expect(record.embedded ?? []).toHaveLength(count(xml, /<MarkImage>/g));
      const events = (officeCode: string) => record.events.filter((event) => event.officeCode === officeCode);
      expect(events('Opposition')).toHaveLength(count(xml, /<Opposition>/g));
      expect(events('BasicRecord')).toHaveLength(count(xml, /<BasicRecord>/g));
      const published = record.events.filter(({ text }) => text?.startsWith('publication in section'));
      expect(published).toHaveLength(count(xml, /<Publication>/g));
    },
  );

  it('a published mark carries its goods in 23 languages', async () => {
    const record = await recordOf(join(path, '018222211.xml'));
    for (const { description } of record.goodsServices)
      expect(new Set(description.map(({ lang }) => lang)).size).toBe(23);
  });

  it('status on a day follows refusal, withdrawal and registration', async () => {
    const statusAt = async (file: string, day: string) =>
      statusOn(statusPeriods(await recordOf(join(path, file))), day);
    expect(await statusAt('018222714.xml', '2022-01-01')).toBe('refused');
    expect(await statusAt('018229318.xml', '2022-01-01')).toBe('withdrawn');
    expect(await statusAt('018229634.xml', '2022-01-01')).toBe('in-force');
    expect(await statusAt('018226749.xml', '2022-01-01')).toBe('published');
  });

  it('reads the US status file of the same schema: history, owners, assignment', async () => {
    const record = await recordOf(us);
    const xml = readFileSync(us, 'utf8');
    expect(record.id).toBe('US-76044902-TM');
    expect(record.registrationNumber).toBe('2824281');
    expect(record.registrationDate).toBe('2004-03-23');
    const firstUse = [...xml.matchAll(/FirstUseDateNumber>(\d{4})(\d\d)(\d\d)</g)].map(([, ...day]) => day.join('-'));
    expect(record.goodsServices.map(({ firstUseDate }) => firstUseDate)).toEqual(firstUse);
    const history = [...xml.matchAll(/<MarkEventCode>([^<]*)</g)].map(([, code]) => code);
    const codes = record.events.map(({ officeCode }) => officeCode);
    for (const code of history) expect(codes).toContain(code);
    expect(codes.length).toBeGreaterThanOrEqual(history.length + 2);
    expect(record.parties.filter(({ role }) => role === 'owner' || role === 'applicant')).toHaveLength(
      count(xml, /<Applicant>/g),
    );
    expect(record.events.find(({ code }) => code === 'assigned')).toMatchObject({
      date: '2003-10-21',
      effectiveDate: '2003-08-06',
      details: { newOwner: 'PYTHON SOFTWARE FOUNDATION' },
    });
  });

  it('a design transaction has the same root and is not claimed', () => {
    const head = readFileSync(join(folder, 'designs/euipo/001063002-0001.xml'), 'utf8');
    expect(format.detects({ entry: 'x', head, rootElement: 'Transaction', rootAttributes: {} })).toBe(false);
  });
});
