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

  it('is told by its root element, not by its name', () => {
    const sample = (rootElement: string) => ({ entry: 'x.txt', head: '', rootElement, rootAttributes: {} });
    expect(format.detects(sample('us-patent-grant'))).toBe(true);
    expect(format.detects(sample('us-patent-application'))).toBe(false);
    expect(format.detects({ entry: 'us-patent-grant.xml', head: '', rootAttributes: {} })).toBe(false);
  });
});
