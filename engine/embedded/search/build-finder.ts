import type { PhraseElement, PositionNode } from '../../../query/tree.js';
import { AnyOfFinder } from './any-of-finder.js';
import { DistanceFinder } from './distance-finder.js';
import type { OccurrenceFinder } from './occurrences.js';
import type { PositionContext } from './slot-positions.js';
import { type Slot, uniteSlots } from './term-lookup.js';
import { WithinFinder } from './within-finder.js';
import { WordsFinder } from './words-finder.js';

/** Looks words up in the segment. */
export type SlotLookup = (words: { elements: readonly PhraseElement[] }) => Slot[];

/** The finder of a node in one segment. */
export function buildFinder(node: PositionNode, slotsOf: SlotLookup, context: PositionContext): OccurrenceFinder {
  const build = (child: PositionNode): OccurrenceFinder => buildFinder(child, slotsOf, context);
  switch (node.kind) {
    case 'words':
      return new WordsFinder(slotsOf(node), node.elements.length, context);
    case 'any-of':
      return buildAnyOf(node.children, slotsOf, context, build);
    case 'distance':
      return new DistanceFinder(node, build(node.left), build(node.right), context);
    case 'within':
      return new WithinFinder(node, build(node.left), build(node.right), context);
  }
}

/** Single words are one slot with the keys of all, however many there are. */
function buildAnyOf(
  children: readonly PositionNode[],
  slotsOf: SlotLookup,
  context: PositionContext,
  build: (child: PositionNode) => OccurrenceFinder,
): OccurrenceFinder {
  const words: Slot[] = [];
  const finders: OccurrenceFinder[] = [];
  for (const child of children) {
    const [slot, ...more] = child.kind === 'words' && child.elements.length === 1 ? slotsOf(child) : [];
    if (slot && more.length === 0 && !slot.isAny) words.push(slot);
    else finders.push(build(child));
  }
  if (words.length > 0) finders.push(new WordsFinder([uniteSlots(words)], 1, context));
  const [only] = finders;
  return finders.length === 1 && only ? only : new AnyOfFinder(finders, context);
}
