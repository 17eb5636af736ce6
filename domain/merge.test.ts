import fc from 'fast-check';
import type { LifeEvent } from './life.js';
import { mergeRecords } from './merge.js';
import type { PatentRecord } from './patent.js';
import type { IpRecord } from './record.js';

let offset = 0;
function patent(format: string, members: Partial<PatentRecord> = {}): PatentRecord {
  offset += 1000;
  return {
    id: 'US-9876543-B2',
    type: 'patent',
    office: 'US',
    parties: [],
    classifications: [],
    events: [],
    inventionTitle: [],
    abstract: [],
    claims: [],
    description: [],
    priorityClaims: [],
    referencesCited: [],
    relatedDocuments: [],
    sources: [
      { format, parserVersion: 1, package: `${format}.zip`, entry: 'a.xml', offset, length: 10, hash: String(offset) },
    ],
    ...members,
  };
}
const title = (text: string) => [{ lang: 'en', text }];
const claim = (text: string) => [{ number: 1, text, dependsOn: [] }];
const filed: LifeEvent = { date: '2015-03-10', code: 'filed' };
const granted: LifeEvent = { date: '2018-01-23', code: 'granted' };
const lapsed: LifeEvent = { date: '2022-01-23', code: 'lapsed', officeCode: 'FEPP' };
const asPatent = (record: IpRecord): PatentRecord => {
  if (record.type !== 'patent') throw new Error('not a patent');
  return record;
};
/** What the engine compares to tell a changed record from an unchanged one. */
const content = (record: IpRecord): string => JSON.stringify({ ...record, sources: undefined });

describe('the same format again', () => {
  it('replaces members and keeps the events of before', () => {
    const merged = asPatent(
      mergeRecords(
        patent('us-grant', { inventionTitle: title('old'), language: 'en', events: [filed, lapsed] }),
        patent('us-grant', { inventionTitle: title('new'), events: [granted] }),
      ),
    );
    expect(merged.inventionTitle).toEqual(title('new'));
    expect(merged.language).toBeUndefined();
    expect(merged.events).toEqual([filed, granted, lapsed]);
    expect(merged.sources).toHaveLength(2);
    expect(merged.filledFrom).toBeUndefined();
  });
  it('changes nothing when it says the same, however events and members are ordered', () => {
    const record = patent('us-grant', {
      inventionTitle: title('x'),
      events: [lapsed, filed],
      flags: [{ code: 'impossible-date', member: 'grantDate', raw: '20180231' }],
    });
    expect(content(mergeRecords(record, structuredClone(record)))).toBe(content(record));
    expect(mergeRecords(record, structuredClone(record)).sources).toHaveLength(1);
    const twice = patent('us-grant', { events: [lapsed, filed, lapsed] });
    expect(content(mergeRecords(twice, structuredClone(twice)))).toBe(content(twice));
    const merged = mergeRecords(record, patent('docdb', { abstract: title('a'), events: [granted] }));
    expect(content(mergeRecords(merged, structuredClone(record)))).toBe(content(merged));
  });
  it('tells events apart by day, code, office code and text alone', () => {
    const merged = mergeRecords(
      patent('us-grant', { events: [{ ...lapsed, details: { year: '3' } }] }),
      patent('us-grant', {
        events: [
          { ...lapsed, details: { year: '4' } },
          { ...lapsed, text: 'other' },
        ],
      }),
    );
    expect(merged.events).toEqual([
      { ...lapsed, details: { year: '4' } },
      { ...lapsed, text: 'other' },
    ]);
  });
});

