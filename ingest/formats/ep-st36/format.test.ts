import { statusOn, statusPeriods } from '../../../domain/life-status.js';
import type { PatentRecord } from '../../../domain/patent.js';
import { RecordError, type RawRecord } from '../../format.js';
import { format } from './format.js';

const parse = (text: string) => {
  const raw: RawRecord = {
    entry: 'x.xml',
    offset: 0,
    bytes: Buffer.from(text),
    text,
    hash: 'h',
    rootAttributes: {},
    prolog: '',
  };
  return format.parse(raw, { package: 'p' });
};

interface Parts {
  kind?: string;
  b000?: string;
  b100?: string;
  b200?: string;
  b300?: string;
  b400?: string;
  b500?: string;
  b600?: string;
  b700?: string;
  b800?: string;
  body?: string;
  attributes?: string;
}
const write = (parts: Parts) =>
  `<ep-patent-document lang="en" country="EP" ${parts.attributes ?? ''}><SDOBI lang="en">` +
  `<B000><eptags>${parts.b000 ?? ''}</eptags></B000>` +
  `<B100>${parts.b100 ?? `<B110>1234567</B110><B130>${parts.kind ?? 'B1'}</B130><B140><date>20120411</date></B140><B190>EP</B190>`}</B100>` +
  `<B200>${parts.b200 ?? '<B210>08710243.0</B210><B220><date>20080226</date></B220>'}</B200>` +
  ([3, 4, 5, 6, 7, 8] as const).map((each) => `<B${each}00>${parts[`b${each}00`] ?? ''}</B${each}00>`).join('') +
  `</SDOBI>${parts.body ?? ''}</ep-patent-document>`;
const read = (parts: Parts) => parse(write(parts)).records[0] as PatentRecord;

