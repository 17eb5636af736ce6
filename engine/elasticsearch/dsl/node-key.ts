import type { CheckedNode } from '../../../query/tree.js';

/** A part of a query without where it stood in the text: equal parts have equal keys. */
export const keyOf = (node: CheckedNode): string =>
  JSON.stringify(node, (name, value: unknown) => (name === 'span' ? undefined : value));
