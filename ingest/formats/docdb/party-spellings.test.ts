import { groupSpellings, type Spelling } from './party-spellings.js';

const element = { name: 'applicant', attributes: {}, text: '', children: [] };
const list = (format: string, ...names: string[]): Spelling[] =>
  names.map((name, index) => ({ element, format, sequence: String(index + 1), name }));
const grouped = (...lists: Spelling[][]) => groupSpellings(lists.flat()).map((group) => group.map(({ name }) => name));

describe('spellings of one party', () => {
  it('stand together by number when the orders agree', () => {
    expect(grouped(list('docdb', 'OTTER A', 'HERON B'), list('docdba', 'Otter, Anna', 'Heron, Ben'))).toEqual([
      ['OTTER A', 'Otter, Anna'],
      ['HERON B', 'Heron, Ben'],
    ]);
  });
  it('stand together by their words when the orders differ', () => {
    expect(grouped(list('docdb', 'OTTER A', 'HERON B'), list('docdba', 'Ben HERON', 'Anna OTTER'))).toEqual([
      ['OTTER A', 'Anna OTTER'],
      ['HERON B', 'Ben HERON'],
    ]);
  });
  it('of other words stand together by number in lists of one length, as translations do', () => {
    expect(grouped(list('docdb', 'TECH UNIV'), list('docdba', 'Hochschule am See'))).toEqual([
      ['TECH UNIV', 'Hochschule am See'],
    ]);
  });
  it('a name that only one format has is a party of its own and takes nobody`s place', () => {
    expect(
      grouped(list('docdb', 'OTTER A', 'HERON B'), list('docdba', 'Otter, Anna', 'Crane, Cy', 'Heron, Ben')),
    ).toEqual([['OTTER A', 'Otter, Anna'], ['HERON B', 'Heron, Ben'], ['Crane, Cy']]);
  });
  it('another script goes by number', () => {
    expect(grouped(list('docdb', 'OTTER CO', 'HERON CO'), list('original', '水獭公司', '苍鹭公司', '鹤公司'))).toEqual([
      ['OTTER CO', '水獭公司'],
      ['HERON CO', '苍鹭公司'],
      ['鹤公司'],
    ]);
  });
  it('diacritics and umlauts spelled with e do not part a name', () => {
    expect(grouped(list('docdb', 'MUELLER K', 'SORENSEN L'), list('docdba', 'Karl MÜLLER', 'Lars Sörensen'))).toEqual([
      ['MUELLER K', 'Karl MÜLLER'],
      ['SORENSEN L', 'Lars Sörensen'],
    ]);
  });
  it('without the standardised list the first format leads', () => {
    expect(grouped(list('docdba', 'Otter, Anna'), list('original', '水獭'))).toEqual([['Otter, Anna', '水獭']]);
  });
  it('two entries of one list are two parties, whatever their number', () => {
    const twice = list('docdb', 'OTTER A', 'OTTER A').map((each) => ({ ...each, sequence: '1' }));
    expect(grouped(twice)).toEqual([['OTTER A'], ['OTTER A']]);
  });
});
