import { indexField, type Json } from '../../../mappings/elasticsearch.js';
import { matchAll } from '../dsl/clauses.js';
import { encodeTerm } from '../token-stream.js';
import { KeptAnswers } from './kept-answers.js';
import type { Bucket, Searcher } from './searcher.js';

/** Words that are asked for at once, and words of all states that are remembered. */
const wordsAtOnce = 1000;
const mostKnown = 100_000;

/** Numbers of records that hold a word: those of a committed state never change. */
export class WordFrequencies {
  private readonly known = new KeptAnswers<number>(mostKnown);

  /** By word, for the state of the searcher; what is not known yet is counted. */
  async of(words: readonly string[], searcher: Searcher): Promise<Map<string, number>> {
    const { generation, sequence } = searcher.state;
    const keyOf = (word: string): string => `${generation}-${sequence} ${word}`;
    const found = new Map<string, number>();
    const unknown: string[] = [];
    for (const word of words) {
      const frequency = this.known.find(keyOf(word));
      if (frequency === undefined) unknown.push(word);
      else found.set(word, frequency);
    }
    for (let at = 0; at < unknown.length; at += wordsAtOnce)
      for (const [word, frequency] of await countWords(unknown.slice(at, at + wordsAtOnce), searcher)) {
        found.set(word, frequency);
        this.known.keep(keyOf(word), frequency);
      }
    return found;
  }
}

async function countWords(words: readonly string[], searcher: Searcher): Promise<Map<string, number>> {
  const filters = Object.fromEntries(
    words.map((word, place): [string, Json] => [String(place), { term: { [indexField.allWords]: encodeTerm(word) } }]),
  );
  const body = { size: 0, track_total_hits: false, aggs: { words: { filters: { filters } } } };
  const { aggregations } = await searcher.search(matchAll, body);
  const buckets = (aggregations?.['words']?.buckets ?? {}) as Record<string, Bucket>; // keyed filters answer so
  return new Map(words.map((word, place) => [word, buckets[String(place)]?.doc_count ?? 0]));
}
