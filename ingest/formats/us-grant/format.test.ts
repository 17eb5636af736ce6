import type { PatentRecord } from '../../../domain/patent.js';
import { RecordError, type RawRecord } from '../../format.js';
import { XmlError } from '../../xml/read-xml.js';
import { format } from './format.js';

const asRaw = (text: string): RawRecord => ({
  entry: 'a.xml',
  offset: 7,
  bytes: Buffer.from(text),
  text,
  hash: 'h',
  rootAttributes: {},
  prolog: '',
});
const parse = (text: string) => format.parse(asRaw(text), { package: 'p.zip' });

const write = (kind: string, inside = '', number = '07000001', type = 'utility', date = '20050104') =>
  `<us-patent-grant lang="EN" dtd-version="v4.5" date-publ="20050104"><us-bibliographic-data-grant><publication-reference>` +
  `<document-id><country>US</country><doc-number>${number}</doc-number><kind>${kind}</kind><date>${date}</date></document-id>` +
  `</publication-reference>${type && `<application-reference appl-type="${type}"><document-id><country>US</country><doc-number>10000001</doc-number><date>20030101</date></document-id></application-reference>`}` +
  `${inside}</us-bibliographic-data-grant></us-patent-grant>`;
const read = (...parts: Parameters<typeof write>) => parse(write(...parts)).records[0] as PatentRecord;

