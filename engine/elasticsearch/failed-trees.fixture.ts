import type { CheckedNode } from '../../query/tree.js';

/** Smallest trees on which the engine and query/evaluate.ts once disagreed over the records of differential.test.ts. */
export const treesThatFailed: readonly CheckedNode[] = [
  // A phrase of two scores each occurrence twice: similarities are asked once for each term.
  {
    kind: 'frequency',
    fields: ['TI'],
    node: {
      kind: 'words',
      elements: [
        { kind: 'term', term: '电' },
        { kind: 'term', term: '池' },
      ],
    },
    from: 2,
    to: 2,
  },
];
