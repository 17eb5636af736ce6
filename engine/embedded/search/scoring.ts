import { embeddedFields } from '../../../mappings/embedded.js';
import type { CheckedNode } from '../../../query/tree.js';
import type { ScorePart } from '../../engine.js';
import { lengthOfNorm } from '../index/norms.js';
import { BitSet, type DocList } from './doc-set.js';
import { type Match, nodeOf, type ScoredMatches, type TextLeaf } from './match.js';
import { maskOfFields } from './match-text-leaf.js';
import { findRarity } from './rarity.js';
import type { SegmentQuery } from './segment-query.js';
import type { TextMatches } from './term-docs.js';

/**
 * BM25 (Robertson, k1 = 1.2, b = 0.75) over the whole text of a record: a word counts its occurrences in the record (a phrase or distance: in the
 * fields asked for), the record's length is that of all its text, and the result is multiplied by the largest weight among the fields asked for in
 * which the leaf stands. What stands for several keys (a truncated word, a stem, a group in a distance) scores one constant, the largest weight among
 * the fields asked for. Rarity counts replaced versions until a merge drops them. Filters, and what is under a negation, score nothing.
 */
const k1 = 1.2;
const b = 0.75;

/** Text leaves that speak for a record: those under no negation. */
export function scoringLeaves(tree: CheckedNode): TextLeaf[] {
  const leaves: TextLeaf[] = [];
  const visit = (node: CheckedNode): void => {
    if (node.kind === 'phrase' || node.kind === 'proximity' || node.kind === 'frequency') leaves.push(node);
    else if (node.kind === 'and' || node.kind === 'or' || node.kind === 'xor') node.children.forEach(visit);
  };
  visit(tree);
  return leaves;
}

function weightOfMask(mask: number): number {
  let weight = 0;
  for (const field of embeddedFields)
    if (field.textBit !== undefined && (mask >>> field.textBit) & 1 && field.weight > weight) weight = field.weight;
  return weight;
}

/** Scores by document while a list is ranked, all zero in between; one query at a time runs in a thread. */
let sums = new Float64Array();

/** Ranking of one request over all its segments. */
export class Scorer {
  private readonly rarities = new Map<TextLeaf, number | undefined>();
  private readonly weights = new Map<number, number>();
  /** k1 * (1 - b + b * length / average length) by norm byte. */
  private readonly lengthPart = new Float64Array(256);
  private readonly averageLength: number;

  constructor(leaves: readonly TextLeaf[], queries: readonly SegmentQuery[]) {
    const documents = queries.reduce((sum, { reader }) => sum + reader.documents, 0);
    const tokens = queries.reduce((sum, { reader }) => sum + reader.summary.tokens, 0);
    this.averageLength = Math.max(1, tokens / Math.max(1, documents));
    for (let norm = 0; norm < 256; norm++)
      this.lengthPart[norm] = k1 * (1 - b + (b * (lengthOfNorm[norm] ?? 0)) / this.averageLength);
    for (const leaf of leaves) this.rarities.set(leaf, findRarity(nodeOf(leaf), queries, documents));
  }

  /** Largest weight among the fields of a mask. */
  weightOf(mask: number): number {
    let weight = this.weights.get(mask);
    if (weight === undefined) this.weights.set(mask, (weight = weightOfMask(mask)));
    return weight;
  }

  /** Rarity of a leaf whose words have one key each; undefined for others. */
  rarityOf(leaf: TextLeaf): number | undefined {
    return this.rarities.get(leaf);
  }

  /** Score of one posting; `weight` is that of its fields times the rarity of the leaf. */
  scoreOf(weight: number, frequency: number, norm: number): number {
    return (weight * frequency * (k1 + 1)) / (frequency + (this.lengthPart[norm] ?? k1));
  }

  /** Occurrences from which on a posting reaches a score in a document of this norm; Infinity when no number does. `weight` as in `scoreOf`. */
  frequencyFor(score: number, weight: number, norm: number): number {
    const rest = weight * (k1 + 1) - score;
    if (score <= 0) return 0;
    return rest <= 0 ? Infinity : (score * (this.lengthPart[norm] ?? k1)) / rest;
  }

