import type { PhraseLeaf } from '../../../query/tree.js';
import { blockSize } from '../index/postings.js';
import { PostingsReader } from '../index/postings-reader.js';
import { BestPlaces } from './best-places.js';
import { maskOfFields } from './match-text-leaf.js';
import type { StopSignal } from './query-context.js';
import type { Scorer } from './scoring.js';
import type { SegmentQuery } from './segment-query.js';

/** One term is read at a time. */
const oneTerm = new PostingsReader();

/** Rounding of a bound must never cut off the document that it bounds. */
const slack = 1 - 1e-9;

/** Blocks that are read first, so that the worst of the best is good before the rest is looked at. */
const promising = 4;

/** By mask of the block: what a document with it scores per occurrence, and the occurrences that it needs to be among the best. */
const weights = new Float64Array(blockSize);
const needed = new Float64Array(blockSize);

/**
 * Best hits and exact count of one word, without a list of all its documents: from the largest frequency and the shortest document of a block, and the fields
 * in which its documents hold the word, follow the occurrences that a document needs to be among the best. Where none can have them the masks are
 * counted; else only the documents that have them are decoded and scored.
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
  const { reader, dead } = query;
  const best = new BestPlaces(wanted, reader.ranks.values);
  const entry = query.slotsOf(leaf)[0]?.entries[0];
  const rarity = scorer.rarityOf(leaf);
  if (!entry || rarity === undefined) return { count: 0, best };
  const fields = maskOfFields(leaf.fields);
  const postings = oneTerm.open(reader.postings(entry));
  const norms = reader.norms.values;
  let count = 0;
  const take = (block: number): void => {
    stop.check(blockSize);
    postings.enter(block);
    const mayHold = weighKinds(postings, block, fields, rarity, scorer, Math.max(best.threshold, floor));
    count += dead ? countLiving(postings, block, fields, dead) : postings.countWanted(block, fields);
    if (!mayHold) return;
    postings.loadKinds();
    postings.loadFrequencies();
    const { docs, kindNumbers, frequencies, filled } = postings;
    for (let index = 0; index < filled; index++) {
      const kind = kindNumbers[index] ?? 0;
      const frequency = frequencies[index] ?? 1;
      if (frequency < (needed[kind] ?? 0)) continue;
      postings.load(block);
      const doc = docs[index] ?? 0;
      if (dead && isIn(dead, doc)) continue;
      const score = scorer.scoreOf(weights[kind] ?? 0, frequency, norms[doc] ?? 0);
      if (score >= floor) best.offer(doc, score);
    }
  };
  const first = new Set(postings.blockCount > 2 * promising ? bestBlocks(postings, scorer) : []);
  for (const block of first) take(block);
  for (let block = 0; block < postings.blockCount; block++) if (!first.has(block)) take(block);
  return { count, best };
}

/** Fills `weights` and `needed` for the masks of a block; false when no document of it can reach the score. */
function weighKinds(
  { kinds, kindCount, blockCount, largest, smallestNorms }: PostingsReader,
  block: number,
  fields: number,
  rarity: number,
  scorer: Scorer,
  threshold: number,
): boolean {
  // A single block has no bounds.
  const most = blockCount > 1 ? (largest[block] ?? 0) : Infinity;
  const shortest = blockCount > 1 ? (smallestNorms[block] ?? 0) : 0;
  let mayHold = false;
  for (let kind = 0; kind < kindCount; kind++) {
    const mask = (kinds[kind] ?? 0) & fields;
    const weight = mask === 0 ? 0 : scorer.weightOf(mask) * rarity;
    const least = mask === 0 ? Infinity : scorer.frequencyFor(threshold * slack, weight, shortest) * slack;
    weights[kind] = weight;
    needed[kind] = least;
    if (least <= most) mayHold = true;
  }
  return mayHold;
}

/** The blocks with the highest bounds. */
function bestBlocks({ blockCount, largest, smallestNorms }: PostingsReader, scorer: Scorer): number[] {
  const bounds = new Float64Array(blockCount);
  for (let block = 0; block < blockCount; block++)
    bounds[block] = scorer.scoreOf(1, largest[block] ?? 0, smallestNorms[block] ?? 0);
  return Array.from({ length: promising }, () => {
    let best = 0;
    for (let block = 1; block < blockCount; block++) if ((bounds[block] ?? 0) > (bounds[best] ?? 0)) best = block;
    bounds[best] = -1;
    return best;
  });
}

function countLiving(postings: PostingsReader, block: number, fields: number, dead: Uint32Array): number {
  postings.load(block);
  postings.loadMasks();
  const { docs, masks, filled } = postings;
  let count = 0;
  for (let index = 0; index < filled; index++)
    if (((masks[index] ?? 0) & fields) !== 0 && !isIn(dead, docs[index] ?? 0)) count++;
  return count;
}

const isIn = (bits: Uint32Array, doc: number): boolean => (((bits[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) === 1;