describe('us-grant', () => {
  it('says where the record stands', () => {
    expect(read('B2').sources).toEqual([
      {
        format: 'us-grant',
        schemaVersion: 'v4.5',
        parserVersion: 1,
        package: 'p.zip',
        entry: 'a.xml',
        offset: 7,
        length: write('B2').length,
        hash: 'h',
      },
    ]);
  });

  it.each([
    ['B1', 'utility', 'invention', 'granted'],
    ['S1', 'design', 'design', 'granted'],
    ['P3', 'plant', 'plant', 'granted'],
    ['E1', 'reissue', 'reissue', 'granted'],
    ['H1', 'sir', 'sir', 'published'],
    ['S1', '', 'design', 'granted'],
    ['E1', '', 'reissue', 'granted'],
    ['C1', '', 'invention', 'amended'],
  ])('calls kind %s with type %j a right of kind %s that is %s', (kind, type, rightKind, event) => {
    const record = read(kind, '', '07000001', type);
    expect(record.rightKind).toBe(rightKind);
    expect(record.events.at(-1)?.code).toBe(event);
    expect(record.grantDate).toBe(event === 'granted' ? '2005-01-04' : undefined);
    expect(record.type).toBe(rightKind === 'design' ? 'design' : 'patent');
  });

  it('rejects a document without a publication number, and one that is cut', () => {
    expect(() => parse(write('B2', '', ''))).toThrow(RecordError);
    expect(() => parse('<us-patent-grant/>')).toThrow(RecordError);
    expect(() => parse(write('B2').slice(0, -9))).toThrow(XmlError);
  });

  it('takes the day from the root when the reference has none, and flags a contradiction and an impossible day', () => {
    expect(read('B2', '', '7000001', 'utility', '').publicationReference?.date).toBe('2005-01-04');
    expect(read('B2', '', '7000001', 'utility', '20050111').flags).toEqual([
      { code: 'contradictory-date', member: 'publicationReference.date', raw: '20050104' },
    ]);
    const impossible = read('B2', '', '7000001', 'utility', '20051332');
    expect(impossible.publicationReference?.date).toBe('2005-01-04');
    expect(impossible.flags).toEqual([
      { code: 'impossible-date', member: 'publicationReference.date', raw: '20051332' },
    ]);
  });

  it('counts elements that no rule lists and still reads the rest', () => {
    const { records, unlisted } = parse(
      write('B2', '<us-new-thing><x/></us-new-thing><number-of-claims>3</number-of-claims>'),
    );
    expect([...unlisted]).toEqual([['us-patent-grant/us-bibliographic-data-grant/us-new-thing', 1]]);
    expect((records[0] as PatentRecord).numberOfClaims).toBe(3);
  });

  it('keeps classes and counts that it cannot read as flags', () => {
    const classes =
      '<classification-ipc><edition>7</edition><main-classification>none</main-classification></classification-ipc>' +
      '<classifications-ipcr><classification-ipcr><subclass>M</subclass></classification-ipcr></classifications-ipcr>';
    expect(read('B2', `${classes}<number-of-claims>3,1x</number-of-claims>`).flags).toEqual([
      { code: 'unknown-class', member: 'classifications.ipc', raw: 'none' },
      { code: 'unknown-class', member: 'classifications.ipc', raw: 'M' },
      { code: 'damaged-number', member: 'numberOfClaims', raw: '3,1x' },
    ]);
  });

  it.each([
    ['07000001', 'B2', 'US-7000001-B2'],
    ['7,000,001', 'b2', 'US-7000001-B2'],
    ['D0435854', 'S1', 'US-D435854-S1'],
    ['PP012345', 'P2', 'US-PP12345-P2'],
    ['RE039999', 'e1', 'US-RE39999-E1'],
    ['H0002222', 'H1', 'US-H2222-H1'],
    ['10000000', 'B2', 'US-10000000-B2'],
  ])('calls number %s of kind %s %s', (number, kind, id) => {
    expect(read(kind, '', number, '').id).toBe(id);
    expect(parse(write(kind, '', number, '').replaceAll('<country>US</country>', '')).records[0]?.id).toBe(id);
  });

  it.each([
    ['10/000,001', '10000001', 'US'],
    ['29/123456', '29123456', 'US'],
    ['D/321,456', '29321456', 'US'],
    ['8123456', '08123456', 'US'],
    ['95/000,123', '95000123', 'US'],
    ['PCT/US03/12345', 'US2003012345', 'WO'],
  ])('reads application number %s as %s of %s', (printed, number, office) => {
    const text = write('B2').replace('<doc-number>10000001<', `<doc-number>${printed}<`);
    const record = parse(text).records[0] as PatentRecord;
    expect(record.applicationReference).toEqual({ office, number, original: printed, date: '2003-01-01' });
  });

  it('makes nothing of empty elements, and flags nothing', () => {
    const inside =
      '<priority-claims><priority-claim/></priority-claims><classifications-ipcr><classification-ipcr/></classifications-ipcr>' +
      '<classifications-cpc/><classification-national><country/><main-classification/></classification-national><invention-title/>' +
      '<us-references-cited><us-citation><patcit><document-id><country/><doc-number/></document-id></patcit></us-citation>' +
      '<us-citation><nplcit><othercit/></nplcit></us-citation></us-references-cited><number-of-claims/><us-related-documents>' +
      '<continuation><relation><parent-doc><document-id><doc-number/></document-id></parent-doc><child-doc/></relation></continuation>' +
      '<related-publication/><us-provisional-application/></us-related-documents><us-parties><us-applicants><us-applicant>' +
      '<addressbook/></us-applicant></us-applicants><inventors/></us-parties><assignees><assignee/></assignees>';
    expect(read('B2', inside)).toMatchObject({
      parties: [],
      classifications: [],
      inventionTitle: [],
      priorityClaims: [],
      referencesCited: [],
      relatedDocuments: [],
    });
    expect(read('B2', inside).flags).toBeUndefined();
  });

  describe('claims', () => {
    const claims = (inside: string) =>
      (
        parse(write('B2').replace('</us-patent-grant>', `<claims>${inside}</claims></us-patent-grant>`))
          .records[0] as PatentRecord
      ).claims;
    const claim = (number: number, text: string) =>
      `<claim id="CLM-0000${number}" num="0000${number}"><claim-text>${number}. ${text}</claim-text></claim>`;

    it('keeps the steps of nested claim-text as lines, scripts, tables and formulas in their order', () => {
      const table =
        '<tables id="T1" num="1"><table><title>Steel</title><tgroup cols="2"><tbody><row><entry>C</entry><entry>0.1<sup>a</sup></entry></row></tbody></tgroup></table></tables>';
      const maths = '<maths id="M1" num="1"><math><mfrac><mi>a</mi><mi>b</mi></mfrac></math></maths>';
      const [only] = claims(
        claim(
          1,
          `A cell:<claim-text>a) of Li<sub>2</sub>:<claim-text>i) ${table}and</claim-text></claim-text><claim-text>b) ${maths} wide.</claim-text>`,
        ),
      );
      expect(only?.text).toBe('1. A cell:\na) of Li_{2}:\ni)\nSteel\nC\t0.1^{a}\nand\nb) a b wide.');
    });

    it('finds what a claim depends on in references and in words, a list in one reference too', () => {
      const found = claims(
        claim(1, 'A.') +
          claim(2, 'The A of <claim-ref idref="CLM-00001">claim 1</claim-ref>.') +
          claim(3, 'B according to any of claims 1 to 2.') +
          claim(4, 'C as in <claim-ref idref="CLM-00001 CLM-00003">one of claims 1 and 3</claim-ref>.') +
          claim(5, 'D according to any preceding claim.'),
      );
      expect(found.map(({ dependsOn }) => dependsOn)).toEqual([[], [1], [1, 2], [1, 3], [1, 2, 3, 4]]);
    });

    it('keeps a block of cancelled claims under its printed numbers', () => {
      const range = '<claim id="CLM-00001-00020" num="00001-00020"><claim-text>1-20. (canceled)</claim-text></claim>';
      expect(
        claims(range + claim(21, 'A cell.')).map(({ number, originalNumber }) => [number, originalNumber]),
      ).toEqual([
        [1, '00001-00020'],
        [21, undefined],
      ]);
    });
  });

  it('is told by its root element, not by its name', () => {
    const sample = (rootElement: string) => ({ entry: 'x.txt', head: '', rootElement, rootAttributes: {} });
    expect(format.detects(sample('us-patent-grant'))).toBe(true);
    expect(format.detects(sample('us-patent-application'))).toBe(false);
    expect(format.detects({ entry: 'us-patent-grant.xml', head: '', rootAttributes: {} })).toBe(false);
  });
});
