import { createHash } from 'node:crypto';
import type { CheckedNode } from '../../query/tree.js';
import type { QueryTask } from './query-task.js';

/** A task as a query thread gets it. */
export interface WrittenTask {
  /** JSON: copying the objects of a large tree between threads takes many times as long. */
  text: string;
  /** The same for tasks that ask the same. */
  fingerprint(): string;
}

interface WrittenTree {
  text: string;
  hash?: string;
}

/** Trees as JSON: a text that many clients ask is one tree (retrieval/query-compiler.ts), and ten thousand terms are megabytes. */
const trees = new WeakMap<CheckedNode, WrittenTree>();

/** Writes a task for a thread. */
export function writeTask(task: QueryTask): WrittenTask {
  if (task.kind !== 'search') {
    const text = JSON.stringify(task);
    return { text, fingerprint: () => hashOf(text) };
  }
  const { query, ...rest } = task.request;
  let tree = trees.get(query);
  if (!tree) trees.set(query, (tree = { text: JSON.stringify(query) }));
  const written = tree;
  const others = JSON.stringify(rest);
  const comma = others === '{}' ? '' : ',';
  return {
    text: `{"kind":"search","request":{"query":${written.text}${comma}${others.slice(1)}}`,
    fingerprint: () => `${hashOf(others)} ${(written.hash ??= hashOf(written.text))}`,
  };
}

const hashOf = (text: string): string => createHash('sha1').update(text).digest('base64');
