import { compileQuery, type CompiledQuery, type CompileOptions } from './check.js';
import { shorten } from './query-error.js';
import type { CheckedNode, Span } from './tree.js';

/** One part of a query that an engine can count on its own. */
export interface QueryBranch {
  /** How it was typed. */
  text: string;
  span: Span;
  /** 0 for the whole query. */
  depth: number;
  node: CheckedNode;
}

export interface QueryExplanation extends CompiledQuery {
  /** The whole query first, then its parts as they are read, each under its parent. */
  branches: QueryBranch[];
  /** Parts that were not listed. */
  omittedBranches: number;
}

const most = 100;

/**
 * What a query text was understood as, with the parts to be counted by an engine (`Engine.count` over `branches`).
 * @throws QueryError
 */
export function explainQuery(text: string, options: CompileOptions): QueryExplanation {
  const compiled = compileQuery(text, options);
  const all: QueryBranch[] = [];
  collect(compiled.tree, text, 0, all);
  return { ...compiled, branches: all.slice(0, most), omittedBranches: Math.max(0, all.length - most) };
}

function collect(node: CheckedNode, text: string, depth: number, into: QueryBranch[]): void {
  const span = ('span' in node && node.span) || { start: 0, end: text.length };
  into.push({ text: shorten(text.slice(span.start, span.end).trim(), 200), span, depth, node });
  if ('children' in node) for (const child of node.children) collect(child, text, depth + 1, into);
  else if (node.kind === 'not') collect(node.child, text, depth + 1, into);
}
