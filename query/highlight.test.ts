import fc from 'fast-check';
import { fieldOf } from '../mappings/fields.js';
import { compileQuery } from './check.js';
import { evaluate } from './evaluate.js';
import { explainQuery } from './explain.js';
import { highlight, type HighlightOptions } from './highlight.js';
import { suggestField } from './suggest.js';
import { truthRecords } from './truth-records.js';
import { truthTable, truthToday } from './truth-table.js';

type Letter = keyof typeof truthRecords;

/** `TI: solid electrolyte | AB: ...`: the text of every match by field. */
function show(query: string, letter: Letter, options: HighlightOptions = {}): string {
  const record = truthRecords[letter];
  const { tree } = compileQuery(query, { today: truthToday });
  return Object.entries(highlight(tree, record, options))
    .map(([field, { values }]) => {
      const texts = values.flatMap(({ value, matches }) =>
        matches.map(({ start, end }) => String(fieldOf(field).values(record)[value]).slice(start, end)),
      );
      return `${field}: ${texts.join(', ')}`;
    })
    .join(' | ');
}

describe('highlights', () => {
  it.each<[string, Letter, string, string]>([
    ['solid', 'B', 'TI: Solid | CL: solid', 'a word, as it stands in the text'],
    ['"solid electrolyte"', 'B', 'TI: Solid electrolyte | CL: solid electrolyte', 'a phrase as one place'],
    [
      'electro*',
      'B',
      'TI: electrolyte | AB: electrode | CL: electrode, electrolyte, electrodes',
      'whole words of a truncation',
    ],
    ['CL=stem:electrode', 'B', 'CL: electrode, electrodes', 'forms of a stem'],
    ['h2o', 'B', 'AB: H_{2}O', 'markup inside'],
    ['AB=muller', 'B', 'AB: Müller', 'diacritics kept'],
    ['TI=电池', 'A', 'TI: 电池', 'Chinese runs'],
    ['TI=LED显示', 'A', 'TI: LED显示', 'mixed runs'],
    ['IN=𠮷', 'A', 'IN: 𠮷', 'characters outside the BMP'],
    ['DE=ガラス', 'A', 'DE: ｶﾞラス', 'half-width kana'],
    ['AP=="robert bosch gmbh"', 'B', 'AP: Robert Bosch GmbH', 'a whole name'],
    ['ceramic NOT water', 'B', '', 'nothing when the record does not match'],
    ['ceramic NOT lotus', 'B', 'CL: ceramic', 'nothing under NOT'],
    ['NOT NOT ceramic', 'B', 'CL: ceramic', 'but under NOT NOT'],
    ['(solid AND lotus) OR ceramic', 'B', 'CL: ceramic', 'nothing of an alternative that failed'],
    [
      '"solid electrolyte" OR solid',
      'B',
      'TI: Solid electrolyte | CL: solid electrolyte',
      'places that overlap become one',
    ],
    ['PY=2018', 'B', '', 'nothing for dates'],
  ])('%s in %s: %s (%s)', (query, letter, expected) => {
    expect(show(query, letter)).toBe(expected);
  });

  it('names the leaf that each place belongs to', () => {
    const { tree } = compileQuery('TI=(solid OR for)', { today: truthToday });
    expect(highlight(tree, truthRecords.B).TI?.values).toEqual([
      { value: 0, matches: [{ start: 0, end: 5, leaf: 0 }, { start: 18, end: 21, leaf: 1 }] }, // prettier-ignore
    ]);
  });

  it('cuts snippets of whole words around the matches and joins neighbours', () => {
    const { tree } = compileQuery('AB=(electrode OR separator)', { today: truthToday });
    const [first, ...rest] = highlight(tree, truthRecords.B, { context: 12 }).AB?.snippets ?? [];
    expect(rest).toHaveLength(1);
    expect(first).toEqual({
      value: 0,
      start: 0,
      end: 20,
      text: 'An electrode (FIG. 3',
      marks: [{ start: 3, end: 12 }],
    });
  });

  it('counts places beyond the limit', () => {
    const { tree } = compileQuery('CL=the', { today: truthToday });
    const { values, count } = highlight(tree, truthRecords.B, { matches: 3 }).CL ?? { values: [] };
    expect(values.reduce((sum, { matches }) => sum + matches.length, 0)).toBe(3);
    expect(count).toBe(4);
  });

  it('mark places that the query finds when it is asked for them alone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...truthTable),
        fc.constantFrom<Letter>('A', 'B', 'C', 'D', 'E'),
        ([query], letter) => {
          const record = truthRecords[letter];
          const { tree } = compileQuery(query, { today: truthToday });
          const highlights = highlight(tree, record);
          if (!evaluate(tree, record)) expect(highlights).toEqual({});
          for (const [field, { values, snippets }] of Object.entries(highlights)) {
            for (const { value, matches } of values) {
              const text = String(fieldOf(field).values(record)[value]);
              matches.forEach(({ start, end }, index) => {
                expect(start).toBeGreaterThanOrEqual(index === 0 ? 0 : (matches[index - 1]?.end ?? 0));
                expect(end).toBeGreaterThan(start);
                expect(end).toBeLessThanOrEqual(text.length);
              });
            }
            for (const { value, start, end, text } of snippets) {
              expect(String(fieldOf(field).values(record)[value]).slice(start, end)).toBe(text);
            }
          }
        },
      ),
      { numRuns: 1500 },
    );
  });
});

