import { indexField, type Json } from '../../../mappings/elasticsearch.js';
import type { CheckedNode } from '../../../query/tree.js';
import { matchAll } from '../dsl/clauses.js';
import { countRecords } from '../snapshot.js';
import { encodeTerm } from '../token-stream.js';
import { nodeOf, scoringLeaves, wordsOf } from './score-leaf.js';
import type { Bucket, Searcher } from './searcher.js';

/** What scores are worked out from besides the record itself. */
export interface ScoreFrame {
  averageLength: number;
  /** Sum of the rarities of words. */
  rarityOf(words: readonly string[]): number;
}

const mostWords = 1000;

/** Counts the records of the state that hold the words of a query. */
export async function readScoreFrame(searcher: Searcher, tree: CheckedNode): Promise<ScoreFrame> {
  const { state } = searcher;
  const documents = countRecords(state);
  const words = [...new Set(scoringLeaves(tree).flatMap((leaf) => wordsOf(nodeOf(leaf)) ?? []))];
  const rarities = new Map<string, number>();
  for (let at = 0; at < words.length; at += mostWords) {
    const run = words.slice(at, at + mostWords);
    const filters = Object.fromEntries(
      run.map((word, place): [string, Json] => [String(place), { term: { [indexField.allWords]: encodeTerm(word) } }]),
    );
    const body = { size: 0, track_total_hits: false, aggs: { words: { filters: { filters } } } };
    const { aggregations } = await searcher.search(matchAll, body);
    const buckets = (aggregations?.['words']?.buckets ?? {}) as Record<string, Bucket>; // keyed filters answer so
    for (const [place, word] of run.entries()) {
      const frequency = buckets[String(place)]?.doc_count ?? 0;
      rarities.set(word, Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5)));
    }
  }
  return {
    averageLength: Math.max(1, state.words / Math.max(1, documents)),
    rarityOf: (list) => list.reduce((sum, word) => sum + (rarities.get(word) ?? 0), 0),
  };
}
