import type { FieldWord } from './field-text.js';
import { findPhrase } from './match-phrase.js';
import type { PositionNode } from './tree.js';

/** An occurrence: from the first to the last of its words, both inclusive, as indexes in the words of the field. */
export interface Extent {
  first: number;
  last: number;
}

/** Occurrences of a node in the words of a field, each once, by first and then last word. */
export function findExtents(node: PositionNode, words: readonly FieldWord[]): Extent[] {
  switch (node.kind) {
    case 'words': {
      const length = node.elements.length - 1;
      return Array.from(findPhrase(node.elements, words), (first) => ({ first, last: first + length }));
    }
    case 'any-of':
      return distinct(node.children.flatMap((child) => findExtents(child, words)));
    case 'distance':
      return distinct(Array.from(findPairs(node, words), ([left, right]) => unite(left, right)));
    case 'within':
      return uniteWithin(
        innermost(findExtents(node.left, words)),
        innermost(findExtents(node.right, words)),
        node,
        words,
      );
  }
}

/** Whether a node occurs at all; looks no further than the first occurrence. */
export function hasExtent(node: PositionNode, words: readonly FieldWord[]): boolean {
  switch (node.kind) {
    case 'words':
      return findPhrase(node.elements, words).next().done !== true;
    case 'any-of':
      return node.children.some((child) => hasExtent(child, words));
    case 'distance':
      return findPairs(node, words).next().done !== true;
    case 'within':
      return findExtents(node, words).length > 0;
  }
}

/** The lefts and rights that are near each other. */
export function* findPairs(
  node: PositionNode & { kind: 'distance' },
  words: readonly FieldWord[],
): Generator<[left: Extent, right: Extent]> {
  const lefts = findExtents(node.left, words);
  const rights = lefts.length === 0 ? [] : findExtents(node.right, words);
  yield* findFollowers(lefts, rights, node.distance, words);
  if (node.isOrdered) return;
  for (const [right, left] of findFollowers(rights, lefts, node.distance, words)) yield [left, right];
}

/** Pairs in one sentence of which the second begins 1 to `most` positions behind the end of the first. */
function* findFollowers(
  befores: readonly Extent[],
  behinds: readonly Extent[],
  most: number,
  words: readonly FieldWord[],
): Generator<[before: Extent, behind: Extent]> {
  for (const before of befores) {
    const end = words[before.last];
    for (let index = firstBehind(behinds, before.last); index < behinds.length; index++) {
      const behind = behinds[index];
      const start = behind && words[behind.first];
      if (!behind || !start || !end || start.position - end.position > most) break;
      if (words[before.first]?.sentence === words[behind.last]?.sentence) yield [before, behind];
    }
  }
}

/**
 * Smallest extents that hold one of each side, in at most `distance` consecutive parts. Neither side has an extent that holds another, so that on
 * each the extent that begins first ends first.
 */
function uniteWithin(
  lefts: readonly Extent[],
  rights: readonly Extent[],
  { part, distance }: { part: 'sentence' | 'paragraph'; distance: number },
  words: readonly FieldWord[],
): Extent[] {
  const united: Extent[] = [];
  let [at, other] = [0, 0];
  for (;;) {
    const [left, right] = [lefts[at], rights[other]];
    if (!left || !right) break;
    if (isSameExtent(left, right)) {
      // The same words cannot stand for both sides: one of them with the next of the other.
      const [nextLeft, nextRight] = [lefts[at + 1], rights[other + 1]];
      for (const next of [nextLeft, nextRight]) if (next) united.push(unite(left, next));
    } else united.push(unite(left, right));
    // What begins first has met the nearest of the other side.
    if (left.first <= right.first) at++;
    if (right.first <= left.first) other++;
  }
  const partOf = (index: number): number => words[index]?.[part] ?? 0;
  return innermost(united).filter(({ first, last }) => partOf(last) - partOf(first) < distance);
}

/** Index of the first extent that begins behind the word. */
function firstBehind(extents: readonly Extent[], word: number): number {
  let [low, high] = [0, extents.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((extents[middle]?.first ?? 0) <= word) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function isSameExtent(left: Extent, right: Extent): boolean {
  return left.first === right.first && left.last === right.last;
}

export function unite(left: Extent, right: Extent): Extent {
  return { first: Math.min(left.first, right.first), last: Math.max(left.last, right.last) };
}

function distinct(extents: readonly Extent[]): Extent[] {
  const sorted = [...extents].sort((left, right) => left.first - right.first || left.last - right.last);
  return sorted.filter(({ first, last }, index) => {
    const before = sorted[index - 1];
    return before?.first !== first || before.last !== last;
  });
}

/** The extents that hold no other of them. */
export function innermost(extents: readonly Extent[]): Extent[] {
  const kept: Extent[] = [];
  let end = Number.POSITIVE_INFINITY;
  for (const extent of [...extents].sort((left, right) => right.first - left.first || left.last - right.last)) {
    if (extent.last >= end) continue;
    end = extent.last;
    kept.push(extent);
  }
  return kept.reverse();
}
