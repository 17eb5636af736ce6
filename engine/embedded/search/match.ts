import type { FrequencyLeaf, PhraseLeaf, PositionNode, ProximityLeaf } from '../../../query/tree.js';
import type { DocList } from './doc-set.js';
import type { TextMatches } from './term-docs.js';

/** Leaves that speak of words at positions: those that score. */
export type TextLeaf = PhraseLeaf | ProximityLeaf | FrequencyLeaf;

/** Documents that match a node, with what of them counts for the score. */
export interface Match extends DocList {
  scored?: ScoredMatches;
}

/** Matches of a leaf, or those of the parts of a node. */
export type ScoredMatches =
  | { kind: 'leaf'; leaf: TextLeaf; matches: TextMatches }
  /** Parts count where they match. */
  | { kind: 'any'; parts: ScoredMatches[] }
  /** Parts count where the whole matches too: a word of a conjunction that fails says nothing of a record. */
  | { kind: 'within'; whole: DocList; parts: ScoredMatches[] };

/** What a leaf looks for. */
export function nodeOf(leaf: TextLeaf): PositionNode {
  return leaf.kind === 'phrase' ? { kind: 'words', elements: leaf.elements } : leaf.node;
}
