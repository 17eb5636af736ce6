import type { CheckedNode, PositionNode } from '../../../query/tree.js';
import type { SegmentQuery } from './segment-query.js';

/** Rough number of documents that a node has to touch in a segment. */
export function estimateCost(query: SegmentQuery, node: CheckedNode, known: Map<CheckedNode, number>): number {
  let cost = known.get(node);
  if (cost === undefined) known.set(node, (cost = estimate(query, node, known)));
  return cost;
}

function estimate(query: SegmentQuery, node: CheckedNode, known: Map<CheckedNode, number>): number {
  const { documents } = query.reader;
  switch (node.kind) {
    case 'none':
      return 0;
    case 'and':
      return node.children.reduce((least, child) => Math.min(least, estimateCost(query, child, known)), documents);
    case 'or':
      return node.children.reduce((sum, child) => sum + estimateCost(query, child, known), 0);
    case 'phrase':
      return sizeOfNode(query, { kind: 'words', elements: node.elements });
    case 'proximity':
      return sizeOfNode(query, node.node);
    case 'frequency':
      return (node.from ?? 0) > 0 ? sizeOfNode(query, node.node) : documents * 2;
    case 'keyword':
    case 'class':
    case 'number':
    case 'exists':
      return query.keysOf(node).reduce((sum, { documentFrequency }) => sum + documentFrequency, 0);
    case 'range':
    case 'status':
      // Cheap on what others leave over, dear on everything: last but for the negations.
      return documents * 2;
    default:
      return documents * 4;
  }
}

/** Documents that may hold it, at most. */
function sizeOfNode(query: SegmentQuery, node: PositionNode): number {
  const { documents } = query.reader;
  switch (node.kind) {
    case 'words':
      return query.slotsOf(node).reduce((least, { size }) => Math.min(least, size), documents);
    case 'any-of':
      return node.children.reduce((sum, child) => sum + sizeOfNode(query, child), 0);
    case 'distance':
    case 'within':
      return Math.min(sizeOfNode(query, node.left), sizeOfNode(query, node.right));
  }
}
