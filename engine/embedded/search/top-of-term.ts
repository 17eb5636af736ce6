import type { PhraseLeaf } from '../../../query/tree.js';
import { PostingsReader } from '../index/postings-reader.js';
import { BestPlaces } from './best-places.js';
import type { StopSignal } from './query-context.js';
import type { Scorer } from './scoring.js';
import { maskOfFields } from './match-text-leaf.js';
import type { SegmentQuery } from './segment-query.js';

/** One term is read at a time. */
const oneTerm = new PostingsReader();

/** Rounding of a bound must never cut off the document that it bounds. */
const slack = 1 + 1e-9;

/**
 * Best hits and exact count of one word, without a list of all its documents: a block whose best possible score (its largest frequency in its shortest
 * document, in the weightiest field asked for) is below the worst of the best is counted by its masks alone.
 * @param floor score that other segments have already reached `wanted` times
 */
export function topOfTerm(
  query: SegmentQuery,
  leaf: PhraseLeaf,
  scorer: Scorer,
  wanted: number,
  floor: number,
  stop: StopSignal,
): { count: number; best: BestPlaces } {
  const { reader } = query;
  const best = new BestPlaces(wanted, reader.ranks.values);
  const entry = query.slotsOf(leaf)[0]?.entries[0];
  const rarity = scorer.rarityOf(leaf);
  if (!entry || rarity === undefined) return { count: 0, best };
  const fields = maskOfFields(leaf.fields);
  const postings = oneTerm.open(reader.postings(entry));
  const norms = reader.norms.values;
  const { dead } = query;
  const heaviest = scorer.weightOf(fields) * rarity;
  let lastMask = 0;
  let weight = 0;
  let count = 0;
  for (let block = 0; block < postings.blockCount; block++) {
    stop.check(128);
    if (!dead && postings.blockCount > 1) {
      const threshold = Math.max(best.threshold, floor);
      const bound = scorer.scoreOf(heaviest, postings.largest[block] ?? 0, postings.smallestNorms[block] ?? 0);
      if (bound * slack < threshold) {
        count += postings.countWanted(block, fields);
        continue;
      }
    }
    postings.load(block);
    postings.loadFrequencies();
    const { docs, masks, frequencies, filled } = postings;
    for (let index = 0; index < filled; index++) {
      const mask = (masks[index] ?? 0) & fields;
      if (mask === 0) continue;
      const doc = docs[index] ?? 0;
      if (dead && (((dead[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) === 1) continue;
      count++;
      if (mask !== lastMask) {
        lastMask = mask;
        weight = scorer.weightOf(mask) * rarity;
      }
      const score = scorer.scoreOf(weight, frequencies[index] ?? 1, norms[doc] ?? 0);
      if (score >= floor) best.offer(doc, score);
    }
  }
  return { count, best };
}
