import fc from 'fast-check';
import type { IpRecord } from '../domain/record.js';
import { compileQuery } from './check.js';
import { evaluate } from './evaluate.js';
import { explainQuery } from './explain.js';
import { highlight } from './highlight.js';
import { truthRecords } from './truth-records.js';
import { positionCases, recordOfText } from './truth-positions.js';
import { truthToday } from './truth-table.js';

const compile = (query: string) => compileQuery(query, { today: truthToday }).tree;
const titled = (title: string): IpRecord => ({ ...truthRecords.B, inventionTitle: [{ text: title }] }) as IpRecord;

/** The title with `[`, the number of the term, and `]` around every place that matched. */
function show(query: string, title: string): string {
  const places = highlight(compile(query), titled(title)).TI?.values[0]?.matches ?? [];
  let shown = '';
  let end = 0;
  for (const match of places) {
    shown += `${title.slice(end, match.start)}[${match.leaf}:${title.slice(match.start, match.end)}]`;
    end = match.end;
  }
  return shown + title.slice(end);
}

describe('highlights of distances', () => {
  it.each([
    ['TI=(a NEAR2 c)', 'a x c x x a', '[0:a] x [1:c] x x a', 'only what is near, not the same word elsewhere'],
    ['TI=(a ADJ2 c)', 'c a x c a', 'c [0:a] x [1:c] a', 'only what follows'],
    ['TI=(a NEAR2 c)', 'c a x c', '[1:c] [0:a] x [1:c]', 'every one that is near'],
    ['TI=(a WITH c)', 'a c a. a y. x c a', '[0:a] [1:c] [0:a]. a y. x [1:c] [0:a]', 'all of a sentence with both'],
    ['TI=(a WITH2 c)', 'a. x c. x y. a', '[0:a]. x [1:c]. x y. a', 'of sentences that follow each other'],
    ['TI=(a SAME c)', 'a. c\na', '[0:a]. [1:c]\na', 'of a paragraph'],
    [
      'TI=("solid electrolyte" NEAR3 cell)',
      'solid electrolyte x cell solid',
      '[0:solid electrolyte] x [1:cell] solid',
      'a phrase as one place',
    ],
    ['TI=((a OR c) ADJ d)', 'c d a x d', '[1:c] [2:d] a x d', 'of a group what is there'],
    [
      'TI=((a ADJ c) NEAR2 d)',
      'd x a c a c x x d',
      '[2:d] x [0:a] [1:c] a c x x d',
      'of distances in distances only what counts',
    ],
    ['TI=(a ADJ c WITH d)', 'a c d. a c', '[0:a] [1:c] [2:d]. a c', 'inside sentences too'],
    ['TI=((a WITH c) ADJ d)', 'a x c d c', '[0:a] x [1:c] [2:d] c', 'and around them'],
    [
      'TI=(electro* NEAR *ator)',
      'separator electrode x electrolyte',
      '[1:separator] [0:electrode] x electrolyte',
      'whole words of truncations',
    ],
    ['TI=colo?r', 'colour color', '[0:colour] color', 'of one character'],
    ['TI="a * c"', 'a x c a c', '[0:a x c] a c', 'any word of a phrase with it'],
    ['TI=(电池 NEAR3 隔膜)', '电池的隔膜和正极及电池', '[0:电池]的[1:隔膜]和正极及电池', 'Chinese runs'],
    ['TI=(𠮷 ADJ 家)', '𠮷野𠮷家', '𠮷野[0:𠮷][1:家]', 'outside the BMP'],
    ['FREQ(TI,cell)>=2', 'cell x cells cell', '[0:cell] x cells [0:cell]', 'all that is counted'],
    ['FREQ(TI,cell)>=2', 'cell', 'cell', 'nothing when there are too few'],
    ['FREQ(TI,a ADJ c)>=2', 'a c a a c', '[0:a] [1:c] a [0:a] [1:c]', 'of a distance what makes it up'],
    ['TI=(a NOT NEAR c)', 'a x c', '[0:a] x c', 'nothing under NOT'],
    ['TI=(a OR c NEAR d)', 'a c x d', '[0:a] c x d', 'nothing of an alternative that failed'],
    ['TI=(a ADJ c) OR TI=d', 'a c d', '[0:a] [1:c] [2:d]', 'terms are numbered as typed'],
  ])('%s in %j: %s (%s)', (query, title, expected) => {
    expect(show(query, title)).toBe(expected);
  });

  it('stand in every field, by value', () => {
    const places = highlight(compile('FT=(electrode WITH solid)'), truthRecords.B);
    expect(Object.keys(places)).toEqual(['CL']);
    expect(places.CL?.values.map(({ value }) => value)).toEqual([0]);
    const claims = highlight(compile('CL=(ceramic SAME2 wound)'), truthRecords.B);
    expect(claims.CL?.values.map(({ value }) => value)).toEqual([1, 2]);
  });

  it('of what is found are there, whatever the query; without them it is not found', () => {
    fc.assert(
      fc.property(fc.constantFrom(...positionCases), ([query, text, isFound]) => {
        const record = recordOfText(text);
        const places = highlight(compile(query), record);
        const marked = (places.TI?.values ?? []).flatMap(({ value, matches }) =>
          matches.map((each) => ({ value, ...each })),
        );
        if (!isFound) return expect(marked).toEqual([]);
        // A word of every distance is marked, unless NOT or a star found the record.
        if (marked.length === 0) return expect(query).toMatch(/NOT|!=|<|=0|>=0|^\*|=\*|TO 1/);
        const titles = (typeof text === 'string' ? [text] : text).map((title, value) =>
          marked
            .filter((each) => each.value === value)
            .reduceRight(
              (rest, { start, end }) => rest.slice(0, start) + '-'.repeat(end - start) + rest.slice(end),
              title,
            ),
        );
        const without = { ...record, inventionTitle: titles.map((title) => ({ text: title })) } as IpRecord;
        if (!/NOT|XOR|OR/.test(query)) expect(evaluate(compile(query), without)).toBe(false);
      }),
      { numRuns: 800 },
    );
  });

  it('are found in a long text without an end of a sentence: its words are not looked at pair by pair', () => {
    const record = titled('alpha beta gamma delta '.repeat(20_000));
    for (const query of [
      'TI=(alpha ADJ1000 gamma)',
      'TI=(alpha WITH beta WITH gamma)',
      'FREQ(TI,alpha SAME beta)>=9',
    ]) {
      expect(evaluate(compile(query), record)).toBe(true);
      expect(highlight(compile(query), record, { matches: 10 }).TI?.count).toBeGreaterThanOrEqual(40_000);
    }
  });
});

