import { indexField } from '../../../mappings/elasticsearch.js';
import { fieldOf } from '../../../mappings/fields.js';
import type { CheckedNode, PositionNode } from '../../../query/tree.js';
import type { TextLeaf } from '../dsl/text-leaf.js';
import { occurrencesQuery } from '../dsl/text-leaf.js';
import { isTerm } from '../dsl/words.js';
import { encodeTerm } from '../token-stream.js';
import type { Json } from '../../../mappings/elasticsearch.js';

/** Of the formula of the port (`ScoreFactors`). */
export const k1 = 1.2;
export const b = 0.75;

export const nodeOf = (leaf: TextLeaf): PositionNode =>
  leaf.kind === 'phrase' ? { kind: 'words', elements: leaf.elements } : leaf.node;

export const weightOf = (code: string): number => fieldOf(code).weight ?? 1;
export const largestWeight = (fields: readonly string[]): number =>
  fields.reduce((largest, code) => Math.max(largest, weightOf(code)), 0);

/** The words of a node whose rarities add up; undefined when one of its words stands for several, or a group does: such a node scores a constant. */
export function wordsOf(node: PositionNode): string[] | undefined {
  if (node.kind === 'any-of') return undefined;
  if (node.kind === 'words') {
    const words = node.elements.filter(({ kind }) => kind !== 'any');
    return words.every(isTerm) ? words.map(({ term }) => term) : undefined;
  }
  const [left, right] = [wordsOf(node.left), wordsOf(node.right)];
  return left && right && [...left, ...right];
}

/** How occurrences count for the score. */
export type Counting = 'of the record' | 'of the fields' | 'one';

/** A word counts in all the record, a phrase of words in the fields asked for; of distances and the like the server only knows that they are there. */
export function countingOf(node: PositionNode): Counting {
  if (node.kind !== 'words' || node.elements.length === 0 || !node.elements.every(isTerm)) return 'one';
  return node.elements.length === 1 ? 'of the record' : 'of the fields';
}

/** A query that scores the occurrences; undefined where they count as one. */
export function countedOccurrences(node: PositionNode, fields: readonly string[]): Json | undefined {
  const counting = countingOf(node);
  const [only] = node.kind === 'words' ? node.elements : [];
  if (counting === 'of the record' && only && isTerm(only))
    return { term: { [indexField.allWords]: encodeTerm(only.term) } };
  return counting === 'of the fields' ? occurrencesQuery(node, fields) : undefined;
}

/** Text leaves that speak for a record: those under no negation. */
export function scoringLeaves(node: CheckedNode): TextLeaf[] {
  switch (node.kind) {
    case 'phrase':
    case 'proximity':
    case 'frequency':
      return [node];
    case 'and':
    case 'or':
    case 'xor':
      return node.children.flatMap(scoringLeaves);
    default:
      return [];
  }
}
