import { findExtents, findPairs, innermost, isSameExtent, unite, type Extent } from './extents.js';
import type { FieldWord } from './field-text.js';
import type { PositionNode } from './tree.js';

type WordsNode = Extract<PositionNode, { kind: 'words' }>;

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
  // Of a sentence with both all words count, not only the nearest, unless a distance around it asks for the nearest.
  const visit = (each: PositionNode, isWanted: Wanted | undefined, isInDistance: boolean): void => {
    switch (each.kind) {
      case 'words':
        for (const extent of findExtents(each, words)) if (!isWanted || isWanted(extent)) mark(each, extent);
        return;
      case 'any-of':
        for (const child of each.children) visit(child, isWanted, isInDistance);
        return;
      case 'distance':
      case 'within': {
        const isDistance = each.kind === 'distance';
        const sides = isDistance ? nearSides(each, words, isWanted) : innerSides(each, words, isWanted, isInDistance);
        visit(each.left, memberOf(sides.left), isInDistance || isDistance);
        visit(each.right, memberOf(sides.right), isInDistance || isDistance);
      }
    }
  };
  visit(node, undefined, false);
}

interface Sides {
  left: Extent[];
  right: Extent[];
}

function nearSides(
  node: PositionNode & { kind: 'distance' },
  words: readonly FieldWord[],
  isWanted: Wanted | undefined,
): Sides {
  const sides: Sides = { left: [], right: [] };
  if (!isWanted) {
    const [lefts, rights] = [findExtents(node.left, words), findExtents(node.right, words)];
    const follow = findNear(lefts, rights, node.distance, words);
    const lead = node.isOrdered ? { befores: [], behinds: [] } : findNear(rights, lefts, node.distance, words);
    return { left: [...follow.befores, ...lead.behinds], right: [...follow.behinds, ...lead.befores] };
  }
  for (const [left, right] of findPairs(node, words)) {
    if (!isWanted(unite(left, right))) continue;
    sides.left.push(left);
    sides.right.push(right);
  }
  return sides;
}

/** Those that are followed, and those that follow: the nearest of the other side decides, so that not every pair is looked at. */
function findNear(
  befores: readonly Extent[],
  behinds: readonly Extent[],
  most: number,
  words: readonly FieldWord[],
): { befores: Extent[]; behinds: Extent[] } {
  const inOneSentence = ({ first, last }: Extent): boolean => words[first]?.sentence === words[last]?.sentence;
  const starters = behinds.filter(inOneSentence);
  const enders = befores.filter(inOneSentence).sort((left, right) => left.last - right.last);
  const isNear = (before: Extent | undefined, behind: Extent | undefined): boolean => {
    const [end, start] = [words[before?.last ?? -1], words[behind?.first ?? -1]];
    if (!end || !start) return false;
    return end.sentence === start.sentence && start.position - end.position <= most;
  };
  return {
    befores: enders.filter((before) =>
      isNear(before, starters[firstIndex(starters, ({ first }) => first > before.last)]),
    ),
    behinds: starters.filter((behind) =>
      isNear(enders[firstIndex(enders, ({ last }) => last >= behind.first) - 1], behind),
    ),
  };
}

/** The lefts and rights that lie in a wanted stretch (in a distance), or anywhere in its sentences or paragraphs, with one of the other side. */
function innerSides(
  node: PositionNode & { kind: 'within' },
  words: readonly FieldWord[],
  isWanted: Wanted | undefined,
  isInDistance: boolean,
): Sides {
  const [lefts, rights] = [findExtents(node.left, words), findExtents(node.right, words)].map(innermost);
  const stretches = findExtents(node, words).filter((extent) => !isWanted || isWanted(extent));
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
    if (isInDistance) {
      const stretch = stretches[firstIndex(stretches, ({ last }) => last >= extent.last)];
      return stretch !== undefined && stretch.first <= extent.first;
    }
    const stretch = stretches[firstIndex(stretches, ({ last }) => partOf(last) >= partOf(extent.first))];
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
