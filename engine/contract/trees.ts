import fc from 'fast-check';
import { analyzeText, foldKeyword, porterStem } from '../../mappings/analyze.js';
import type { LifeStatus } from '../../domain/life.js';
import type { CheckedNode, PhraseElement, PositionNode } from '../../query/tree.js';
import { dateArbitrary, nameArbitrary, symbolArbitrary, textArbitrary } from './records.js';

const textFields = ['TI', 'AB', 'CL', 'DE', 'AP', 'IN', 'MARK', 'GS'];

const toElements = (text: string): PhraseElement[] => analyzeText(text).map(({ term }) => ({ kind: 'term', term }));

/** A pattern that covers the term: a sign in place of some of its characters, or between them. */
function patternOf(term: string, choice: number): PhraseElement {
  const characters = [...term];
  const at = choice % characters.length;
  const [head, tail] = [characters.slice(0, at).join(''), characters.slice(at + 1).join('')];
  const pattern = [`${head}?${tail}`, `*${tail}`, `${head}*${tail}`, `*${characters[at] ?? ''}*`, `${head}?*`][
    choice % 5
  ];
  return { kind: 'pattern', pattern: pattern ?? '?' };
}

/** Loosens some elements of a phrase: cut off on the right or anywhere, by stem, or left open. */
export function loosen(elements: PhraseElement[], choices: number[]): PhraseElement[] {
  return elements.map((element, index) => {
    const choice = choices[index % choices.length] ?? 0;
    if (element.kind !== 'term' || choice > 6) return element;
    if (choice < 2) return { kind: 'prefix', prefix: [...element.term].slice(0, choice + 1).join('') };
    if (choice < 4) return { kind: 'stem', stem: porterStem(element.term) };
    return choice === 4 ? { kind: 'any' } : patternOf(element.term, index + choices.length * 7 + element.term.length);
  });
}

const distances = fc.constantFrom(1, 1, 2, 3, 5, 10, 1000);

/** Random nodes over some words: groups, distances, sentences and paragraphs, nested. */
export const positionsOver = (words: fc.Arbitrary<PhraseElement[]>): fc.Arbitrary<PositionNode> => {
  const { pair } = fc.letrec<{ node: PositionNode; pair: PositionNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      { weight: 5, arbitrary: words.map((elements): PositionNode => ({ kind: 'words', elements })) },
      {
        weight: 1,
        arbitrary: fc
          .array(tie('node'), { minLength: 1, maxLength: 3 })
          .map((children): PositionNode => ({ kind: 'any-of', children })),
      },
      { weight: 1, arbitrary: tie('pair') },
    ),
    pair: fc
      .tuple(tie('node'), tie('node'), distances, fc.constantFrom('adj', 'near', 'near', 'sentence', 'paragraph'))
      .map(([left, right, distance, kind]): PositionNode =>
        kind === 'sentence' || kind === 'paragraph'
          ? { kind: 'within', part: kind, distance, left, right }
          : { kind: 'distance', isOrdered: kind === 'adj', distance, left, right },
      ),
  }));
  return pair;
};

/** Leaves that ask for words at positions, in some of the fields. */
export const positionLeaves = (
  fields: fc.Arbitrary<string[]>,
  words: fc.Arbitrary<PhraseElement[]>,
): fc.Arbitrary<CheckedNode> => {
  const pairs = positionsOver(words);
  const any = fc.oneof(
    words.map((elements): PositionNode => ({ kind: 'words', elements })),
    pairs,
  );
  return fc.oneof(
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('proximity' as const), fields, node: pairs }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fields, any, fc.constantFrom([1], [2], [3, 5], [0, 1], [undefined, 2], [2, 1]))
        .map(([list, node, [from, to]]): CheckedNode => ({ kind: 'frequency', fields: list, node, from, to })),
    },
  );
};

const wordsArbitrary: fc.Arbitrary<PhraseElement[]> = fc
  .tuple(
    textArbitrary,
    fc.nat({ max: 12 }),
    fc.constantFrom(1, 1, 1, 2, 3),
    fc.array(fc.nat({ max: 15 }), { minLength: 1, maxLength: 5 }),
  )
  .map(([text, start, length, choices]) => {
    const elements = loosen(toElements(text).slice(start, start + length), choices);
    return elements.length > 0 ? elements : [{ kind: 'any' }];
  });

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
  { weight: 8, arbitrary: positionLeaves(fc.subarray(textFields, { minLength: 1 }), wordsArbitrary) },
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
    { kind: 'class', field: 'IPC', symbol: 'H??M*0', match: 'pattern' },
    { kind: 'class', field: 'NCL', symbol: '9', match: 'tree' },
    { kind: 'number', fields: ['PN', 'AN'], keys: ['US1B2', 'US2', '93', 'nothing'], match: 'exact' },
    { kind: 'number', fields: ['PN'], keys: ['CN1'], match: 'prefix' },
    { kind: 'number', fields: ['PN', 'AN'], keys: ['?N*2', '*9?'], match: 'pattern' },
    { kind: 'keyword', field: 'AP', value: '*ag', match: 'pattern' },
    { kind: 'keyword', field: 'IN', value: '?uller*', match: 'pattern' },
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
