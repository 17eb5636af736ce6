import fc from 'fast-check';
import type { CheckedNode } from '../../query/tree.js';
import type { FacetRequest, FacetResult, SearchRequest } from '../engine.js';
import { foldNames } from './facet-reference.js';
import { bucketRequests, facetArbitrary } from './facet-requests.js';
import { madePatent } from './made-records.js';
import { ReferenceEngine } from './reference.js';
import { ask, codeOfFailure, type EngineSubject, load, type OpenSubject, withSubject } from './subject.js';
import { treeArbitrary } from './trees.js';
import { sampleRecords } from './view-contract.js';

/** Values and counts as text, for comparisons by eye. */
const plain = (result: FacetResult | undefined): unknown =>
  result && 'buckets' in result
    ? result.buckets.map(({ value, count, nested }) =>
        nested ? [`${value} ${count}`, plain(nested)] : `${value} ${count}`,
      )
    : result;

const keyword = (field: string, value: string): CheckedNode => ({ kind: 'keyword', field, value, match: 'exact' });

/** Facets: what the matching records hold, counted. */
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

    const countOne = async (request: FacetRequest, view: Partial<SearchRequest> = {}) => {
      const { facets } = await ask(subject.engine, { limit: 0, ...view, facets: { it: request } });
      const found = facets?.['it'];
      if (!found) throw new Error('the facet is missing from the answer');
      return found;
    };
    const expectSame = async (request: FacetRequest, view: Partial<SearchRequest> & { query: CheckedNode }) => {
      const { dataDate } = await ask(subject.engine, { limit: 0 });
      expect([request, foldNames(request, await countOne(request, view))]).toEqual([
        request,
        reference.facet(request, view, dataDate),
      ]);
    };

    it('every field, level and period counts what a scan of the matching records counts, whatever the page and the day', async () => {
      expect(bucketRequests.length).toBeGreaterThan(100);
      for (const asOf of [undefined, '2019-07-12'])
        for (const request of bucketRequests)
          await expectSame(request, { query: { kind: 'exists', field: 'TI' }, asOf, limit: 2, offset: 1 });
    });

    it('facets of any kind, order and size, two levels deep, under filters, are those of the scan', () =>
      fc.assert(
        fc.asyncProperty(
          fc.oneof(fc.constant<CheckedNode>({ kind: 'all' }), treeArbitrary),
          fc.array(treeArbitrary, { maxLength: 2 }),
          fc.array(facetArbitrary, { minLength: 3, maxLength: 6 }),
          async (query, filters, requests) => {
            for (const request of requests) await expectSame(request, { query, filters });
          },
        ),
        { numRuns: 60 },
      ));

    it('buckets beyond the size are counted, never cut silently', async () => {
      const whole = await countOne({ kind: 'terms', field: 'IPC', size: 1000 });
      if (!('buckets' in whole)) throw new Error('no buckets');
      for (const size of [1, 2, 3])
        expect(await countOne({ kind: 'terms', field: 'IPC', size })).toEqual({
          buckets: whole.buckets.slice(0, size),
          otherBuckets: whole.buckets.length - size,
          exact: true,
        });
    });

    it('many facets of one request are answered together, each under its name', async () => {
      const facets = Object.fromEntries(bucketRequests.map((request, index) => [`facet ${index}`, request]));
      const together = await ask(subject.engine, { facets, limit: 0 });
      for (const [name, request] of Object.entries(facets))
        expect(together.facets?.[name]).toEqual(await countOne(request));
    });

    it('more buckets than an answer may have are refused with what to change', () =>
      withSubject(open, async ({ engine }) => {
        const applicants = Array.from({ length: 500 }, (_, index) => `Firm ${index}`);
        await load(engine, [madePatent('US-1-B2', { applicants })]);
        const terms = { kind: 'terms' as const, field: 'AP', size: 1000 };
        const request = { facets: { it: { ...terms, nested: terms } }, limit: 0 };
        expect(await codeOfFailure(ask(engine, request))).toBe('too-large');
        await expect(ask(engine, request)).rejects.toThrow('ask for fewer');
      }));

    describe('of records made for it', () => {
      let made: EngineSubject;
      beforeAll(async () => {
        made = await open();
        await load(made.engine, [
          madePatent('US-1-B2', {
            applicants: ['Acme AG', 'ACME  ag'],
            ipc: ['H01M10/0525', 'H01M10/052', 'H01M4/02', 'G06F3/01'],
            published: '2020-02-29',
          }),
          madePatent('US-2-B2', { applicants: ['acme ag'], ipc: ['H01M10/0525'], published: '2020-10-01' }),
          madePatent('EP-3-B1', { ipc: ['A61K8/00'], published: '2018-12-31' }),
          madePatent('EP-4-B1'),
        ]);
      });
      afterAll(() => made.remove());
      const countAll = async (facets: Record<string, FacetRequest>, filters: CheckedNode[] = []) => {
        const answer = await ask(made.engine, { facets, filters, limit: 0 });
        return Object.fromEntries(Object.entries(answer.facets ?? {}).map(([name, result]) => [name, plain(result)]));
      };

      it('a record counts once per value, level and period', async () => {
        const ipc = { kind: 'terms' as const, field: 'IPC', size: 10 };
        const dates = { kind: 'dates' as const, field: 'PD' };
        expect(
          await countAll({
            sections: { ...ipc, level: 'section' },
            subclasses: { ...ipc, level: 'subclass' },
            groups: { ...ipc, level: 'group' },
            years: { ...dates, interval: 'year' },
            quarters: { ...dates, interval: 'quarter' },
            months: { ...dates, interval: 'month' },
            days: { ...dates, interval: 'day', order: 'value-desc', size: 2 },
          }),
        ).toEqual({
          sections: ['H 2', 'A 1', 'G 1'],
          subclasses: ['H01M 2', 'A61K 1', 'G06F 1'],
          groups: ['H01M10 2', 'A61K8 1', 'G06F3 1', 'H01M4 1'],
          years: ['2018 1', '2020 2'],
          quarters: ['2018-Q4 1', '2020-Q1 1', '2020-Q4 1'],
          months: ['2018-12 1', '2020-02 1', '2020-10 1'],
          days: ['2020-10-01 1', '2020-02-29 1'],
        });
      });

      it('spellings that fold to the same are one value, shown in one of them', async () => {
        const { names } = await countAll({ names: { kind: 'terms', field: 'AP', size: 10 } });
        expect(['Acme AG 2', 'ACME  ag 2', 'acme ag 2']).toContain(String(names));
      });

      it('a facet inside another counts the records of each bucket', async () => {
        const nested = { kind: 'terms' as const, field: 'IPC', size: 1, level: 'subclass' };
        expect(
          await countAll({
            years: { kind: 'dates', field: 'PD', interval: 'year', nested },
            offices: { kind: 'terms', field: 'CC', size: 9, nested: { kind: 'distinct', field: 'IPC' } },
          }),
        ).toEqual({
          years: [
            ['2018 1', ['A61K 1']],
            ['2020 2', ['H01M 2']],
          ],
          offices: [
            ['EP 2', { distinct: 1, exact: true }],
            ['US 2', { distinct: 4, exact: true }],
          ],
        });
      });

      it('a facet is counted without the filters on its own field, and with all others', async () => {
        const offices: FacetRequest = { kind: 'terms', field: 'CC', size: 9 };
        const years: FacetRequest = { kind: 'dates', field: 'PD', interval: 'year' };
        const both: FacetRequest = { ...offices, nested: years };
        expect(await countAll({ offices, years, both }, [keyword('CC', 'us')])).toEqual({
          offices: ['EP 2', 'US 2'],
          years: ['2020 2'],
          both: [
            ['EP 2', ['2018 1']],
            ['US 2', ['2020 2']],
          ],
        });
        const mixed: CheckedNode = { kind: 'or', children: [keyword('CC', 'us'), { kind: 'exists', field: 'PD' }] };
        expect(await countAll({ offices }, [mixed])).toEqual({ offices: ['US 2', 'EP 1'] });
        const { count, hits } = await ask(made.engine, { filters: [keyword('CC', 'us')] });
        expect([count, hits.map(({ id }) => id)]).toEqual([2, ['US-1-B2', 'US-2-B2']]);
      });

      it('statistics of dates are days, of numbers numbers; without values only the count', async () => {
        expect(
          await countAll({
            dates: { kind: 'statistics', field: 'PD', percents: [0, 50, 100] },
            none: { kind: 'statistics', field: 'PCTD', percents: [50] },
          }),
        ).toEqual({
          dates: {
            statistics: {
              count: 3,
              min: '2018-12-31',
              max: '2020-10-01',
              mean: '2019-12-21',
              percentiles: { 0: '2018-12-31', 50: '2020-02-29', 100: '2020-10-01' },
            },
            exact: true,
          },
          none: { statistics: { count: 0, percentiles: {} }, exact: true },
        });
      });
    });
  });
}