describe('explanation', () => {
  it('lists the whole query and its parts, each a query of its own', () => {
    const { branches, canonical, omittedBranches } = explainQuery('TI=(a OR "b c") NOT PY>=2019', {
      today: truthToday,
    });
    expect(canonical).toBe('TI=(a OR "b c") AND NOT PY>=2019');
    expect(branches.map(({ depth, text, node }) => `${depth} ${node.kind} ${text}`)).toEqual([
      '0 and TI=(a OR "b c") AND NOT PY>=2019',
      '1 or TI=(a OR "b c")',
      '2 phrase TI=a',
      '2 phrase TI="b c"',
      '1 not NOT PY>=2019',
      '2 range PY>=2019',
    ]);
    expect(omittedBranches).toBe(0);
  });

  it('a part that is compiled alone gives the same node, in any mixture of fields, groups and operators', () => {
    const bare = (node: unknown): unknown =>
      JSON.parse(JSON.stringify(node, (key, value) => (key === 'span' ? undefined : value)));
    const texts = [
      'AP:(申请人 OR ABB) AND NOT (IPC=H01M10 XOR PY=[2019 TO 2021])',
      'TAC=(NOT (stem:cells OR electro*)) 电池 OR PN=US10000000B2',
      'PD>=20200101 AND ST=in-force AND CPC=* OR AP=="霁泓, 公司"',
    ];
    for (const text of texts) {
      for (const { text: part, node } of explainQuery(text, { today: truthToday }).branches) {
        const { tree } = explainQuery(part, { today: truthToday });
        expect({ part, node: bare(tree) }).toEqual({ part, node: bare(node) });
      }
    }
  });

  it('says how many parts it left out', () => {
    const { branches, omittedBranches } = explainQuery(
      Array.from({ length: 150 }, (_, index) => `w${index}`).join(' OR '),
      { today: truthToday },
    );
    expect([branches.length, omittedBranches]).toEqual([100, 51]);
  });
});

describe('nearest field', () => {
  it.each([
    ['TTI', 'TI'],
    ['IT', 'TI'],
    ['titel', 'TI'],
    ['abstrakt', 'AB'],
    ['申请仁', 'AP'],
    ['publication date', 'PD'],
    ['xyzxyz', undefined],
    ['', undefined],
  ])('of %s is %s', (name, code) => expect(suggestField(name)).toBe(code));
});
