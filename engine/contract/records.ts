import fc from 'fast-check';
import type { LifeEventCode } from '../../domain/life.js';
import type { Party } from '../../domain/party.js';
import type { IpRecord } from '../../domain/record.js';

/** Invented records over a tiny vocabulary, so that random queries hit something: traps of analysis, dates, classes and names included. */
const commonPieces = ['solid', 'battery', 'LED', 'H_{2}O', '电', '池', '隔', '𠮷'];
const rarePieces = [
  'batteries',
  'electrode',
  'Müller',
  'ｆｕｌｌ',
  '3.5',
  'straße',
  'a',
  '電',
  'リ',
  '한',
  'か\u309a',
  '膜',
];
const joints = ['', '', '', ' ', ' ', ' ', '-', '。', '. ', '\n', '\t', '.\t', '，', ' /'];

export const textArbitrary = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...commonPieces) },
        { weight: 1, arbitrary: fc.constantFrom(...rarePieces) },
      ),
      fc.constantFrom(...joints),
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((pieces) => pieces.map(([piece, joint]) => piece + joint).join(''));

const texts = (most: number) =>
  fc.array(
    textArbitrary.map((text) => ({ text })),
    { maxLength: most },
  );

export const dateArbitrary = fc.constantFrom(
  '1999-12-31',
  '2012-03-01',
  '2012-03-31',
  '2019-02-28',
  '2019-07-12',
  '2020-02-29',
  '2023-01-01',
);
export const symbolArbitrary = fc.constantFrom(
  'H01M10/0525',
  'H01M10/00',
  'H01M4/02',
  'H01L21/00',
  'G06F3/01',
  'A61K8/00',
);
export const nameArbitrary = fc.constantFrom(
  'Siemens AG',
  'SIEMENS  AG',
  'siemens ag',
  '宁德时代新能源科技股份有限公司',
  'Müller, Hans',
  'ＡＢＣ Co., Ltd.',
  '𠮷田 Robotics',
  '\ufa0e Prime',
);
const eventArbitrary = fc.record({
  code: fc.constantFrom<LifeEventCode>('granted', 'lapsed', 'restored', 'assigned', 'published', 'invalidated'),
  date: dateArbitrary,
});
const partyArbitrary: fc.Arbitrary<Party> = fc.record({
  role: fc.constantFrom<Party['role']>('applicant', 'inventor', 'assignee', 'agent'),
  name: nameArbitrary,
});
const idNumbers = fc.integer({ min: 1, max: 12 });

const base = {
  office: fc.constantFrom('US', 'CN', 'EP'),
  parties: fc.array(partyArbitrary, { maxLength: 4 }),
  events: fc.array(eventArbitrary, { maxLength: 4 }),
  sources: fc.constant([] as never[]),
};

const patentArbitrary: fc.Arbitrary<IpRecord> = fc
  .tuple(
    idNumbers,
    fc.record({
      ...base,
      type: fc.constant('patent' as const),
      classifications: fc.array(
        symbolArbitrary.map((symbol) => ({ scheme: 'ipc' as const, symbol })),
        { maxLength: 3 },
      ),
      inventionTitle: texts(2),
      abstract: texts(2),
      claims: fc
        .array(textArbitrary, { maxLength: 3 })
        .map((list) => list.map((text, index) => ({ number: index + 1, text, dependsOn: [] }))),
      description: fc.array(
        fc.record({
          paragraphs: fc.array(
            textArbitrary.map((text) => ({ text })),
            { maxLength: 2 },
          ),
        }),
        { maxLength: 2 },
      ),
      priorityClaims: fc.constant([] as never[]),
      referencesCited: fc.constant([] as never[]),
      relatedDocuments: fc.constant([] as never[]),
    }),
    fc.option(dateArbitrary, { nil: undefined }),
    fc.option(dateArbitrary, { nil: undefined }),
  )
  .map(([number, record, published, filed]) => ({
    ...record,
    id: `${record.office}-${number}-B2`,
    publicationReference: { office: record.office, number: String(number), kind: 'B2', date: published },
    ...(filed ? { applicationReference: { office: record.office, number: `9${number}`, date: filed } } : {}),
  }));

const trademarkArbitrary: fc.Arbitrary<IpRecord> = fc
  .tuple(
    idNumbers,
    fc.record({
      ...base,
      type: fc.constant('trademark' as const),
      classifications: fc.array(
        fc.constantFrom('9', '25', '35').map((symbol) => ({ scheme: 'nice' as const, symbol })),
        { maxLength: 2 },
      ),
      markText: texts(1),
      goodsServices: texts(1).map((description) => [{ description }]),
      priorityClaims: fc.constant([] as never[]),
      statements: fc.constant([] as never[]),
      filingDate: fc.option(dateArbitrary, { nil: undefined }),
    }),
  )
  .map(([number, record]) => ({ ...record, id: `${record.office}-${number}-TM` }));

/** Ids repeat on purpose: later versions replace earlier ones. `undefined` members are left out, as a stored record has none. */
export const recordArbitrary: fc.Arbitrary<IpRecord> = fc
  .oneof({ weight: 3, arbitrary: patentArbitrary }, { weight: 1, arbitrary: trademarkArbitrary })
  .map((record) => JSON.parse(JSON.stringify(record)) as IpRecord);
