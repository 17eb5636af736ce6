import { parentPort } from 'node:worker_threads';
import type { IpRecord } from '../domain/record.js';
import { highlight } from '../query/highlight.js';
import type { CheckedNode } from '../query/tree.js';
import type { HighlightTask } from './highlighter.js';

/** The tree of the hits before: a request sends it with each of them. */
let known: { text: string; tree: CheckedNode } | undefined;

parentPort?.on('message', ({ tree, record, options }: HighlightTask) => {
  // Both texts were written by highlighter.ts.
  if (known?.text !== tree) known = { text: tree, tree: JSON.parse(tree) as CheckedNode };
  parentPort?.postMessage(JSON.stringify(highlight(known.tree, JSON.parse(record) as IpRecord, options)));
});

parentPort?.postMessage('ready');
