import { findExtents, findFollowers, innermost, isSameExtent, type Extent } from './extents.js';
import type { FieldWord } from './field-text.js';
import type { PositionNode } from './tree.js';

type WordsNode = Extract<PositionNode, { kind: 'words' }>;
type PairNode = Extract<PositionNode, { kind: 'distance' | 'within' }>;

/** The words of a node, as typed from left to right. */
export function wordsNodesOf(node: PositionNode): WordsNode[] {
  switch (node.kind) {
    case 'words':
      return [node];
    case 'any-of':
      return node.children.flatMap(wordsNodesOf);
    case 'distance':
    case 'within':
      return [...wordsNodesOf(node.left), ...wordsNodesOf(node.right)];
  }
}

/**
 * Where the words stand that make a node occur: of `a NEAR5 b` each `a` with a `b` near it and each such `b`, and no other. Calls `mark` for each
 * of them.
 */
export function markMatched(
  node: PositionNode,
  words: readonly FieldWord[],
  mark: (node: WordsNode, extent: Extent) => void,
): void {
  const visit = (each: PositionNode, isWanted: (extent: Extent) => boolean): void => {
    switch (each.kind) {
      case 'words':
        for (const extent of findExtents(each, words)) if (isWanted(extent)) mark(each, extent);
        return;
      case 'any-of':
        for (const child of each.children) visit(child, isWanted);
        return;
      case 'distance':
      case 'within': {
        const sides = each.kind === 'distance' ? nearSides(each, words, isWanted) : innerSides(each, words, isWanted);
        visit(each.left, memberOf(sides.left));
        visit(each.right, memberOf(sides.right));
      }
    }
  };
  visit(node, () => true);
}

interface Sides {
  left: Extent[];
  right: Extent[];
}

function nearSides(node: PairNode & { kind: 'distance' }, words: readonly FieldWord[], isWanted: Wanted): Sides {
  const [lefts, rights] = [findExtents(node.left, words), findExtents(node.right, words)];
  const sides: Sides = { left: [], right: [] };
  const keep = (befores: Extent[], behinds: Extent[], before: Extent[], behind: Extent[]): void => {
    for (const [one, other] of findFollowers(befores, behinds, node.distance, words)) {
      if (!isWanted({ first: one.first, last: other.last })) continue;
      before.push(one);
      behind.push(other);
    }
  };
  keep(lefts, rights, sides.left, sides.right);
  if (!node.isOrdered) keep(rights, lefts, sides.right, sides.left);
  return sides;
}

/** All lefts and rights that lie in a wanted stretch of sentences or paragraphs with one of the other side. */
function innerSides(node: PairNode & { kind: 'within' }, words: readonly FieldWord[], isWanted: Wanted): Sides {
  const [lefts, rights] = [findExtents(node.left, words), findExtents(node.right, words)].map(innermost);
  const stretches = findExtents(node, words).filter(isWanted);
  const partOf = (index: number): number => words[index]?.[node.part] ?? 0;
  const hasPartner = (extent: Extent, others: readonly Extent[]): boolean => {
    // Neither side holds one inside another: who begins first ends first.
    const lowest = partOf(extent.last) - node.distance;
    for (let index = firstIndex(others, (other) => partOf(other.first) > lowest); index < others.length; index++) {
      const other = others[index];
      if (!other || partOf(other.first) - partOf(extent.first) >= node.distance) return false;
      const isInside = partOf(other.last) - partOf(extent.first) < node.distance;
      if (isInside && !isSameExtent(other, extent)) return true;
    }
    return false;
  };
  const inParts = (extent: Extent): boolean => {
    const index = firstIndex(stretches, (stretch) => partOf(stretch.last) >= partOf(extent.first));
    const stretch = stretches[index];
    return stretch !== undefined && partOf(stretch.first) <= partOf(extent.last);
  };
  const of = (extents: readonly Extent[] = [], others: readonly Extent[] = []) =>
    extents.filter((extent) => inParts(extent) && hasPartner(extent, others));
  return { left: of(lefts, rights), right: of(rights, lefts) };
}

type Wanted = (extent: Extent) => boolean;

function memberOf(extents: readonly Extent[]): Wanted {
  const lasts = new Map<number, Set<number>>();
  for (const { first, last } of extents) {
    const known = lasts.get(first);
    if (known) known.add(last);
    else lasts.set(first, new Set([last]));
  }
  return ({ first, last }) => lasts.get(first)?.has(last) === true;
}

/** Index of the first of the ordered extents for which `isThere`, which holds for all behind it too. */
function firstIndex(extents: readonly Extent[], isThere: (extent: Extent) => boolean): number {
  let [low, high] = [0, extents.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const extent = extents[middle];
    if (extent && isThere(extent)) high = middle;
    else low = middle + 1;
  }
  return low;
}
