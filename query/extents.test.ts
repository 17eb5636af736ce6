import fc from 'fast-check';
import { findExtents, hasExtent, type Extent } from './extents.js';
import { readFieldText, type FieldWord } from './field-text.js';
import { markMatched } from './matched-words.js';
import { matchesPattern, normalizePattern } from './match-pattern.js';
import type { PositionNode } from './tree.js';

const same = (one: Extent, other: Extent) => one.first === other.first && one.last === other.last;
const holds = (outer: Extent, inner: Extent) => outer.first <= inner.first && inner.last <= outer.last;
const innermost = (extents: readonly Extent[]) =>
  extents.filter((each) => !extents.some((other) => holds(each, other) && !same(each, other)));

/** The meaning of tree.ts word by word: every pair is looked at. */
function define(node: PositionNode, words: readonly FieldWord[]): Extent[] {
  const at = (index: number) => words[index] as FieldWord; // indexes of words that are there
  switch (node.kind) {
    case 'words':
      return findExtents(node, words);
    case 'any-of':
      return node.children.flatMap((child) => define(child, words));
    case 'distance': {
      const isBehind = (before: Extent, behind: Extent) => {
        const distance = at(behind.first).position - at(before.last).position;
        return distance >= 1 && distance <= node.distance;
      };
      return define(node.left, words).flatMap((left) =>
        define(node.right, words).flatMap((right) => {
          const both = { first: Math.min(left.first, right.first), last: Math.max(left.last, right.last) };
          const isNear = isBehind(left, right) || (!node.isOrdered && isBehind(right, left));
          return isNear && at(both.first).sentence === at(both.last).sentence ? [both] : [];
        }),
      );
    }
    case 'within': {
      const [lefts, rights] = [innermost(define(node.left, words)), innermost(define(node.right, words))];
      const all: Extent[] = [];
      for (let first = 0; first < words.length; first++)
        for (let last = first; last < words.length; last++) {
          const stretch = { first, last };
          const isIn = (extent: Extent) => holds(stretch, extent);
          if (at(last)[node.part] - at(first)[node.part] >= node.distance) continue;
          if (lefts.some((left) => isIn(left) && rights.some((right) => isIn(right) && !same(left, right))))
            all.push(stretch);
        }
      return innermost(all);
    }
  }
}

const keysOf = (extents: readonly Extent[]) =>
  [
    ...new Set(extents.map(({ first, last }) => `${String(first).padStart(3, '0')}-${String(last).padStart(3, '0')}`)),
  ].sort();

const text = fc
  .array(
    fc.tuple(fc.constantFrom('aa', 'bb', 'cc', '电', '池'), fc.constantFrom(' ', ' ', ' ', '. ', '\n', '\t', '。')),
    {
      maxLength: 14,
    },
  )
  .map((pieces) => pieces.flat().join(''));
const term = fc.constantFrom('aa', 'bb', 'cc', '电', '池').map((each) => ({ kind: 'term' as const, term: each }));
const { node } = fc.letrec<{ node: PositionNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc
      .array(fc.oneof({ weight: 4, arbitrary: term }, fc.constant({ kind: 'any' as const })), {
        minLength: 1,
        maxLength: 2,
      })
      .map((elements): PositionNode => ({ kind: 'words', elements })),
    fc
      .array(tie('node'), { minLength: 1, maxLength: 3 })
      .map((children): PositionNode => ({ kind: 'any-of', children })),
    fc
      .tuple(fc.boolean(), fc.integer({ min: 1, max: 4 }), tie('node'), tie('node'))
      .map(([isOrdered, distance, left, right]): PositionNode => ({
        kind: 'distance',
        isOrdered,
        distance,
        left,
        right,
      })),
    fc
      .tuple(fc.constantFrom('sentence', 'paragraph'), fc.integer({ min: 1, max: 3 }), tie('node'), tie('node'))
      .map(([part, distance, left, right]): PositionNode => ({ kind: 'within', part, distance, left, right })),
  ),
}));

describe('occurrences', () => {
  it('are those that the definition names, each once and in order', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), node, (values, tree) => {
        const words = readFieldText(values);
        const found = findExtents(tree, words);
        const keys = found.map((extent) => keysOf([extent])[0]);
        expect(keys).toEqual(keysOf(define(tree, words)));
        expect(hasExtent(tree, words)).toBe(found.length > 0);
        let marked = 0;
        markMatched(tree, words, () => marked++);
        expect(marked > 0).toBe(found.length > 0);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a pattern', () => {
  const sign = fc.constantFrom('a', 'b', '𠮷', '*', '?', '\\*', '\\?');
  const character = fc.constantFrom('a', 'b', '𠮷', '*', '?');

  it('covers what the regular expression of the same meaning matches, normalised or not', () => {
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 8 }), fc.array(character, { maxLength: 8 }), (signs, characters) => {
        const expression = signs
          .map((each) =>
            each === '*' ? '.*' : each === '?' ? '.' : each.startsWith('\\') ? `\\${each.slice(1)}` : each,
          )
          .join('');
        const isCovered = new RegExp(`^${expression}$`, 'su').test(characters.join(''));
        expect(matchesPattern(signs.join(''), characters.join(''))).toBe(isCovered);
        expect(matchesPattern(normalizePattern(signs.join('')), characters.join(''))).toBe(isCovered);
      }),
      { numRuns: 5000 },
    );
  });
});
