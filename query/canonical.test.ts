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
const { tree } = fc.letrec<{ tree: SyntaxNode; field: SyntaxNode; operation: SyntaxNode; not: SyntaxNode }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small' }, operand, tie('field'), tie('not'), tie('operation')),
  not: tie('tree').map((child) => ({ kind: 'not', child, span: nowhere })),
  operation: fc
    .tuple(fc.constantFrom('and', 'or', 'xor'), fc.array(tie('tree'), { minLength: 2, maxLength: 4 }))
    .map(([kind, children]) => ({ kind, children, span: nowhere }) as SyntaxNode),
  field: fc
    .tuple(
      fc.constantFrom('TI', 'AP', 'PD', 'NOSUCH'),
      fc.constantFrom('=', '==', '>=', '<=', '<', '>'),
      fc.oneof(operand, range, tie('operation'), tie('not'), tie('field')),
    )
    .map(
      ([name, relation, value]) =>
        ({ kind: 'field', name, nameSpan: nowhere, relation, value, span: nowhere }) as SyntaxNode,
    ),
}));

const withoutSpans = (node: unknown): unknown =>
  JSON.parse(JSON.stringify(node, (key, value: unknown) => (key === 'span' || key === 'nameSpan' ? undefined : value)));

describe('canonical text', () => {
  it('is read back as the tree that it was written from', () => {
    fc.assert(
      fc.property(tree, (node) => {
        expect(withoutSpans(parseQuery(writeCanonical(node)).syntax)).toEqual(withoutSpans(node));
      }),
      { numRuns: 5000 },
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
  ])('of %s is %s', (query, canonical) => {
    expect(writeCanonical(parseQuery(query).syntax)).toBe(canonical);
  });
});