describe('explanation of distances', () => {
  it('lists the sides of a distance, each a query of its own in the same field', () => {
    const { branches } = explainQuery('TI=solid NEAR5 (cell OR "lead acid") AND FREQ(AB,x ADJ y)>=2', {
      today: truthToday,
    });
    expect(branches.map(({ depth, text, node }) => `${depth} ${node.kind} ${text}`)).toEqual([
      '0 and (TI=solid NEAR5 (cell OR "lead acid")) AND FREQ(AB,x ADJ y)>=2',
      '1 proximity TI=solid NEAR5 (cell OR "lead acid")',
      '2 phrase TI=solid',
      '2 or TI=(cell OR "lead acid")',
      '3 phrase TI=cell',
      '3 phrase TI="lead acid"',
      '1 frequency FREQ(AB,x ADJ y)>=2',
      '2 proximity AB=(x ADJ y)',
      '3 phrase AB=x',
      '3 phrase AB=y',
    ]);
  });

  it('a part that is compiled alone gives the same node', () => {
    const bare = (node: unknown): unknown =>
      JSON.parse(JSON.stringify(node, (key, value: unknown) => (key === 'span' ? undefined : value)));
    for (const [query] of positionCases)
      for (const { text, node } of explainQuery(query, { today: truthToday }).branches)
        expect({ query, text, node: bare(compile(text)) }).toEqual({ query, text, node: bare(node) });
  });
});
