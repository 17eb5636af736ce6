import { findExtents, hasExtent } from '../../../query/extents.js';
import { type EvaluateOptions, matchesNode } from '../../../query/evaluate.js';
import type { RecordReading } from '../../../query/record-reading.js';
import type { CheckedNode } from '../../../query/tree.js';
import { textFieldCodes } from '../../../mappings/fields.js';
import type { ScorePart } from '../../engine.js';
import type { TextLeaf } from '../dsl/text-leaf.js';
import { encodeNorm, lengthOfNorm } from '../norms.js';
import type { ScoreFrame } from './score-frame.js';
import { b, countingOf, k1, largestWeight, nodeOf, wordsOf } from './score-leaf.js';

/** What each part of a query adds to the score of a record, in the order in which it is added: worked out from the record as the server works it out. */
export function explainScore(
  node: CheckedNode,
  reading: RecordReading,
  options: EvaluateOptions,
  frame: ScoreFrame,
): ScorePart[] {
  switch (node.kind) {
    case 'and':
    case 'or':
    case 'xor':
      // A branch that fails adds nothing.
      if (!matchesNode(node, reading, options)) return [];
      return node.children.flatMap((child) => explainScore(child, reading, options, frame));
    case 'phrase':
    case 'proximity':
    case 'frequency':
      return matchesNode(node, reading, options) ? explainLeaf(node, reading, frame) : [];
    default:
      return [];
  }
}

function explainLeaf(leaf: TextLeaf, reading: RecordReading, frame: ScoreFrame): ScorePart[] {
  const { span, fields } = leaf;
  const node = nodeOf(leaf);
  const words = wordsOf(node);
  if (!words) return [{ span, fields, score: largestWeight(fields) }];
  const standing = fields.filter((code) => hasExtent(node, reading.words(code)));
  if (standing.length === 0) return [];
  const count = (codes: readonly string[]): number =>
    codes.reduce((sum, code) => sum + findExtents(node, reading.words(code)).length, 0);
  const counting = countingOf(node);
  const occurrences = counting === 'one' ? 1 : count(counting === 'of the record' ? textFieldCodes : fields);
  const weight = largestWeight(standing);
  const rarity = frame.rarityOf(words);
  const { averageLength } = frame;
  const length = lengthOfNorm(encodeNorm(textFieldCodes.reduce((sum, code) => sum + reading.words(code).length, 0)));
  const norm = k1 * (1 - b + (b * length) / averageLength);
  const score = (weight * rarity * occurrences * (k1 + 1)) / (occurrences + norm);
  return [{ span, fields, score, factors: { occurrences, weight, rarity, length, averageLength } }];
}
