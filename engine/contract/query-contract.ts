import { compileQuery } from '../../query/check.js';
import { RecordReading } from '../../query/record-reading.js';
import { evaluate } from '../../query/evaluate.js';
import { truthRecords } from '../../query/truth-records.js';
import { truthTable, truthToday } from '../../query/truth-table.js';
import type { CheckedNode } from '../../query/tree.js';
import { ask, collect, type EngineSubject, findIds, load, type OpenSubject, withSubject } from './subject.js';

const letters = Object.entries(truthRecords);
const lettersOf = (ids: readonly string[]): string =>
  letters
    .filter(([, { id }]) => ids.includes(id))
    .map(([letter]) => letter)
    .join('');
const compile = (query: string): CheckedNode => compileQuery(query, { today: truthToday }).tree;

/** What a query finds: the truth table, line by line, and the truth of other days. */
export function describeQueries(open: OpenSubject): void {
  describe('queries', () => {
    let subject: EngineSubject;
    beforeAll(async () => {
      subject = await open();
      await load(subject.engine, Object.values(truthRecords));
    });
    afterAll(() => subject.remove());

    it.each(truthTable.map(([query, found, rule]) => [query, rule, found] as const))(
      '%s (%s)',
      async (query, _rule, found) => {
        const { count, exact, hits } = await ask(subject.engine, { query: compile(query) });
        expect(lettersOf(hits.map(({ id }) => id))).toBe(found);
        expect({ count, exact, hits: hits.length }).toEqual({ count: found.length, exact: true, hits: found.length });
      },
    );

    it('count and scan agree with search in every line of the truth table', async () => {
      const counts = await subject.engine.count(truthTable.map(([query]) => compile(query)));
      expect(counts).toEqual(truthTable.map(([, found]) => found.length));
      for (const [query, found] of truthTable)
        expect([query, lettersOf(await collect(subject.engine.scan(compile(query))))]).toEqual([query, found]);
    });

    it.each([
      ['*', '2017-12-31', 'CD', 'later publications are out'],
      ['*', '2018-01-23', 'BCD', 'the day itself counts'],
      ['ST=in-force', '2021-01-01', 'BCD', 'statuses are those of the day'],
      ['ST=lapsed', '2022-06-01', 'B', 'after the lapse'],
      ['ST=in-force@2019', '2022-06-01', 'BCD', 'a day in the query goes first'],
      ['NOT battery', '2015-01-01', '', 'NOT does not bring unpublished records in'],
    ])('%s as of %s finds %s (%s)', async (query, asOf, found) => {
      const tree = compile(query);
      expect(lettersOf(await findIds(subject.engine, { query: tree, asOf }))).toBe(found);
      expect(await subject.engine.count([tree], asOf)).toEqual([found.length]);
      expect(lettersOf(await collect(subject.engine.scan(tree, { asOf })))).toBe(found);
    });

    it('every line of the truth table, as of any day, finds what query/evaluate.ts finds', async () => {
      const { dataDate } = await ask(subject.engine);
      const readings = letters.map(([letter, record]) => [letter, new RecordReading(record)] as const);
      for (const asOf of ['1999-12-31', '2016-06-30', '2019-03-19', '2021-12-01', '2099-01-01'])
        for (const [query] of truthTable) {
          const tree = compile(query);
          const expected = readings.filter(([, reading]) => evaluate(tree, reading, { asOf, dataDate }));
          const found = lettersOf(await findIds(subject.engine, { query: tree, asOf }));
          expect([query, asOf, found]).toEqual([query, asOf, expected.map(([letter]) => letter).join('')]);
        }
    });

    it('hits carry the whole record and the newest day of the data', async () => {
      const { hits, dataDate } = await ask(subject.engine);
      expect(hits.map(({ record }) => record)).toEqual(
        letters.map(([, record]) => JSON.parse(JSON.stringify(record))).sort((a, b) => (a.id < b.id ? -1 : 1)),
      );
      const days = JSON.stringify(truthRecords).match(/\d{4}-\d\d-\d\d/g) ?? [];
      expect(dataDate).toBe(days.sort().at(-1));
    });

    it('an engine without a record answers with nothing', () =>
      withSubject(open, async ({ engine }) => {
        expect(await ask(engine, { facets: { office: { kind: 'terms', field: 'CC', size: 5 } } })).toMatchObject({
          count: 0,
          hits: [],
          facets: { office: { buckets: [], otherBuckets: 0 } },
        });
        expect(await engine.count([{ kind: 'all' }, { kind: 'none' }])).toEqual([0, 0]);
        expect(await collect(engine.scan({ kind: 'all' }))).toEqual([]);
        expect(await engine.get('US-1-B2')).toBeUndefined();
        expect(await engine.source('US-1-B2')).toBeUndefined();
        expect(await engine.checkpoint('package:1')).toBeUndefined();
        expect(await engine.checkpoints('package:')).toEqual([]);
        expect(await engine.health()).toMatchObject({ ready: true, records: {} });
      }));
  });
}
