import fc from 'fast-check';
import { analyzeText, foldKeyword, porterStem } from '../../mappings/analyze.js';
import type { LifeStatus } from '../../domain/life.js';
import type { CheckedNode, PhraseElement } from '../../query/tree.js';
import { dateArbitrary, nameArbitrary, symbolArbitrary, textArbitrary } from './records.js';

const textFields = ['TI', 'AB', 'CL', 'DE', 'AP', 'IN', 'MARK', 'GS'];

const toElements = (text: string): PhraseElement[] => analyzeText(text).map(({ term }) => ({ kind: 'term', term }));

/** Loosens some elements of a phrase: cut off on the right, or by stem. */
export function loosen(elements: PhraseElement[], choices: number[]): PhraseElement[] {
  return elements.map((element, index) => {
    const choice = choices[index % choices.length] ?? 0;
    if (element.kind !== 'term' || choice > 3) return element;
    return choice < 2
      ? { kind: 'prefix', prefix: [...element.term].slice(0, choice + 1).join('') }
      : { kind: 'stem', stem: porterStem(element.term) };
  });
}

const phraseArbitrary: fc.Arbitrary<CheckedNode> = fc
  .tuple(
    fc.subarray(textFields, { minLength: 1 }),
    textArbitrary,
    fc.nat({ max: 12 }),
    fc.integer({ min: 1, max: 5 }),
    fc.array(fc.nat({ max: 15 }), { minLength: 1, maxLength: 5 }),
  )
  .map(([fields, text, start, length, choices]): CheckedNode => {
    const elements = loosen(toElements(text).slice(start, start + length), choices);
    return elements.length === 0 ? { kind: 'none' } : { kind: 'phrase', fields, elements };
  });

const leafArbitrary: fc.Arbitrary<CheckedNode> = fc.oneof(
  { weight: 8, arbitrary: phraseArbitrary },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('AP', 'IN', 'AS'), nameArbitrary, fc.boolean(), fc.nat({ max: 8 }))
      .map(([field, name, isPrefix, length]): CheckedNode => {
        const value = foldKeyword(name);
        return {
          kind: 'keyword',
          field,
          value: isPrefix ? [...value].slice(0, length).join('') : value,
          match: isPrefix ? 'prefix' : 'exact',
        };
      }),
  },
  fc.constantFrom<CheckedNode>(
    { kind: 'keyword', field: 'CC', value: 'us', match: 'exact' },
    { kind: 'keyword', field: 'RT', value: 'trade', match: 'prefix' },
    { kind: 'class', field: 'IPC', symbol: 'H01M10', match: 'tree' },
    { kind: 'class', field: 'IPC', symbol: 'H', match: 'tree' },
    { kind: 'class', field: 'IPC', symbol: 'H01M10/0', match: 'prefix' },
    { kind: 'class', field: 'NCL', symbol: '9', match: 'tree' },
    { kind: 'number', fields: ['PN', 'AN'], keys: ['US1B2', 'US2', '93', 'nothing'], match: 'exact' },
    { kind: 'number', fields: ['PN'], keys: ['CN1'], match: 'prefix' },
    { kind: 'exists', field: 'AB' },
    { kind: 'exists', field: 'AD' },
    { kind: 'exists', field: 'ST' },
    { kind: 'all' },
    { kind: 'none' },
  ),
  fc
    .tuple(symbolArbitrary, fc.constantFrom<'tree' | 'exact'>('tree', 'exact'))
    .map(([symbol, match]): CheckedNode => ({ kind: 'class', field: 'IPC', symbol, match })),
  fc
    .tuple(fc.constantFrom('PD', 'AD', 'EVD'), fc.option(dateArbitrary), fc.option(dateArbitrary))
    .map(([field, from, to]): CheckedNode => ({ kind: 'range', field, from: from ?? undefined, to: to ?? undefined })),
  fc
    .tuple(fc.integer({ min: 2010, max: 2024 }), fc.integer({ min: 2010, max: 2024 }))
    .map(([from, to]): CheckedNode => ({ kind: 'range', field: 'PY', from, to })),
  fc
    .tuple(
      fc.subarray<LifeStatus>(['pending', 'published', 'in-force', 'lapsed', 'invalidated', 'expired', 'unknown'], {
        minLength: 1,
      }),
      fc.option(dateArbitrary),
    )
    .map(([statuses, on]): CheckedNode => ({ kind: 'status', statuses, on: on ?? undefined })),
);

/** Random trees over some leaves: every operator, nested. */
export const treesOver = (leaf: fc.Arbitrary<CheckedNode>): fc.Arbitrary<CheckedNode> =>
  fc.letrec<{ node: CheckedNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      { weight: 3, arbitrary: leaf },
      {
        weight: 2,
        arbitrary: fc
          .tuple(
            fc.constantFrom<'and' | 'or' | 'xor'>('and', 'or', 'xor'),
            fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
          )
          .map(([kind, children]): CheckedNode => ({ kind, children })),
      },
      { weight: 1, arbitrary: tie('node').map((child): CheckedNode => ({ kind: 'not', child })) },
    ),
  })).node;

/** Random trees over the vocabulary of records.ts. */
export const treeArbitrary: fc.Arbitrary<CheckedNode> = treesOver(leafArbitrary);
