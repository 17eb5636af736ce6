import { embeddedFields } from '../../../mappings/embedded.js';
import type { CheckedNode, PhraseLeaf } from '../../../query/tree.js';
import { lengthOfNorm } from '../index/norms.js';
import type { DocList } from './doc-set.js';
import type { SegmentQuery } from './segment-query.js';

/**
 * BM25 (Robertson, k1 = 1.2, b = 0.75) over the whole text of a record: a leaf counts its occurrences in the record (a phrase: in the fields asked
 * for), the record's length is that of all its text, and the result is multiplied by the largest weight among the fields asked for in which the leaf
 * stands. A leaf with several keys (a truncated word, a stem) scores as one constant, its weight. Rarity counts replaced versions until a merge
 * drops them. Filters score nothing.
 */
const k1 = 1.2;
const b = 0.75;

/** Text leaves that speak for a record: those under no negation. */
export function scoringLeaves(tree: CheckedNode): PhraseLeaf[] {
  const leaves: PhraseLeaf[] = [];
  const visit = (node: CheckedNode): void => {
    if (node.kind === 'phrase') leaves.push(node);
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

/** Ranking of one request over all its segments. */
export class Scorer {
  private readonly rarities = new Map<PhraseLeaf, number | undefined>();
  private readonly weights = new Map<number, number>();
  /** k1 * (1 - b + b * length / average length) by norm byte. */
  private readonly lengthPart = new Float64Array(256);

  constructor(
    private readonly leaves: readonly PhraseLeaf[],
    queries: readonly SegmentQuery[],
  ) {
    const documents = queries.reduce((sum, { reader }) => sum + reader.documents, 0);
    const tokens = queries.reduce((sum, { reader }) => sum + reader.summary.tokens, 0);
    const average = Math.max(1, tokens / Math.max(1, documents));
    for (let norm = 0; norm < 256; norm++)
      this.lengthPart[norm] = k1 * (1 - b + (b * (lengthOfNorm[norm] ?? 0)) / average);
    for (const leaf of leaves) this.rarities.set(leaf, findRarity(leaf, queries, documents));
  }

  /** Largest weight among the fields of a mask. */
  weightOf(mask: number): number {
    let weight = this.weights.get(mask);
    if (weight === undefined) this.weights.set(mask, (weight = weightOfMask(mask)));
    return weight;
  }

  /** Rarity of a leaf whose slots have one key each; undefined for ranges of keys. */
  rarityOf(leaf: PhraseLeaf): number | undefined {
    return this.rarities.get(leaf);
  }

  /** Score of one posting; `weight` is that of its fields times the rarity of the leaf. */
  scoreOf(weight: number, frequency: number, norm: number): number {
    return (weight * frequency * (k1 + 1)) / (frequency + (this.lengthPart[norm] ?? k1));
  }

  /** Scores by place in `found`. */
  score(query: SegmentQuery, found: DocList): Float64Array {
    const scores = new Float64Array(found.length);
    const norms = query.reader.norms.values;
    for (const leaf of this.leaves) {
      const matches = query.textMatches.get(leaf);
      if (!matches || matches.length === 0) continue;
      const rarity = this.rarities.get(leaf);
      const { docs, length, frequencies, masks } = matches;
      const isScored = rarity !== undefined && frequencies !== undefined && masks !== undefined;
      let at = 0;
      let lastMask = 0;
      let weight = 0;
      for (let place = 0; place < found.length && at < length; place++) {
        const doc = found.docs[place] ?? 0;
        while (at < length && (docs[at] ?? 0) < doc) at++;
        if (at >= length || docs[at] !== doc) continue;
        if (!isScored) {
          scores[place] = (scores[place] ?? 0) + 1;
          continue;
        }
        const mask = masks[at] ?? 0;
        if (mask !== lastMask) {
          lastMask = mask;
          weight = this.weightOf(mask);
        }
        const frequency = frequencies[at] ?? 1;
        scores[place] = (scores[place] ?? 0) + this.scoreOf(weight * rarity, frequency, norms[doc] ?? 0);
      }
    }
    return scores;
  }
}

/** Sum of the rarities of the keys of a leaf; undefined when one of them is a range of keys. */
function findRarity(leaf: PhraseLeaf, queries: readonly SegmentQuery[], documents: number): number | undefined {
  let frequencies: number[] | undefined;
  for (const query of queries) {
    const slots = query.slotsOf(leaf);
    if (slots.some(({ isPlain }) => !isPlain)) return undefined;
    frequencies ??= slots.map(() => 0);
    slots.forEach(({ entries }, index) => {
      if (frequencies) frequencies[index] = (frequencies[index] ?? 0) + (entries[0]?.documentFrequency ?? 0);
    });
  }
  return (frequencies ?? []).reduce(
    (sum, frequency) => sum + Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5)),
    0,
  );
}
