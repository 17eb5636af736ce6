import { fields } from '../../mappings/fields.js';
import { foldKeyword } from '../../mappings/analyze.js';
import type { FacetRequest, FacetResult } from '../engine.js';
import { madePatent } from './made-records.js';
import { compareUtf8Bytes, ReferenceEngine } from './reference.js';
import { ask, type EngineSubject, load, type OpenSubject, withSubject } from './subject.js';
import { sampleRecords } from './view-contract.js';

const facetable = fields.filter(({ isFacetable }) => isFacetable);

/** Every facet that can be asked for, with room for all buckets. */
const requests: FacetRequest[] = facetable.flatMap(({ code, type }): FacetRequest[] => {
  if (type === 'date')
    return [
      { kind: 'dates', field: code, interval: 'year' },
      { kind: 'dates', field: code, interval: 'month' },
    ];
  const terms: FacetRequest = { kind: 'terms', field: code, size: 1000 };
  return [
    terms,
    ...(type === 'class' && code === 'IPC' ? ['section', 'class', 'subclass', 'group'] : []).map((level) => ({
      ...terms,
      level,
    })),
  ];
});

/** Buckets by folded value. */
const byKey = ({ buckets }: FacetResult): Map<string, number> =>
  new Map(buckets.map(({ value, count }) => [foldKeyword(value), count]));

/** Facets: distinct values of a field with the number of matching records that hold each. */
export function describeFacets(open: OpenSubject): void {
  describe('facets', () => {
    let subject: EngineSubject;
    const reference = new ReferenceEngine();
    beforeAll(async () => {
      subject = await open();
      const records = sampleRecords(60);
      for (const record of records) reference.upsert(record);
      await load(subject.engine, records);
    });
    afterAll(() => subject.remove());

    const countOne = async (request: FacetRequest, view: Parameters<typeof ask>[1] = {}): Promise<FacetResult> => {
      const { facets } = await ask(subject.engine, { limit: 0, ...view, facets: { it: request } });
      const found = facets?.['it'];
      if (!found) throw new Error('the facet is missing from the answer');
      return found;
    };

    it('every facetable field counts what a scan of the matching records counts, whatever the page and the day', async () => {
      expect(requests.length).toBeGreaterThan(10);
      const query = { kind: 'exists' as const, field: 'TI' };
      for (const asOf of [undefined, '2019-07-12']) {
        const { dataDate } = await ask(subject.engine, { limit: 0 });
        const ids = reference.search({ query, sort: [], asOf }, dataDate);
        for (const request of requests) {
          const found = await countOne(request, { query, asOf, limit: 2, offset: 1 });
          const counts = reference.facet(request, ids, asOf ?? dataDate);
          expect([request, byKey(found)]).toEqual([
            request,
            new Map([...counts].map(([value, count]) => [foldKeyword(value), count])),
          ]);
          expect(found).toMatchObject({ otherBuckets: 0, exact: true });
        }
      }
    });

    it('the most frequent values come first, equal ones by value; periods come in order of time', async () => {
      for (const request of requests) {
        const { buckets } = await countOne(request);
        const ordered = [...buckets].sort(
          (a, b) =>
            (request.kind === 'terms' ? b.count - a.count : 0) ||
            compareUtf8Bytes(foldKeyword(a.value), foldKeyword(b.value)),
        );
        expect([request, buckets]).toEqual([request, ordered]);
      }
    });

    it('buckets beyond the size are counted, never cut silently', async () => {
      const whole = await countOne({ kind: 'terms', field: 'IPC', size: 1000 });
      for (const size of [1, 2, 3]) {
        const cut = await countOne({ kind: 'terms', field: 'IPC', size });
        expect(cut.buckets).toEqual(whole.buckets.slice(0, size));
        expect(cut.otherBuckets).toBe(whole.buckets.length - size);
      }
    });

    it('many facets of one request are answered together, each under its name', async () => {
      const facets = Object.fromEntries(requests.map((request, index) => [`facet ${index}`, request]));
      const together = await ask(subject.engine, { facets, limit: 0 });
      for (const [name, request] of Object.entries(facets))
        expect(together.facets?.[name]).toEqual(await countOne(request));
    });

    it('a record counts once per value and per level; spellings that fold to the same are one value', () =>
      withSubject(open, async ({ engine }) => {
        await load(engine, [
          madePatent('US-1-B2', {
            applicants: ['Acme AG', 'ACME  ag'],
            ipc: ['H01M10/0525', 'H01M10/052', 'H01M4/02', 'G06F3/01'],
            published: '2020-02-29',
          }),
          madePatent('US-2-B2', { applicants: ['acme ag'], ipc: ['H01M10/0525'], published: '2020-03-01' }),
          madePatent('US-3-B2', { ipc: ['A61K8/00'], published: '2018-12-31' }),
          madePatent('US-4-B2'),
        ]);
        const { facets } = await ask(engine, {
          facets: {
            names: { kind: 'terms', field: 'AP', size: 10 },
            sections: { kind: 'terms', field: 'IPC', size: 10, level: 'section' },
            subclasses: { kind: 'terms', field: 'IPC', size: 10, level: 'subclass' },
            groups: { kind: 'terms', field: 'IPC', size: 10, level: 'group' },
            years: { kind: 'dates', field: 'PD', interval: 'year' },
            months: { kind: 'dates', field: 'PD', interval: 'month' },
          },
        });
        const plain = Object.fromEntries(
          Object.entries(facets ?? {}).map(([name, { buckets }]) => [
            name,
            buckets.map(({ value, count }) => `${value} ${count}`),
          ]),
        );
        expect(plain).toMatchObject({
          sections: ['H 2', 'A 1', 'G 1'],
          subclasses: ['H01M 2', 'A61K 1', 'G06F 1'],
          groups: ['H01M10 2', 'A61K8 1', 'G06F3 1', 'H01M4 1'],
          years: ['2018 1', '2020 2'],
          months: ['2018-12 1', '2020-02 1', '2020-03 1'],
        });
        expect(facets?.['names']?.buckets).toHaveLength(1);
        expect(facets?.['names']?.buckets[0]?.count).toBe(2);
        expect(['Acme AG', 'ACME  ag', 'acme ag']).toContain(facets?.['names']?.buckets[0]?.value);
      }));
  });
}
