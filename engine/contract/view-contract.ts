import fc from 'fast-check';
import { fields } from '../../mappings/fields.js';
import type { IpRecord } from '../../domain/record.js';
import type { Hit, HitPosition, SortKey } from '../engine.js';
import { madePatent } from './made-records.js';
import { recordArbitrary } from './records.js';
import { ReferenceEngine } from './reference.js';
import { ask, collect, type EngineSubject, findIds, load, type OpenSubject, withSubject } from './subject.js';

/** Invented records of a fixed seed. */
export function sampleRecords(count: number): IpRecord[] {
  return fc.sample(recordArbitrary, { numRuns: count, seed: 20_240_615 });
}

const sortable = fields.filter(({ isSortable }) => isSortable).map(({ code }) => code);

/** Order of hits and pages of them. */
export function describeViews(open: OpenSubject): void {
  describe('order and pages', () => {
    let subject: EngineSubject;
    const reference = new ReferenceEngine();
    beforeAll(async () => {
      subject = await open();
      const records = sampleRecords(60);
      for (const record of records) reference.upsert(record);
      await load(subject.engine, records);
    });
    afterAll(() => subject.remove());

    const expectOrder = async (sort: SortKey[]) => {
      const { hits, dataDate } = await ask(subject.engine, { sort });
      expect([sort, hits.map(({ id }) => id)]).toEqual([
        sort,
        reference.search({ query: { kind: 'all' }, sort }, dataDate),
      ]);
    };

    it('every sortable field sorts in both directions; records without a value come last, ties are broken by id', async () => {
      expect(sortable.length).toBeGreaterThan(5);
      for (const by of [...sortable, 'id'])
        for (const direction of ['asc', 'desc'] as const) await expectOrder([{ by, direction }]);
    });

    it('further keys break ties of the first', async () => {
      await expectOrder([
        { by: 'CC', direction: 'desc' },
        { by: 'PD', direction: 'asc' },
      ]);
      await expectOrder([
        { by: 'PY', direction: 'asc' },
        { by: 'ID', direction: 'desc' },
      ]);
    });

    it('pages of any size put together are the whole list, and the count is that of the whole', async () => {
      for (const sort of [
        [{ by: 'PD', direction: 'desc' }],
        [{ by: 'score', direction: 'desc' }],
        [],
      ] satisfies SortKey[][]) {
        const query = {
          kind: 'phrase' as const,
          fields: ['TI', 'AB'],
          elements: [{ kind: 'term' as const, term: 'battery' }],
        };
        const whole = await ask(subject.engine, { query, sort });
        expect(whole.count).toBeGreaterThan(8);
        for (const limit of [1, 4, 7]) {
          const pages: string[] = [];
          for (let offset = 0; offset < whole.count; offset += limit) {
            const page = await ask(subject.engine, { query, sort, limit, offset });
            expect(page.count).toBe(whole.count);
            pages.push(...page.hits.map(({ id }) => id));
          }
          expect(pages).toEqual(whole.hits.map(({ id }) => id));
        }
      }
    });

    it('pages by position put together are the whole list under every order, a score among others too', async () => {
      const query = {
        kind: 'phrase' as const,
        fields: ['TI', 'AB'],
        elements: [{ kind: 'term' as const, term: 'battery' }],
      };
      for (const sort of [
        [],
        [{ by: 'score', direction: 'desc' }],
        [{ by: 'score', direction: 'asc' }],
        [
          { by: 'CC', direction: 'desc' },
          { by: 'score', direction: 'desc' },
        ],
        [{ by: 'id', direction: 'desc' }],
        ...sortable.map((by): SortKey[] => [{ by, direction: 'desc' }]),
      ] satisfies SortKey[][]) {
        const whole = await ask(subject.engine, { query, sort });
        expect(whole.next).toBeUndefined();
        const pages: string[] = [];
        let after: HitPosition | undefined;
        do {
          const page = await ask(subject.engine, { query, sort, limit: 4, after });
          expect(page.count).toBe(whole.count);
          pages.push(...page.hits.map(({ id }) => id));
          after = page.next;
        } while (after);
        expect([sort, pages]).toEqual([sort, whole.hits.map(({ id }) => id)]);
      }
    });

    it('a scan behind an id begins with the next one, whether that id is there or not', async () => {
      const ids = await collect(subject.engine.scan({ kind: 'all' }));
      for (const place of [0, 7, ids.length - 1]) {
        const after = ids[place] ?? '';
        expect(await collect(subject.engine.scan({ kind: 'all' }, { after }))).toEqual(ids.slice(place + 1));
        expect(await collect(subject.engine.scan({ kind: 'all' }, { after: `${after}!` }))).toEqual(
          ids.slice(place + 1),
        );
      }
      expect(await collect(subject.engine.scan({ kind: 'all' }, { after: '' }))).toEqual(ids);
    });

    it('members that are asked for are as they were put, whichever others are left out', async () => {
      const named = ['office', 'inventionTitle', 'markText', 'parties', 'events', 'relatedDocuments', 'filingDate'];
      for (const members of [named, []])
        for (const view of [{}, { sort: [], limit: 7 }, { collapse: { by: 'APL' } }]) {
          const pick = ({ record }: Hit) =>
            Object.entries(record).filter(([name]) => ['id', 'type', ...members].includes(name));
          const [whole, some] = [await ask(subject.engine, view), await ask(subject.engine, { ...view, members })];
          expect(whole.hits.length).toBeGreaterThan(5);
          expect(some.hits.map(pick)).toEqual(whole.hits.map(pick));
        }
    });

    it('limit 0 counts without hits; a page beyond the end is empty', async () => {
      const whole = await ask(subject.engine);
      expect(await ask(subject.engine, { limit: 0 })).toMatchObject({ count: whole.count, hits: [] });
      expect(await ask(subject.engine, { offset: whole.count })).toMatchObject({ count: whole.count, hits: [] });
      expect(await ask(subject.engine, { offset: 100_000 })).toMatchObject({ count: whole.count, hits: [] });
    });

    it('scores descend, and equal scores stand in id order', async () => {
      const query = {
        kind: 'phrase' as const,
        fields: ['TI', 'AB', 'CL'],
        elements: [{ kind: 'term' as const, term: 'solid' }],
      };
      const { hits } = await ask(subject.engine, { query, sort: [{ by: 'score', direction: 'desc' }] });
      expect(hits.length).toBeGreaterThan(5);
      for (let index = 1; index < hits.length; index++) {
        const [before, after] = [hits[index - 1], hits[index]];
        if (!before || !after) throw new Error('no hit');
        expect(before.score).toBeGreaterThan(0);
        expect(before.score > after.score || (before.score === after.score && before.id < after.id)).toBe(true);
      }
    });

    it('a record with more of the words, and with them in its title, stands first', () =>
      withSubject(open, async ({ engine }) => {
        const filler = Array.from({ length: 20 }, (_, index) =>
          madePatent(`EP-${index + 100}-A1`, { title: 'something else', abstract: 'about nothing in particular' }),
        );
        await load(engine, [
          ...filler,
          madePatent('EP-1-A1', { title: 'a device', abstract: 'with an anode somewhere in it' }),
          madePatent('EP-2-A1', { title: 'anode', abstract: 'with a device' }),
          madePatent('EP-3-A1', { title: 'anode and cathode', abstract: 'an anode beside a cathode' }),
        ]);
        const word = (term: string) => ({
          kind: 'phrase' as const,
          fields: ['TI', 'AB'],
          elements: [{ kind: 'term' as const, term }],
        });
        const sort: SortKey[] = [{ by: 'score', direction: 'desc' }];
        expect((await findIds(engine, { query: word('anode'), sort })).at(-1)).toBe('EP-1-A1');
        const both = { kind: 'or' as const, children: [word('anode'), word('cathode')] };
        expect((await findIds(engine, { query: both, sort }))[0]).toBe('EP-3-A1');
      }));

    it('ids and values order by their UTF-8 bytes, beyond the basic plane too', () =>
      withSubject(open, async ({ engine }) => {
        const names = ['zeta', '\u{1F600} smile', '\ufa0e prime', '𠮷田', '吉田', 'Alpha'];
        await load(
          engine,
          names.map((name, index) => madePatent(`US-${9 - index}-A1`, { applicants: [name] })),
        );
        const { hits } = await ask(engine, { sort: [{ by: 'AP', direction: 'asc' }] });
        expect(hits.map(({ record }) => record.parties[0]?.name)).toEqual([
          'Alpha',
          'zeta',
          '吉田',
          '\ufa0e prime',
          '\u{1F600} smile',
          '𠮷田',
        ]);
      }));
  });
}
