import { compileQuery } from '../../../query/check.js';
import type { CheckedNode } from '../../../query/tree.js';
import type { Json } from '../../../mappings/elasticsearch.js';
import { toRegularExpression, toWildcard } from './patterns.js';
import { treeQuery } from './tree.js';

const verified: CheckedNode[] = [];
const compile = (query: string, expands = true): Json => {
  verified.length = 0;
  return treeQuery(compileQuery(query, { today: '2024-05-01' }).tree, {
    day: 18_000,
    expands,
    verify: (node) => {
      verified.push(node);
      return { verified: node.kind };
    },
  });
};
const rule = (query: string): unknown => ({ match: { query } });
const inOneSentence = { not_containing: { prefix: { prefix: '.s' } } };

describe('queries of Elasticsearch', () => {
  it.each<[string, Json]>([
    ['TI=anode', { term: { 'w.TI': 'anode' } }],
    ['TI="an anode"', { match_phrase: { 'w.TI': { query: 'an _ anode', boost: 0.5 } } }],
    ['TI=anod*', { prefix: { 'w.TI': 'anod' } }],
    ['TI=an?de', { wildcard: { 'w.TI': 'an?de' } }],
    ['TI=*ode', { regexp: { 'w.TI': { value: '([^~.].*)?ode', flags: 'NONE' } } }],
    [
      'TI=(anode ADJ3 cathode)',
      {
        intervals: {
          'w.TI': {
            all_of: { ordered: true, max_gaps: 5, intervals: [rule('anode'), rule('cathode')], filter: inOneSentence },
          },
        },
      },
    ],
    [
      'TI=(anode SAME cathode)',
      {
        intervals: {
          'w.TI': {
            all_of: {
              ordered: false,
              intervals: [rule('anode'), rule('cathode')],
              filter: { not_containing: { prefix: { prefix: '.p' } } },
            },
          },
        },
      },
    ],
    ['IPC=H01M10', { term: { 'c.IPC.tree': 'H01M10' } }],
    ['IPC==H01M10/0525', { term: { 'c.IPC.symbol': 'H01M10/0525' } }],
    ['CC=US', { term: { 'k.CC': 'us' } }],
    ['CC=(US OR EP)', { terms: { 'k.CC': ['us', 'ep'] } }],
    ['PD>=2020-01-01', { range: { 'd.PD': { gte: 18_262 } } }],
    ['NOC>=20', { range: { 'n.NOC': { gte: 20 } } }],
    ['AB=*', { term: { has: 'AB' } }],
    ['ST=in-force', { term: { 'status.in-force': 18_000 } }],
    ['ST=in-force@2020-01-01', { term: { 'status.in-force': 18_262 } }],
    ['NOT CC=US', { bool: { must_not: [{ term: { 'k.CC': 'us' } }] } }],
    ['CC=US AND NOC=1', { bool: { filter: [{ term: { 'k.CC': 'us' } }, { range: { 'n.NOC': { gte: 1, lte: 1 } } }] } }],
    [
      'FREQ(TI,anode)>=2',
      {
        script_score: {
          query: { bool: { should: [{ term: { 'w.TI': 'anode' } }] } },
          script: { source: '_score' },
          min_score: 1.5,
        },
      },
    ],
  ])('%s is one clause of the index', (query, expected) => {
    expect(compile(query)).toEqual(expected);
    expect(verified).toEqual([]);
  });

  it('the words of a distance inside a distance are decided by query/evaluate.ts', () => {
    expect(compile('TI=((anode NEAR3 cathode) NEAR5 separator)')).toEqual({ verified: 'proximity' });
    expect(verified).toHaveLength(1);
  });

  it('the same word on both sides is, too, for it must be there twice', () => {
    expect(compile('TI=(anode WITH anode)')).toEqual({ verified: 'proximity' });
  });

  it.each([
    [2, 4, 24],
    [3, 4, 16],
    [4, 8, 20],
    [31, 32, 2],
  ])(
    'within %d sentences some run of the other residues is missing: one of %d rules must hold',
    (distance, rules, others) => {
      const { bool } = compile(`TI=(anode WITH${distance} cathode)`) as { bool: { should: { intervals: Json }[] } };
      expect(bool.should).toHaveLength(rules);
      for (const rule of bool.should) expect(JSON.stringify(rule).match(/\.s\d+/g)).toHaveLength(others);
    },
  );

  it('markers of more sentences than are numbered apart are decided by query/evaluate.ts', () => {
    expect(compile('TI=(anode WITH32 cathode)')).toEqual({ verified: 'proximity' });
  });

  it('without listed truncations a phrase of them is decided by query/evaluate.ts', () => {
    expect(compile('TI="solid anod*"')).toHaveProperty('intervals');
    expect(compile('TI="solid anod*"', false)).toEqual({ verified: 'phrase' });
  });

  it('patterns keep their meaning in both languages of the server', () => {
    expect(toWildcard('a\\*b?c*')).toBe('a\\*b?c*');
    expect(toRegularExpression('?a.b*')).toMatch(/^\[\^~\.\]a.+b\.\*$/u);
    expect(toRegularExpression('*a?\\?')).toBe('([^~.].*)?a.\\?');
  });
});
