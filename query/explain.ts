import { fieldByName } from '../mappings/fields.js';
import { writeCanonical } from './canonical.js';
import { compileQuery, type CompiledQuery, type CompileOptions } from './check.js';
import { leafOf } from './check-proximity.js';
import { parseQuery } from './parse.js';
import { shorten } from './query-error.js';
import type { FieldNode, SyntaxNode } from './syntax.js';
import { childrenOf } from './tree-height.js';
import type { CheckedNode, Span } from './tree.js';

/** One part of a query that an engine can count on its own. */
export interface QueryBranch {
  /** The part as a query of its own, in canonical form: the field stands before it. Cut when it is long. */
  text: string;
  /** Where it was typed. */
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
const longest = 200;

/**
 * What a query text was understood as, with the parts to be counted by an engine (`Engine.count` over `branches`).
 * @throws QueryError
 */
export function explainQuery(text: string, options: CompileOptions): QueryExplanation {
  const compiled = compileQuery(text, options);
  const all: Omit<QueryBranch, 'text'>[] = [];
  collect(compiled.tree, { start: 0, end: text.length }, 0, all);
  const places = new Map<string, Place>();
  locate(parseQuery(text).syntax, undefined, places);
  const branches = all.slice(0, most).map((branch) => ({
    ...branch,
    text: branch.depth === 0 ? shorten(compiled.canonical, longest) : writeBranch(text, branch, places),
  }));
  return { ...compiled, branches, omittedBranches: Math.max(0, all.length - most) };
}

function collect(node: CheckedNode, whole: Span, depth: number, into: Omit<QueryBranch, 'text'>[]): void {
  const span = ('span' in node && node.span) || whole;
  into.push({ span, depth, node });
  for (const child of partsOf(node)) collect(child, span, depth + 1, into);
}

/** Parts that can be counted alone; those of a distance, each in its fields. */
function partsOf(node: CheckedNode): readonly CheckedNode[] {
  switch (node.kind) {
    case 'and':
    case 'or':
    case 'xor':
      return node.children;
    case 'not':
      return [node.child];
    case 'frequency':
      return [leafOf(node.node, node.fields)];
    case 'proximity':
      if (node.node.kind !== 'distance' && node.node.kind !== 'within') return [];
      return [leafOf(node.node.left, node.fields), leafOf(node.node.right, node.fields)];
    default:
      return [];
  }
}

/** A part of the syntax with the field that it stands under. */
interface Place {
  syntax: SyntaxNode;
  field: FieldNode | undefined;
}

const keyOf = ({ start, end }: Span): string => `${start}-${end}`;

/** Checked nodes keep the span of the syntax that they come from, so spans lead back. */
function locate(syntax: SyntaxNode, field: FieldNode | undefined, into: Map<string, Place>): void {
  if (syntax.kind === 'field') return locate(syntax.value, syntax, into);
  into.set(keyOf(syntax.span), { syntax, field });
  const inside = syntax.kind === 'proximity' || syntax.kind === 'frequency' ? (fieldIn(syntax) ?? field) : field;
  for (const child of childrenOf(syntax)) locate(child, inside, into);
}

/** The field that a distance or count names for all of its parts. */
function fieldIn(syntax: SyntaxNode): FieldNode | undefined {
  if (syntax.kind === 'field') return syntax;
  if (syntax.kind === 'frequency' && syntax.name !== undefined && syntax.nameSpan) {
    const { name, nameSpan, value, span } = syntax;
    return { kind: 'field', name, nameSpan, relation: '=', value, span };
  }
  for (const child of childrenOf(syntax)) {
    const named = fieldIn(child);
    if (named) return named;
  }
  return undefined;
}

function writeBranch(
  text: string,
  { span, node }: Omit<QueryBranch, 'text'>,
  places: ReadonlyMap<string, Place>,
): string {
  const typed = text.slice(span.start, span.end).trim();
  const place = places.get(keyOf(span));
  if (!place || typed.length > longest) return shorten(typed, longest);
  const { field } = place;
  const syntax = asCounted(place.syntax, node);
  return shorten(writeCanonical(field && fieldByName(field.name) ? { ...field, value: syntax } : syntax), longest);
}

/** The syntax that means the node where its own would mean another. */
function asCounted(syntax: SyntaxNode, node: CheckedNode): SyntaxNode {
  // A star alone is any word in a distance and any record outside, where the word is written in quotes.
  if (node.kind === 'phrase' && syntax.kind === 'word' && /^\*+$/.test(syntax.text))
    return { kind: 'quoted', text: '*', span: syntax.span };
  // `FREQ(TI,a)<2` is NOT `FREQ(TI,a)>=2`.
  if (node.kind === 'frequency' && syntax.kind === 'frequency') {
    const { from = 0, to } = node;
    const { span } = syntax.bound;
    return to === undefined
      ? { ...syntax, relation: '>=', bound: { kind: 'word', text: String(from), span } }
      : { ...syntax, relation: '=', bound: { kind: 'range', from: String(from), to: String(to), span } };
  }
  return syntax;
}
