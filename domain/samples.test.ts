import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describeWithSamples } from '../fixtures/samples.js';
import { parseApplicationNumber } from './application-number.js';
import { parseClassSymbol } from './class-symbol.js';
import { parseDate } from './day.js';
import { numberKeys, parseDocumentId } from './document-id.js';

/** Folder of the samples, for the tests below. */
let samples = '';

const readAll = (folder: string, pattern: RegExp): string =>
  readdirSync(join(samples, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => readFileSync(join(samples, folder, entry.name)))
    .map((bytes) => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8'))
    .join('\n');
const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

describeWithSamples('numbers and classes as offices print them', (folder) => {
  samples = folder;

  it('every CN application number of the bibliography packages bears its own check digit', () => {
    const lines = readAll('patents/cnipa-csv', /BIBS.*\.csv$/).split('\n');
    const numbers = lines.map((line) => line.split(',')[0] ?? '').filter((cell) => /^CN\d/.test(cell));
    expect(numbers.length).toBeGreaterThan(1000);
    const printed = numbers.filter((number) => number.includes('.'));
    expect(printed.length).toBeGreaterThan(1000);
    expect(printed.filter((number) => parseApplicationNumber('CN', number).isCheckDigitValid !== true)).toEqual([]);
    // The first column mixes both forms: the others are standard ones, without a check digit.
    const standard = numbers.filter((number) => !number.includes('.'));
    expect(standard.filter((number) => !/^20\d{10}$/.test(parseApplicationNumber('CN', number).number))).toEqual([]);
    expect(numbers.filter((number) => parseDocumentId(number)[0]?.isCertain !== true)).toEqual([]);
  });
  it('every CN publication, date and IPC symbol there is read', () => {
    const rows = readAll('patents/cnipa-csv', /BIBS.*\.csv$/)
      .split('\n')
      .map((line) => line.split(','))
      .filter((cells) => /^CN\d/.test(cells[0] ?? '') && cells.length > 5);
    expect(rows.length).toBeGreaterThan(1000);
    for (const [, filed = '', publication = '', published = '', symbols = ''] of rows) {
      expect([filed, published].map((date) => parseDate(date).isImpossible)).toEqual([false, false]);
      expect(parseDocumentId(publication)[0]).toMatchObject({ office: 'CN', role: 'publication', isCertain: true });
      for (const symbol of symbols.split(';').filter((each) => each !== ''))
        expect(parseClassSymbol('ipc', symbol)?.symbol).toBe(symbol);
    }
  });
  it('both references of the CNIPA format are one number', () => {
    const text = readAll('patents/cnipa-business', /\.xml$/i);
    const references = [
      ...text.matchAll(/<business:ApplicationReference [^>]*dataFormat="(\w+)"[^>]*>[\s\S]*?<base:DocNumber>([^<]+)/g),
    ];
    const canonical = (form: string) =>
      references
        .filter((match) => match[1] === form)
        .map((match) => parseApplicationNumber('CN', match[2] ?? '').number);
    expect(canonical('original').length).toBeGreaterThanOrEqual(5);
    expect(canonical('standard')).toEqual(canonical('original'));
  });
  it('every EP application number bears its own check digit', () => {
    const numbers = matches(readAll('patents/epo-eps-st36', /\.xml$/), /<B210>([^<]+)</g);
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers.filter((number) => parseApplicationNumber('EP', number).isCheckDigitValid !== true)).toEqual([]);
  });
  it('every IPC symbol in DOCDB columns is read with its version and office', () => {
    const printed = matches(readAll('patents/epo-docdb', /\.xml$/), /<text>([A-H]\d\d[A-Z][^<]*)</g);
    expect(printed.length).toBeGreaterThan(20);
    for (const raw of printed) {
      const found = parseClassSymbol('ipc', raw);
      expect(found).toMatchObject({
        version: expect.stringMatching(/^\d{4}-\d\d-01$/),
        office: expect.stringMatching(/^[A-Z]{2}$/),
      });
      expect(found?.symbol).toBe(raw.slice(0, 14).replace(/\s/g, ''));
    }
  });
  it('every US national class of the grants is read', () => {
    const printed = matches(
      readAll('patents/uspto-grant', /\.(?:xml|gz)$/),
      /<classification-national>\s*<country>US<\/country>\s*<main-classification>([^<]+)</g,
    );
    expect(printed.length).toBeGreaterThan(50);
    const unread = printed.filter((raw) => parseClassSymbol('us', raw) === undefined);
    expect(unread.filter((raw) => raw !== 'None')).toEqual([]);
  });
  it('the same document is found by the docdb, epodoc and original forms of DOCDB', () => {
    const text = readAll('patents/epo-docdb', /^WO.*\.xml$/);
    for (const [element, role] of [
      ['publication-reference', 'publication'],
      ['application-reference', 'application'],
    ] as const) {
      const block = new RegExp(
        `<exch:${element}[^>]*data-format="docdb"[^>]*>[\\s\\S]*?<country>(\\w\\w)[\\s\\S]*?<doc-number>([^<]+)[\\s\\S]*?<kind>(\\w+)`,
      ).exec(text);
      const [, office = '', number = '', kind = ''] = block ?? [];
      const keys = numberKeys({ office, number, kind }, role);
      const others = matches(
        text,
        new RegExp(
          `<exch:${element}[^>]*data-format="(?:epodoc|original)"[^>]*>\\s*<document-id[^>]*>\\s*<doc-number>([^<]+)`,
          'g',
        ),
      );
      expect(others).toHaveLength(2);
      for (const other of others)
        expect(parseDocumentId(other).some((candidate) => candidate.keys.some((key) => keys.includes(key)))).toBe(true);
    }
  });
});
