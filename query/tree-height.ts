import { tooDeep } from './lex-errors.js';
import { queryLimits } from './query-limits.js';
import type { SyntaxNode } from './syntax.js';

const heights = new WeakMap<SyntaxNode, number>();

/**
 * The node, when the tree below it is not too high for those who walk it: brackets raise it, and so do chains (`a NEAR b NEAR c`). The canonical text
 * needs no more brackets than levels.
 * @throws QueryError too-deep
 */
export function measureHeight<T extends SyntaxNode>(node: T): T {
  let height = 1;
  for (const child of childrenOf(node)) height = Math.max(height, 1 + (heights.get(child) ?? 0));
  if (height > queryLimits.depth) throw tooDeep(node.span);
  heights.set(node, height);
  return node;
}

/** One node of one kind over all children, or the only child itself. There is at least one. Throws as `measureHeight`. */
export function joinNodes(kind: 'and' | 'or' | 'xor', children: SyntaxNode[]): SyntaxNode {
  const [first] = children;
  const last = children[children.length - 1];
  if (!first || !last || children.length === 1) return first as SyntaxNode;
  return measureHeight({ kind, children, span: { start: first.span.start, end: last.span.end } });
}

/** Parts of a node, as typed. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.kind) {
    case 'and':
    case 'or':
    case 'xor':
      return node.children;
    case 'not':
      return [node.child];
    case 'proximity':
      return [node.left, node.right];
    case 'field':
    case 'frequency':
      return [node.value];
    default:
      return [];
  }
}
