import { indexField, type Json } from '../../../mappings/elasticsearch.js';
import type { CheckedNode } from '../../../query/tree.js';
import { existsQuery, type TextLeaf, textLeafQuery } from '../dsl/text-leaf.js';
import { type TreeContext, treeQuery } from '../dsl/tree.js';
import type { ScoreFrame } from './score-frame.js';
import { b, countedOccurrences, k1, largestWeight, nodeOf, weightOf, wordsOf } from './score-leaf.js';

/** Records that a tree finds, each with its score by the formula of the port. */
export function scoredTree(node: CheckedNode, context: TreeContext, frame: ScoreFrame): Json {
  switch (node.kind) {
    case 'and':
      return node.children.length === 0
        ? unscored(node, context)
        : { bool: { must: node.children.map((child) => scoredTree(child, context, frame)) } };
    case 'or':
      return node.children.length === 0
        ? unscored(node, context)
        : {
            bool: { should: node.children.map((child) => scoredTree(child, context, frame)), minimum_should_match: 1 },
          };
    case 'xor':
      return {
        bool: {
          filter: [treeQuery(node, context)],
          should: node.children.map((child) => scoredTree(child, context, frame)),
        },
      };
    case 'phrase':
    case 'proximity':
    case 'frequency':
      return scoredLeaf(node, context, frame);
    default:
      return unscored(node, context);
  }
}

const unscored = (node: CheckedNode, context: TreeContext): Json => ({ bool: { filter: [treeQuery(node, context)] } });

function scoredLeaf(leaf: TextLeaf, context: TreeContext, frame: ScoreFrame): Json {
  const node = nodeOf(leaf);
  const found = textLeafQuery(leaf, context);
  const words = wordsOf(node);
  if (!words) return { constant_score: { filter: found, boost: largestWeight(leaf.fields) } };
  const rarity = frame.rarityOf(words);
  // The largest weight among the fields in which it stands: one clause for each weight, and the best of them counts.
  const weights = [...new Set(leaf.fields.map(weightOf))];
  const clauses = weights.map((weight) => {
    const stands = existsQuery(
      leaf.fields.filter((code) => weightOf(code) === weight),
      node,
      context,
    );
    return withFormula(stands, countedOccurrences(node, leaf.fields), weight * rarity, frame.averageLength);
  });
  const [only] = clauses;
  const best = only && clauses.length === 1 ? only : { dis_max: { queries: clauses } };
  // A frequency finds records without a single occurrence too, and not all that have some.
  return leaf.kind === 'frequency' ? { bool: { filter: [found], should: [best] } } : best;
}

// The score is the number of occurrences, but for its last digits.
const formula =
  `double occurrences = Math.rint(_score); double length = Math.pow(2.0, doc['${indexField.norm}'].value / 12.0) - 1; ` +
  `return params.weight * occurrences * ${k1 + 1} / (occurrences + params.base + params.slope * length);`;

/** @param occurrences scores how often the leaf occurs; once where it is not given */
function withFormula(stands: Json, occurrences: Json | undefined, weight: number, averageLength: number): Json {
  const query = occurrences
    ? { bool: { filter: [stands], must: [occurrences] } }
    : { constant_score: { filter: stands } };
  const params = { weight, base: k1 * (1 - b), slope: (k1 * b) / averageLength };
  return { script_score: { query, script: { source: formula, params } } };
}
