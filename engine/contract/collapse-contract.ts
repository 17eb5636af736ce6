import fc from 'fast-check';
import { fields } from '../../mappings/fields.js';
import { collapsibleFields } from '../collapse.js';
import type { CheckedNode } from '../../query/tree.js';
import type { FacetRequest, HitPosition, SearchRequest, SearchResult, SortKey } from '../engine.js';
import { sortArbitrary } from './compare-view.js';
import { groupedRecords } from './grouped-records.js';
import { madePatent } from './made-records.js';
import { dateArbitrary } from './records.js';
import { ReferenceEngine } from './reference.js';
import { ask, codeOfFailure, type EngineSubject, findIds, load, type OpenSubject, withSubject } from './subject.js';
import { treesAbout } from './vocabulary.js';

const sortable = fields.filter(({ isSortable }) => isSortable).map(({ code }) => code);
const codes = collapsibleFields.map(({ code }) => code);
const battery = {
  kind: 'phrase' as const,
  fields: ['TI', 'AB'],
  elements: [{ kind: 'term' as const, term: 'battery' }],
};
const byId: SortKey[] = [{ by: 'id', direction: 'asc' }];

const groupsOf = ({ hits }: SearchResult) => hits.map(({ id, members }) => ({ id, members }));

/** One hit for each group of records with an equal value. */
export function describeCollapse(open: OpenSubject): void {
  describe('collapsed hits', () => {
    let subject: EngineSubject;
    const reference = new ReferenceEngine();
    const records = groupedRecords(400);
    beforeAll(async () => {
      subject = await open();
      // Several commits: members of a group stand in several segments.
      for (let at = 0; at < records.length; at += 150) {
        for (const record of records.slice(at, at + 150)) reference.upsert(record);
        await load(subject.engine, records.slice(at, at + 150));
      }
    });
    afterAll(() => subject.remove());

    const everything = { query: { kind: 'all' } } as const;

    /** Fails unless a page of groups is that of the reference. */
    const expectPage = async (by: string, view: Partial<SearchRequest>): Promise<SearchResult> => {
      const { offset = 0, limit = 1000, sort = byId } = view;
      const result = await ask(subject.engine, { ...view, collapse: { by } });
      const ids = reference.search({ ...everything, ...view, sort }, result.dataDate);
      const groups = reference.collapse(ids, { by });
      const told = [by, view, result.count, result.groups, groupsOf(result), result.exact];
      expect(told).toEqual([by, view, ids.length, groups.length, groups.slice(offset, offset + limit), true]);
      expect(result.next !== undefined).toBe(result.hits.length > 0 && offset + result.hits.length < groups.length);
      return result;
    };

    it('every field that collapses does so under every order, with the members of each group counted', async () => {
      expect(codes).toEqual(['APL', 'FAM', 'FAMX']);
      const keys = ['id', ...sortable];
      for (const [place, key] of keys.entries())
        for (const [turn, direction] of (['asc', 'desc'] as const).entries()) {
          const by = codes[(place + turn) % codes.length] ?? '';
          await expectPage(by, { sort: [{ by: key, direction }], limit: 200 });
        }
    });

    it('queries, filters, days, orders and pages of any kind give the groups of the scan, behind a position too; facets count records', () =>
      fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...codes),
          fc.record({
            query: fc.oneof(fc.constant(everything.query), treesAbout(records)),
            filters: fc.oneof(fc.constant<CheckedNode[]>([]), fc.array(treesAbout(records), { maxLength: 1 })),
            sort: sortArbitrary,
            asOf: fc.option(dateArbitrary, { nil: undefined, freq: 2 }),
            limit: fc.constantFrom(0, 1, 3, 20, 1000),
            offset: fc.constantFrom(0, 0, 2, 11),
          }),
          async (by, view) => {
            const facet: FacetRequest = { kind: 'distinct', field: 'CC' };
            const { next, facets, dataDate } = await expectPage(by, { ...view, facets: { facet } });
            expect(facets?.['facet']).toEqual(reference.facet(facet, view, dataDate));
            if (!next) return;
            const groups = reference.collapse(reference.search(view, dataDate), { by });
            const end = view.offset + view.limit;
            const behind = await ask(subject.engine, { ...view, offset: 1, after: next, collapse: { by } });
            expect([by, view, groupsOf(behind)]).toEqual([by, view, groups.slice(end + 1, end + 1 + view.limit)]);
            expect([behind.count, behind.groups]).toEqual([reference.search(view, dataDate).length, groups.length]);
          },
        ),
        { numRuns: 40 },
      ));

    it('pages by position put together are all groups, in the order in which their first members stand uncollapsed', async () => {
      for (const by of ['APL', 'FAM'])
        for (const sort of [
          [],
          [{ by: 'score', direction: 'asc' }],
          [
            { by: 'CC', direction: 'desc' },
            { by: 'score', direction: 'desc' },
          ],
          [{ by: 'PD', direction: 'desc' }],
          [{ by: 'AP', direction: 'asc' }],
          byId,
        ] satisfies SortKey[][]) {
          const groups = reference.collapse(await findIds(subject.engine, { query: battery, sort }), { by });
          expect(groups.length).toBeGreaterThan(20);
          const pages: unknown[] = [];
          let after: HitPosition | undefined;
          do {
            const page = await ask(subject.engine, { query: battery, sort, limit: 7, after, collapse: { by } });
            expect(page.groups).toBe(groups.length);
            pages.push(...groupsOf(page));
            after = page.next;
          } while (after);
          expect([by, sort, pages]).toEqual([by, sort, groups]);
        }
    });

    it('behind the position of any record, a group stands only when all its members do', async () => {
      for (const sort of [byId, [{ by: 'PD', direction: 'desc' }], []] satisfies SortKey[][])
        for (const limit of [1, 40, 150]) {
          const whole = await findIds(subject.engine, { sort });
          const { next: after } = await ask(subject.engine, { sort, limit });
          const passed = new Set(whole.slice(0, limit));
          const groups = reference.collapse(whole, { by: 'FAMX' }).filter(({ id }) => !passed.has(id));
          const behind = await ask(subject.engine, { sort, after, collapse: { by: 'FAMX' } });
          expect([sort, limit, groupsOf(behind)]).toEqual([sort, limit, groups]);
        }
    });

    it('a pinned state keeps its groups while members change, come and go; the newest state has the new ones', async () => {
      const view = { sort: [{ by: 'PD', direction: 'desc' }] satisfies SortKey[] };
      const { snapshot } = await subject.engine.pin();
      const before = await expectPage('FAM', view);
      const writer = await subject.engine.writer();
      for (const [place, { id }] of records.entries()) {
        const record = reference.records.get(id);
        if (record && place % 9 === 0) {
          reference.delete(id);
          await writer.delete(id);
        } else if (record?.type === 'patent' && place % 9 === 1) {
          const changed = { ...record, simpleFamilyId: `family ${place % 7}` };
          reference.upsert(changed);
          await writer.upsert(changed, undefined);
        }
      }
      await writer.commit();
      await writer.close();
      const pinned = await ask(subject.engine, { ...view, snapshot, collapse: { by: 'FAM' } });
      expect([pinned.groups, groupsOf(pinned)]).toEqual([before.groups, groupsOf(before)]);
      for (const by of codes) await expectPage(by, view);
      expect(groupsOf(await ask(subject.engine, { ...view, collapse: { by: 'FAM' } }))).not.toEqual(groupsOf(before));
      await subject.engine.release(snapshot);
    });

    it('spellings that fold to the same are one group; records without a value are one each', () =>
      withSubject(open, async ({ engine }) => {
        const ofFamily = (id: string, simpleFamilyId?: string) => ({ ...madePatent(id), simpleFamilyId });
        await load(engine, [ofFamily('US-1-A1', 'Ａ  1'), ofFamily('US-2-A1'), ofFamily('US-3-A1', 'a 1')]);
        await load(engine, [ofFamily('US-4-A1'), ofFamily('US-5-A1', 'US-2-A1')]);
        const result = await ask(engine, { collapse: { by: 'FAM' } });
        expect([result.count, result.groups]).toEqual([5, 4]);
        expect(groupsOf(result)).toEqual([
          { id: 'US-1-A1', members: 2 },
          { id: 'US-2-A1', members: 1 },
          { id: 'US-4-A1', members: 1 },
          { id: 'US-5-A1', members: 1 },
        ]);
      }));

    it('limit 0 counts groups without hits; a page beyond the end is empty; without data there is no group', async () => {
      const collapse = { by: 'APL' };
      const { groups, count } = await ask(subject.engine, { collapse });
      expect(groups).toBeGreaterThan(100);
      expect(await ask(subject.engine, { collapse, limit: 0 })).toMatchObject({ count, groups, hits: [] });
      expect(await ask(subject.engine, { collapse, offset: 20_000 })).toMatchObject({ count, groups, hits: [] });
      await withSubject(open, async ({ engine }) =>
        expect(await ask(engine, { collapse })).toMatchObject({ count: 0, groups: 0, hits: [] }),
      );
    });

    it('only a search that asks for it tells groups and members', async () => {
      const { groups, hits } = await ask(subject.engine, { limit: 1 });
      expect([groups, hits[0]?.members]).toEqual([undefined, undefined]);
    });

    it('a field of which a record may have several values, or none that is known, is refused', async () => {
      for (const by of ['AP', 'AN', 'TI', 'nothing'])
        expect([by, await codeOfFailure(ask(subject.engine, { collapse: { by } }))]).toEqual([by, 'rejected']);
      await expect(ask(subject.engine, { collapse: { by: 'AP' } })).rejects.toThrow('APL, FAM, FAMX');
    });
  });
}