  /** Scores by place in `found`, which are living matches of the query. */
  score(query: SegmentQuery, { docs, length, scored }: Match): Float64Array {
    const scores = new Float64Array(length);
    if (!scored) return scores;
    const { documents } = query.reader;
    if (sums.length < documents) sums = new Float64Array(documents);
    const isFound = new BitSet(documents);
    isFound.addAll({ docs, length });
    try {
      this.addParts(query, scored, isFound);
    } finally {
      for (let place = 0; place < length; place++) {
        const doc = docs[place] ?? 0;
        scores[place] = sums[doc] ?? 0;
        sums[doc] = 0;
      }
    }
    return scores;
  }

  private addParts(query: SegmentQuery, scored: ScoredMatches, among: BitSet): void {
    if (scored.kind === 'leaf') {
      if (this.rarities.has(scored.leaf)) this.addLeaf(query, scored.leaf, scored.matches, among);
      return;
    }
    const inside = scored.kind === 'within' ? both(among, scored.whole) : among;
    for (const part of scored.parts) this.addParts(query, part, inside);
  }

  private addLeaf({ reader }: SegmentQuery, leaf: TextLeaf, matches: TextMatches, among: BitSet): void {
    const { docs, length, frequencies, masks } = matches;
    const rarity = this.rarities.get(leaf);
    const { words } = among;
    if (rarity === undefined || !frequencies || !masks) {
      const constant = this.weightOf(maskOfFields(leaf.fields));
      for (let at = 0; at < length; at++) {
        const doc = docs[at] ?? 0;
        if (((words[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) sums[doc] = (sums[doc] ?? 0) + constant;
      }
      return;
    }
    const norms = reader.norms.values;
    let lastMask = 0;
    let weight = 0;
    for (let at = 0; at < length; at++) {
      const doc = docs[at] ?? 0;
      if ((((words[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) === 0) continue;
      const mask = masks[at] ?? 0;
      if (mask !== lastMask) {
        lastMask = mask;
        weight = this.weightOf(mask) * rarity;
      }
      sums[doc] = (sums[doc] ?? 0) + this.scoreOf(weight, frequencies[at] ?? 1, norms[doc] ?? 0);
    }
  }

  /** What each leaf adds to the score of a document, in the order in which it is added. */
  explain(query: SegmentQuery, scored: ScoredMatches | undefined, doc: number): ScorePart[] {
    if (!scored) return [];
    if (scored.kind !== 'leaf') {
      if (scored.kind === 'within' && placeOf(scored.whole, doc) < 0) return [];
      return scored.parts.flatMap((part) => this.explain(query, part, doc));
    }
    const { leaf, matches } = scored;
    const place = placeOf(matches, doc);
    if (place < 0 || !this.rarities.has(leaf)) return [];
    const { span, fields } = leaf;
    const rarity = this.rarities.get(leaf);
    const occurrences = matches.frequencies?.[place];
    if (rarity === undefined || occurrences === undefined)
      return [{ span, fields, score: this.weightOf(maskOfFields(fields)) }];
    const weight = this.weightOf(matches.masks?.[place] ?? 0);
    const norm = query.reader.norms.values[doc] ?? 0;
    const { averageLength } = this;
    const factors = { occurrences, weight, rarity, length: lengthOfNorm[norm] ?? 0, averageLength };
    return [{ span, fields, score: this.scoreOf(weight * rarity, occurrences, norm), factors }];
  }
}

/** The documents of both. */
function both(among: BitSet, { docs, length }: DocList): BitSet {
  const bits = new BitSet(among.size);
  for (let index = 0; index < length; index++) {
    const doc = docs[index] ?? 0;
    if (among.has(doc)) bits.add(doc);
  }
  return bits;
}

function placeOf({ docs, length }: DocList, doc: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((docs[middle] ?? 0) < doc) low = middle + 1;
    else high = middle;
  }
  return low < length && docs[low] === doc ? low : -1;
}