describe('another format', () => {
  const own = patent('us-grant', { inventionTitle: title('own'), claims: claim('a device'), events: [granted] });
  const docdb = patent('docdb', {
    inventionTitle: title('DOCDB'),
    abstract: title('a summary'),
    simpleFamilyId: '123',
    events: [filed, granted],
  });

  it.each([
    ['the collection arrives last', own, docdb],
    ['the collection arrives first', docdb, own],
  ])('fills only what the office does not give: %s', (_, first, second) => {
    const merged = asPatent(mergeRecords(first, second));
    expect(merged.inventionTitle).toEqual(title('own'));
    expect(merged.claims).toEqual(claim('a device'));
    expect(merged.abstract).toEqual(title('a summary'));
    expect(merged.simpleFamilyId).toBe('123');
    expect(merged.filledFrom).toEqual({ abstract: 'docdb', simpleFamilyId: 'docdb' });
    expect(merged.events).toEqual([filed, granted]);
  });
  it('refreshes exactly what it filled', () => {
    const merged = mergeRecords(own, docdb);
    const later = asPatent(
      mergeRecords(
        merged,
        patent('docdb', { inventionTitle: title('again'), abstract: title('a better summary'), language: 'en' }),
      ),
    );
    expect(later.inventionTitle).toEqual(title('own'));
    expect(later.abstract).toEqual(title('a better summary'));
    expect(later.simpleFamilyId).toBeUndefined();
    expect(later.language).toBe('en');
    expect(later.filledFrom).toEqual({ abstract: 'docdb', language: 'docdb' });
  });
  it('gives way when the office comes to say it', () => {
    const later = asPatent(
      mergeRecords(
        mergeRecords(own, docdb),
        patent('us-grant', { inventionTitle: title('own'), abstract: title('of the office') }),
      ),
    );
    expect(later.abstract).toEqual(title('of the office'));
    expect(later.claims).toEqual([]);
    expect(later.filledFrom).toEqual({ simpleFamilyId: 'docdb' });
  });
  it('takes its flags along with its members', () => {
    const flagged = patent('docdb', {
      abstract: title('x'),
      inventionTitle: title('y'),
      flags: [
        { code: 'lossy-text', member: 'abstract', raw: '??' },
        { code: 'lossy-text', member: 'inventionTitle', raw: '?' },
      ],
    });
    for (const merged of [mergeRecords(own, flagged), mergeRecords(flagged, own)])
      expect(merged.flags?.map(({ member }) => member)).toEqual(['abstract']);
  });
});

describe('order of arrival', () => {
  const text = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined });
  const event: fc.Arbitrary<LifeEvent> = fc.record({
    date: fc.constantFrom('2015-01-01', '2018-01-01', '2020-01-01'),
    code: fc.constantFrom('filed', 'granted', 'lapsed'),
  });
  const members = fc.record({
    title: text,
    abstract: text,
    family: text,
    language: text,
    claim: text,
    events: fc.uniqueArray(event, { maxLength: 4, selector: (each) => JSON.stringify(each) }),
    isFlagged: fc.boolean(),
  });
  const build = (format: string) =>
    members.map((m) =>
      patent(format, {
        inventionTitle: m.title === undefined ? [] : title(`${m.title} ${format}`),
        abstract: m.abstract === undefined ? [] : title(`${m.abstract} ${format}`),
        claims: m.claim === undefined ? [] : claim(`${m.claim} ${format}`),
        ...(m.family === undefined ? {} : { simpleFamilyId: m.family }),
        ...(m.language === undefined ? {} : { language: m.language }),
        events: m.events,
        ...(m.isFlagged ? { flags: [{ code: 'x', member: 'abstract', raw: format }] } : {}),
      }),
    );
  const compare = (record: IpRecord) => ({ ...record, sources: undefined });

  it.each([
    ['us-grant', 'docdb'],
    ['docdb', 'ep-st36'],
    ['cnipa-business', 'us-grant'],
  ])('of %s and %s does not matter', (first, second) => {
    fc.assert(
      fc.property(build(first), build(second), (a, b) => {
        expect(compare(mergeRecords(a, b))).toEqual(compare(mergeRecords(b, a)));
      }),
      { numRuns: 300 },
    );
  });
  it('of three formats does not matter for members', () => {
    fc.assert(
      fc.property(
        build('docdb'),
        build('us-grant'),
        build('ep-st36'),
        fc.constantFrom([0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]),
        (a, b, c, order) => {
          const all = [a, b, c];
          const [x = a, y = a, z = a] = order.map((index) => all[index] ?? a);
          const plain = (record: IpRecord) => ({
            ...record,
            sources: undefined,
            events: record.events.map((each) => JSON.stringify(each)).sort(),
          });
          expect(plain(mergeRecords(mergeRecords(x, y), z))).toEqual(plain(mergeRecords(mergeRecords(a, b), c)));
        },
      ),
    );
  });
  it('never loses an event, and merging again changes nothing', () => {
    fc.assert(
      fc.property(build('us-grant'), build('docdb'), build('us-grant'), (a, b, c) => {
        const merged = mergeRecords(mergeRecords(a, b), c);
        for (const each of [...a.events, ...b.events, ...c.events]) expect(merged.events).toContainEqual(each);
        expect(content(mergeRecords(merged, c))).toBe(content(merged));
      }),
    );
  });
});
