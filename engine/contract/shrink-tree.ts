import type { CheckedNode, PositionNode } from '../../query/tree.js';

/**
 * The smallest tree that still fails, as far as taking parts away leads: for engines that are asked many trees at once, where fast-check would shrink the whole
 * list. @param fails asked of one tree at a time
 */
export async function shrinkTree(
  tree: CheckedNode,
  fails: (tree: CheckedNode) => Promise<boolean>,
): Promise<CheckedNode> {
  for (const smaller of smallerTrees(tree)) if (await fails(smaller)) return shrinkTree(smaller, fails);
  return tree;
}

/** Trees with one part less, the boldest first. */
function smallerTrees(node: CheckedNode): CheckedNode[] {
  if ('children' in node) {
    const { children } = node;
    return [
      ...children,
      ...without(children).map((rest) => ({ ...node, children: rest })),
      ...within(children, smallerTrees).map((changed) => ({ ...node, children: changed })),
    ];
  }
  if ('child' in node) return [node.child, ...smallerTrees(node.child).map((child) => ({ ...node, child }))];
  const fewer = 'fields' in node ? without(node.fields).map((fields) => ({ ...node, fields })) : [];
  switch (node.kind) {
    case 'phrase':
      return [...fewer, ...without(node.elements).map((elements) => ({ ...node, elements }))];
    case 'proximity':
    case 'frequency':
      return [...fewer, ...smallerPositions(node.node).map((position) => ({ ...node, node: position }))];
    default:
      return fewer;
  }
}

function smallerPositions(node: PositionNode): PositionNode[] {
  switch (node.kind) {
    case 'words':
      return without(node.elements).map((elements) => ({ ...node, elements }));
    case 'any-of':
      return [
        ...node.children,
        ...without(node.children).map((children) => ({ ...node, children })),
        ...within(node.children, smallerPositions).map((children) => ({ ...node, children })),
      ];
    default:
      return [
        node.left,
        node.right,
        ...smallerPositions(node.left).map((left) => ({ ...node, left })),
        ...smallerPositions(node.right).map((right) => ({ ...node, right })),
      ];
  }
}

/** The list without one of its members, if it has several. */
const without = <T>(list: readonly T[]): T[][] =>
  list.length < 2 ? [] : list.map((_, place) => list.filter((_each, other) => other !== place));

/** The list with one of its members made smaller. */
const within = <T>(list: readonly T[], smaller: (member: T) => T[]): T[][] =>
  list.flatMap((member, place) =>
    smaller(member).map((each) => list.map((old, other) => (other === place ? each : old))),
  );
