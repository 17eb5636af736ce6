import fc from 'fast-check';
import { textFieldCodes } from '../../mappings/fields.js';
import type { RecordReading } from '../../query/record-reading.js';
import type { CheckedNode, PhraseElement } from '../../query/tree.js';

const fields = [...textFieldCodes];

/** Random trees of what FTS5 can say too: AND, OR, NOT, phrases, right truncation at their end, and distances of two different words. */
export function fts5Trees(readings: Iterable<RecordReading>): fc.Arbitrary<CheckedNode> {
  const texts = [...readings].flatMap((reading) =>
    fields.map((field) => reading.words(field)).filter((words) => words.length > 0),
  );
  const place = fc.tuple(fc.nat({ max: texts.length - 1 }), fc.nat());
  const wordsAt = ([text, at]: [number, number], count: number): string[] => {
    const words = texts[text] ?? [];
    const start = at % words.length;
    return words.slice(start, start + count).map(({ term }) => term);
  };
  const phrase = fc
    .tuple(place, fc.constantFrom(1, 1, 1, 2, 2, 3, 4, 6), fc.nat({ max: 12 }))
    .map(([at, count, cut]): CheckedNode => {
      const elements = wordsAt(at, count).map((term): PhraseElement => ({ kind: 'term', term }));
      const last = elements.at(-1);
      if (last?.kind === 'term' && cut < 3)
        elements[elements.length - 1] = { kind: 'prefix', prefix: [...last.term].slice(0, cut + 1).join('') };
      return { kind: 'phrase', fields, elements };
    });
  const near = fc
    .tuple(place, fc.integer({ min: 1, max: 12 }), fc.nat({ max: 11 }))
    .map(([at, distance, apart]): CheckedNode => {
      const found = wordsAt(at, apart + 2);
      const [left = '', right = ''] = [found[0], found.at(-1)];
      const words = (term: string) => ({ kind: 'words' as const, elements: [{ kind: 'term' as const, term }] });
      // FTS5 lets a word stand for both sides.
      if (left === right) return { kind: 'phrase', fields, elements: [{ kind: 'term', term: left }] };
      const node = { kind: 'distance' as const, isOrdered: false, distance, left: words(left), right: words(right) };
      return { kind: 'proximity', fields, node };
    });
  const { node } = fc.letrec<{ node: CheckedNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 3, arbitrary: phrase },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('and', 'or', 'not'), tie('node'), tie('node'))
          .map(([kind, first, second]): CheckedNode =>
            kind === 'or'
              ? { kind, children: [first, second] }
              : { kind: 'and', children: [first, kind === 'not' ? { kind, child: second } : second] },
          ),
      },
    ),
  }));
  return fc.oneof({ weight: 3, arbitrary: node }, { weight: 2, arbitrary: near });
}
