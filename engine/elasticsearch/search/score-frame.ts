import type { CheckedNode } from '../../../query/tree.js';
import { countRecords } from '../snapshot.js';
import { nodeOf, scoringLeaves, wordsOf } from './score-leaf.js';
import type { Searcher } from './searcher.js';
import type { WordFrequencies } from './word-frequencies.js';

/** What scores are worked out from besides the record itself. */
export interface ScoreFrame {
  averageLength: number;
  /** Sum of the rarities of words. */
  rarityOf(words: readonly string[]): number;
}

/** @param frequencies what is known of the words of the query, and learnt here */
export async function readScoreFrame(
  searcher: Searcher,
  tree: CheckedNode,
  frequencies: WordFrequencies,
): Promise<ScoreFrame> {
  const { state } = searcher;
  const documents = countRecords(state);
  const words = [...new Set(scoringLeaves(tree).flatMap((leaf) => wordsOf(nodeOf(leaf)) ?? []))];
  const found = await frequencies.of(words, searcher);
  const rarities = new Map(
    [...found].map(([word, frequency]) => [word, Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))]),
  );
  return {
    averageLength: Math.max(1, state.words / Math.max(1, documents)),
    rarityOf: (list) => list.reduce((sum, word) => sum + (rarities.get(word) ?? 0), 0),
  };
}
