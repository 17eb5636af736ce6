import { compileQuery } from './check.js';
import { evaluate } from './evaluate.js';
import { RecordReading } from './record-reading.js';
import { truthRecords } from './truth-records.js';
import { truthTable, truthToday } from './truth-table.js';
import type { CheckedNode } from './tree.js';

const readings = Object.entries(truthRecords).map(([letter, record]) => [letter, new RecordReading(record)] as const);
const find = (query: string, options = {}): string =>
  readings
    .filter(([, reading]) =>
      evaluate(compileQuery(query, { today: truthToday }).tree, reading, { dataDate: truthToday, ...options }),
    )
    .map(([letter]) => letter)
    .join('');

/** The tree without its places. */
const withoutSpans = (tree: CheckedNode): unknown =>
  JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === 'span' ? undefined : value)));

describe('what queries find', () => {
  it('is stated in at least 150 cases', () => expect(truthTable.length).toBeGreaterThanOrEqual(150));

  it.each(truthTable.map(([query, found, rule]) => [query, rule, found] as const))('%s (%s)', (query, _rule, found) => {
    expect(find(query)).toBe(found);
  });

  it.each(truthTable.map(([query]) => query))('%s: its canonical text means the same and is canonical', (query) => {
    const compiled = compileQuery(query, { today: truthToday });
    const again = compileQuery(compiled.canonical, { today: truthToday });
    expect(withoutSpans(again.tree)).toEqual(withoutSpans(compiled.tree));
    expect(again.canonical).toBe(compiled.canonical);
    expect(again.warnings.filter(({ code }) => code === 'mixed-operators')).toEqual([]);
  });
});

describe('as of a day', () => {
  it.each([
    ['*', '2017-12-31', 'CD', 'later publications are out'],
    ['*', '2018-01-23', 'BCD', 'the day itself counts'],
    ['ST=in-force', '2021-01-01', 'BCD', 'statuses are those of the day'],
    ['ST=lapsed', '2022-06-01', 'B', 'after the lapse'],
    ['ST=in-force@2019', '2022-06-01', 'BCD', 'a day in the query goes first'],
    ['NOT battery', '2015-01-01', '', 'NOT does not bring unpublished records in'],
  ])('%s on %s finds %s (%s)', (query, asOf, found) => {
    expect(find(query, { asOf })).toBe(found);
  });

  it('leaves out a record of which nobody knows when it became public', () => {
    const { D } = truthRecords;
    if (D.type !== 'geographical-indication') throw new Error('D is an indication');
    const undated = { ...D, registrationDate: undefined, applicationDate: undefined, events: [] };
    expect(evaluate({ kind: 'all' }, undated, { asOf: '2024-01-01' })).toBe(false);
    expect(evaluate({ kind: 'all' }, undated)).toBe(true);
  });
});
