import fc from 'fast-check';
import { writeCanonical } from './canonical.js';
import { parseQuery } from './parse.js';
import type { SyntaxNode } from './syntax.js';

const nowhere = { start: 0, end: 0 };
const word = fc
  .constantFrom(
    'battery',
    'electro*',
    '电池',
    'LED显示',
    '*',
    'lithium-ion',
    '2012',
    'H01M10/05*',
    '阿里（中国）',
    'colo?r',
    '*ation',
    '??',
    '锂?电',
    '1,2-b',
    'a@b',
  )
  .map((text): SyntaxNode => ({ kind: 'word', text, span: nowhere }));
const operand: fc.Arbitrary<SyntaxNode> = fc.oneof(
  word,
  fc
    .constantFrom('solid electrolyte', 'and', 'a \\"b\\"', '锂,电', '', 'x\\\\')
    .map((text): SyntaxNode => ({ kind: 'quoted', text, span: nowhere })),
  fc.boolean().map((isQuoted): SyntaxNode => ({ kind: 'stem', text: 'cell', isQuoted, span: nowhere })),
);
const range = fc.constant<SyntaxNode>({ kind: 'range', from: '2012', to: '*', span: nowhere });
const { tree } = fc.letrec<
  Record<'tree' | 'field' | 'operation' | 'not' | 'place' | 'proximity' | 'frequency', SyntaxNode>
>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    operand,
    tie('field'),
    tie('not'),
    tie('operation'),
    tie('proximity'),
    tie('frequency'),
  ),
  place: fc.oneof({ depthSize: 'small' }, operand, tie('field'), tie('operation'), tie('proximity')),
  proximity: fc
    .tuple(fc.constantFrom('ADJ', 'NEAR', 'WITH', 'SAME'), fc.constantFrom(1, 2, 30), tie('place'), tie('place'))
    .map(([name, distance, left, right]) => {
      const operator = { name, distance };
      return { kind: 'proximity', operator, operatorSpan: nowhere, left, right, span: nowhere } as SyntaxNode;
    }),
  frequency: fc
    .tuple(
      fc.constantFrom(undefined, 'TI', 'TAC'),
      fc.constantFrom('=', '==', '>=', '<=', '<', '>'),
      tie('tree'),
      fc.oneof(fc.constant({ kind: 'word', text: '2', span: nowhere }), range),
    )
    .map(([name, relation, value, bound]) => {
      const named = name === undefined ? {} : { name, nameSpan: nowhere };
      return { kind: 'frequency', ...named, value, relation, bound, span: nowhere } as SyntaxNode;
    }),
  not: tie('tree').map((child) => ({ kind: 'not', child, span: nowhere })),
  operation: fc
    .tuple(fc.constantFrom('and', 'or', 'xor'), fc.array(tie('tree'), { minLength: 2, maxLength: 4 }))
    .map(([kind, children]) => ({ kind, children, span: nowhere }) as SyntaxNode),
  field: fc
    .tuple(
      fc.constantFrom('TI', 'AP', 'PD', 'NOSUCH'),
      fc.constantFrom('=', '==', '>=', '<=', '<', '>'),
      fc.oneof(operand, range, tie('operation'), tie('not'), tie('field'), tie('proximity'), tie('frequency')),
    )
    .map(
      ([name, relation, value]) =>
        ({ kind: 'field', name, nameSpan: nowhere, relation, value, span: nowhere }) as SyntaxNode,
    ),
}));

const withoutSpans = (node: unknown): unknown =>
  JSON.parse(JSON.stringify(node, (key, value: unknown) => (/span$/i.test(key) ? undefined : value)));

describe('canonical text', () => {
  it('is read back as the tree that it was written from', () => {
    fc.assert(
      fc.property(tree, (node) => {
        expect(withoutSpans(parseQuery(writeCanonical(node)).syntax)).toEqual(withoutSpans(node));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['a b', 'a AND b'],
    ['a not b', 'a AND NOT b'],
    ['a AND NOT b', 'a AND NOT b'],
    ['a or b and c', 'a OR (b AND c)'],
    ['（标题：“锂电池” or 申请人＝华为）', 'TI="锂电池" OR AP=华为'],
    ['title = (a | b)', 'TI=(a AND | AND b)'],
    ['PD ≥ 2019', 'PD>=2019'],
    ['PD=[2012  to  2014]', 'PD=[2012 TO 2014]'],
    ['ti!=x', 'NOT TI=x'],
    ['STEM:"a b"', 'stem:"a b"'],
    ['「a "b"」', '"a \\"b\\""'],
    ['ipc=h01m 10/0525', 'IPC=h01m 10/0525'],
    ['AP="宁德"*', 'AP="宁德*"'],
    ['((a))', 'a'],
    ['(a and b) and c', '(a AND b) AND c'],
    ['a adj b', 'a ADJ b'],
    ['a adj01 b', 'a ADJ b'],
    ['电池 near5 隔膜', '电池 NEAR5 隔膜'],
    ['a near b near2 c', 'a NEAR b NEAR2 c'],
    ['a near (b near c)', 'a NEAR (b NEAR c)'],
    ['a adj b near c', '(a ADJ b) NEAR c'],
    ['a same b with c adj d', 'a SAME (b WITH (c ADJ d))'],
    ['a b near c', 'a AND (b NEAR c)'],
    ['not a near b', 'NOT (a NEAR b)'],
    ['a not near b', 'a AND NOT (a NEAR b)'],
    ['a b not same2 c', 'a AND b AND NOT (b SAME2 c)'],
    ['title=(a with b)', 'TI=(a WITH b)'],
    ['title=a with b', 'TI=a WITH b'],
    ['freq(title, a or b) ≥ 2', 'FREQ(TI,a OR b)>=2'],
    ['FREQ（标题，“锂电池”）＝[2 至 5]', 'FREQ(TI,"锂电池")=[2 TO 5]'],
    ['freq(a)!=2', 'NOT FREQ(a)=2'],
  ])('of %s is %s', (query, canonical) => {
    expect(writeCanonical(parseQuery(query).syntax)).toBe(canonical);
  });
});
