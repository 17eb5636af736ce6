import type { PositionNode } from '../../../query/tree.js';
import type { SegmentQuery } from './segment-query.js';

/** Sum of the rarities of the words of a node; undefined when one of them stands for many keys. */
export function findRarity(
  node: PositionNode,
  queries: readonly SegmentQuery[],
  documents: number,
): number | undefined {
  if (node.kind === 'any-of') return undefined;
  if (node.kind !== 'words') {
    const left = findRarity(node.left, queries, documents);
    const right = left === undefined ? undefined : findRarity(node.right, queries, documents);
    return left === undefined || right === undefined ? undefined : left + right;
  }
  let frequencies: number[] | undefined;
  for (const query of queries) {
    // A position that holds any word asks for none; a hint repeats what other slots say.
    const slots = query.slotsOf(node).filter(({ isAny, isHint }) => !isAny && !isHint);
    if (slots.some(({ isPlain }) => !isPlain)) return undefined;
    frequencies ??= slots.map(() => 0);
    for (const [index, { size }] of slots.entries()) frequencies[index] = (frequencies[index] ?? 0) + size;
  }
  return (frequencies ?? []).reduce(
    (sum, frequency) => sum + Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5)),
    0,
  );
}