describe('ep-st36', () => {
  it.each([
    ['US- - 5 214 270', 'US', '5214270', undefined],
    ['US-A1- 2005 123 456', 'US', '20050123456', 'A1'],
    ['US-E1- RE 38 000', 'US', 'RE38000', 'E1'],
    ['EP-A1-0 424 096', 'EP', '0424096', 'A1'],
    ['EP-A-0123456, 12-14', 'EP', '0123456', 'A'],
    ['US-A-5,948,634', 'US', '5948634', 'A'],
    ['WO-A-03/008444', 'WO', '2003008444', 'A'],
    ['FR-A1- 2 765 554 (ABC)', 'FR', '2765554', 'A1'],
    ['EP 1 234 567 A1', 'EP', '1234567', 'A1'],
    ['DE-A1-102006 012 345', 'DE', '102006012345', 'A1'],
  ])('reads the cited number %j as %s %s %s', (text, office, number, kind) => {
    const [cited] = read({ b500: `<B560><B561><text>${text}</text></B561></B560>` }).referencesCited;
    expect(cited?.reference).toEqual({ office, number, ...(kind ? { kind } : {}), original: text });
  });

  it('keeps a cited document without a readable number as its words', () => {
    const b500 = '<B560><B561><text>the brochure of Mr. Bolt</text></B561></B560>';
    expect(read({ b500 }).referencesCited).toEqual([{ kind: 'patent', sequence: 1, text: 'the brochure of Mr. Bolt' }]);
  });

  it.each([
    ['US', '903526 P', '20070227', '60903526'],
    ['US', '202062962762 P', '20200117', '62962762'],
    ['US', '83597', '19980522', '09083597'],
    ['US', '903526 P', '', '903526P'],
    ['JP', '29012393', '19931119', '1993290123'],
    ['DE', '102006012345', '20060301', '102006012345'],
  ])('reads priority %s %j of %s as %s', (country, printed, day, number) => {
    const b300 = `<B310>${printed}</B310><B320><date>${day}</date></B320><B330><ctry>${country}</ctry></B330>`;
    expect(read({ b300 }).priorityClaims[0]).toMatchObject({ office: country, number, original: printed });
  });

  it('a patent that has lapsed in every designated state has lapsed, on the day of the last', () => {
    const lapses = (...rows: string[]) =>
      `<B450><date>20120411</date></B450><B472><B475>${rows.map((row) => `<date>${row.slice(0, 8)}</date><ctry>${row.slice(8)}</ctry>`).join('')}</B475></B472>`;
    const b800 =
      '<B840><ctry>AT</ctry><ctry>DE</ctry></B840><B844EP><B845EP><ctry>MK</ctry></B845EP></B844EP>' +
      '<B848EP><B849EP><ctry>MA</ctry><date>20100101</date></B849EP></B848EP>';
    const some = statusPeriods(read({ b800, b400: lapses('20120411AT', '20200901DE') }));
    expect(statusOn(some, '2021-01-01')).toBe('in-force');
    const all = statusPeriods(read({ b800, b400: lapses('20120411AT', '20200901DE', '20150101MA') }));
    expect(statusOn(all, '2020-08-31')).toBe('in-force');
    expect(statusOn(all, '2020-09-01')).toBe('lapsed');
  });

  it('reads titles, claims and abstracts of several languages side by side, in document order', () => {
    const b500 =
      '<B540><B541>de</B541><B542>Zelle</B542><B541>en</B541><B542>Cell with H<sub>2</sub></B542><B541>fr</B541><B542>Pile</B542></B540>';
    const claims = (lang: string, text: string, name: string) =>
      `<claims id="claims-${lang}" lang="${lang}"><claim id="c-${lang}-0001" num="0001"><claim-text>${text}</claim-text></claim>` +
      `<claim id="c-${lang}-0002" num="0002"><claim-text>${text} ${name} 1.</claim-text></claim></claims>`;
    const body =
      '<abstract lang="en"><p>A cell.</p></abstract><abstract lang="fr"><p>Une pile.</p></abstract>' +
      claims('de', 'Zelle', 'nach Anspruch') +
      claims('en', 'Cell', 'according to claim') +
      claims('fr', 'Pile', 'selon la revendication');
    const record = read({ b500, body });
    expect(record.inventionTitle.map(({ lang, text }) => [lang, text])).toEqual([
      ['de', 'Zelle'],
      ['en', 'Cell with H_{2}'],
      ['fr', 'Pile'],
    ]);
    expect(record.abstract.map(({ lang }) => lang)).toEqual(['en', 'fr']);
    expect(record.claims.map(({ lang, number, dependsOn }) => [lang, number, dependsOn])).toEqual([
      ['de', 1, []],
      ['de', 2, [1]],
      ['en', 1, []],
      ['en', 2, [1]],
      ['fr', 1, []],
      ['fr', 2, [1]],
    ]);
  });

  it.each([
    ['A8', 'corrected'],
    ['A9', 'corrected'],
    ['B9', 'corrected'],
    ['B2', 'amended'],
    ['B3', 'limited'],
    ['A3', 'published'],
  ])('calls a document of kind %s %s on its day', (kind, code) => {
    expect(read({ kind }).events.find(({ date }) => date === '2012-04-11')?.code).toBe(code);
  });

  it('takes number, kind and day from the root when SDOBI has none, and upper case whatever the file has', () => {
    const attributes = 'doc-number="0000002" kind="a1" date-publ="19781220"';
    const record = read({ attributes, b100: '<B190>ep</B190>' });
    expect(record.id).toBe('EP-0000002-A1');
    expect(record.publicationReference).toEqual({ office: 'EP', number: '0000002', kind: 'A1', date: '1978-12-20' });
  });

  it('keeps an international publication as the document of WO that it is', () => {
    const b100 = '<B110>2005/078139</B110><B130>A1</B130><B140><date>20050825</date></B140><B190>WO</B190>';
    expect(read({ b100 }).id).toBe('WO-2005078139-A1');
  });

  it('rejects a document without a number, flags an impossible day and a wrong check digit, and reads the rest', () => {
    expect(() => read({ b100: '<B130>A1</B130>' })).toThrow(RecordError);
    const { flags, claims } = read({
      b200: '<B210>08710243.1</B210><B220><date>20080231</date></B220>',
      body: '<claims><claim num="1"><claim-text>1. A cell.</claim-text></claim></claims>',
    });
    expect(flags?.map(({ code }) => code).sort()).toEqual(['check-digit', 'impossible-date']);
    expect(claims).toHaveLength(1);
  });

  it('survives empty elements: nothing is made of nothing', () => {
    const record = read({
      b300: '<B310/><B320><date/></B320><B330><ctry/></B330>',
      b500: '<B540><B541/><B542/></B540><B560><B561><text/></B561></B560><B510EP><classification-ipcr><text/></classification-ipcr></B510EP>',
      b600: '<B620><parent><pdoc><dnum><anum/></dnum></pdoc></parent></B620>',
      b700: '<B710><B711><snm/><adr><city/></adr></B711></B710>',
      b800: '<B840><ctry/></B840><B860><B861><dnum><anum/></dnum></B861></B860>',
      body: '<abstract/><description/><claims><claim num=""><claim-text/></claim></claims>',
    });
    expect(record).toMatchObject({
      inventionTitle: [],
      abstract: [],
      claims: [],
      description: [],
      parties: [],
      classifications: [],
      priorityClaims: [],
      referencesCited: [],
      relatedDocuments: [],
    });
    expect(record.designatedStates).toBeUndefined();
    expect(record.pctOrRegionalFilingData).toBeUndefined();
    expect(record.flags ?? []).toEqual([]);
  });
});
