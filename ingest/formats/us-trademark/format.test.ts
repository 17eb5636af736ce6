import { statusOn, statusPeriods } from '../../../domain/life-status.js';
import type { TrademarkRecord } from '../../../domain/trademark.js';
import { RecordError, type RawRecord } from '../../format.js';
import { format } from './format.js';

const asRaw = (text: string): RawRecord => ({
  entry: 'apc.xml',
  offset: 0,
  bytes: Buffer.from(text),
  text,
  hash: 'h',
  rootAttributes: {},
  prolog: '<x><version><version-no>2.0</version-no><version-date>20050401</version-date></version>',
});
const event = (code: string, date: string, number: number) =>
  `<case-file-event-statement><code>${code}</code><type>O</type><date>${date}</date><number>${number}</number></case-file-event-statement>`;
const read = (header: string, events = '', serial = '75000001', rest = '') =>
  format.parse(
    asRaw(
      `<case-file><serial-number>${serial}</serial-number><case-file-header>${header}</case-file-header>` +
        `<case-file-event-statements>${events}</case-file-event-statements>${rest}</case-file>`,
    ),
    { package: 'p.zip' },
  ).records[0] as TrademarkRecord;
const filed = '<filing-date>19990301</filing-date>';

describe('us-trademark', () => {
  it('keeps a mark that was revived in force after its revival and out of force before', () => {
    const header = `${filed}<registration-date>20000606</registration-date><status-code>701</status-code><status-date>20070101</status-date>`;
    const record = read(
      header,
      event('REIN', '20070101', 3) + event('C8..', '20061209', 2) + event('R.PR', '20000606', 1),
    );
    const periods = statusPeriods(record);
    expect(statusOn(periods, '2005-01-01')).toBe('in-force');
    expect(statusOn(periods, '2006-12-20')).toBe('lapsed');
    expect(statusOn(periods, '2007-02-01')).toBe('in-force');
  });

  it.each([
    ['602', 'withdrawn'],
    ['710', 'lapsed'],
    ['900', 'expired'],
    ['700', 'pending'],
    ['998', 'pending'],
  ])('reads the end of a right from status %s when no event tells it', (code, status) => {
    const record = read(`${filed}<status-code>${code}</status-code><status-date>20100105</status-date>`);
    expect(statusOn(statusPeriods(record), '2010-01-06')).toBe(status);
    expect(record.officeStatus?.code).toBe(code);
  });

  it('does not add a second ending when the history has one', () => {
    const header = `${filed}<abandonment-date>20000102</abandonment-date><status-code>602</status-code><status-date>20000103</status-date>`;
    const codes = read(header, event('ABN2', '20000101', 1)).events.map(({ code }) => code);
    expect(codes).toEqual(['filed', 'abandoned']);
  });

  it('takes a partial cancellation for a limit, and the mailing of a notice for no event of the right', () => {
    const codes = read(filed, event('C18P', '20100101', 1) + event('MAB2', '20100102', 2)).events.map(
      ({ code }) => code,
    );
    expect(codes).toEqual(['filed', 'limited', 'other']);
  });

  it('orders the events of one day by the number that the office gave them', () => {
    const record = read('', event('R.PR', '20000101', 2) + event('PUBO', '20000101', 1));
    expect(record.events.map(({ code }) => code)).toEqual(['published', 'registered']);
  });

  it('rejects a case without a serial number and flags a damaged one', () => {
    expect(() => read(filed, '', '')).toThrow(RecordError);
    expect(read(filed, '', '7500000X').flags).toEqual([
      { code: 'damaged-number', member: 'applicationReference', raw: '7500000X' },
    ]);
  });

  it('takes zeros for no date and no number, and keeps an impossible date as one flag', () => {
    const record = read('<filing-date>0</filing-date><registration-date>20011301</registration-date>');
    expect(record.filingDate).toBeUndefined();
    expect(record.registrationDate).toBeUndefined();
    expect(record.flags).toEqual([{ code: 'impossible-date', member: 'registrationDate', raw: '20011301' }]);
  });

  it('keeps goods whose statement fits no class entry', () => {
    const statements =
      '<case-file-statements><case-file-statement><type-code>GS0251</type-code><text>Hats</text></case-file-statement></case-file-statements>';
    expect(read(filed, '', '75000001', statements).goodsServices).toEqual([
      { niceClass: '25', description: [{ lang: 'en', text: 'Hats' }] },
    ]);
  });

  it('knows the version of the file from its head', () => {
    expect(read(filed).sources[0]?.schemaVersion).toBe('2.0 20050401');
  });
});
