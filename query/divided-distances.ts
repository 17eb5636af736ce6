import type { SyntaxNode } from './syntax.js';
import { childrenOf } from './tree-height.js';

/** The first part of a distance or count that is no word, phrase, OR group or distance: it divides what must stand in one place. */
export function findDivided(node: SyntaxNode): SyntaxNode | undefined {
  switch (node.kind) {
    case 'and':
    case 'xor':
    case 'not':
    case 'range':
    case 'frequency':
    case 'number':
      return node;
    default:
      for (const child of childrenOf(node)) {
        const divided = findDivided(child);
        if (divided) return divided;
      }
      return undefined;
  }
}

/**
 * The same with AND, XOR and NOT outside: `a ADJ3 (b AND c)` becomes `(a ADJ3 b) AND (a ADJ3 c)`. Undefined when that does not help: a range or a
 * count is at no distance.
 */
export function takeApart(node: SyntaxNode): SyntaxNode | undefined {
  const apart = divide(node);
  return hasDividedDistance(apart) ? undefined : apart;
}

function hasDividedDistance(node: SyntaxNode): boolean {
  if (node.kind === 'proximity' || node.kind === 'field') return findDivided(node) !== undefined;
  if (node.kind === 'range') return true;
  if (node.kind === 'frequency') return findDivided(node.value) !== undefined;
  return childrenOf(node).some(hasDividedDistance);
}

function divide(node: SyntaxNode): SyntaxNode {
  switch (node.kind) {
    case 'and':
    case 'or':
    case 'xor':
      return { ...node, children: node.children.map(divide) };
    case 'not':
      return { ...node, child: divide(node.child) };
    case 'field':
      return distribute(divide(node.value), (value) => ({ ...node, value }));
    case 'frequency':
      return distribute(divide(node.value), (value) => ({ ...node, value }));
    case 'proximity': {
      const right = divide(node.right);
      return distribute(divide(node.left), (left) => distribute(right, (each) => ({ ...node, left, right: each })));
    }
    default:
      return node;
  }
}

/** Puts each part of a divided node into what stands around it; what is not divided goes in whole. */
function distribute(node: SyntaxNode, around: (part: SyntaxNode) => SyntaxNode): SyntaxNode {
  if (!findDivided(node)) return around(node);
  if (node.kind === 'and' || node.kind === 'or' || node.kind === 'xor')
    return { ...node, children: node.children.map((child) => distribute(child, around)) };
  if (node.kind === 'not') return { ...node, child: distribute(node.child, around) };
  return around(node);
}
