import type { Json } from '../../../mappings/elasticsearch.js';
import type { CheckedNode } from '../../../query/tree.js';
import { allOf, anyOf, matchAll, matchNone, noneOf, oddOf, oneOfTerms } from './clauses.js';
import { type LeafContext, textLeafQuery } from './text-leaf.js';
import { valueLeafQuery } from './value-leaf.js';

export interface TreeContext extends LeafContext {
  /** Day of statuses that name none, since 1970-01-01. */
  day: number | undefined;
}

/** Levels of clauses inside one another: Elasticsearch takes 30 (`indices.query.bool.max_nested_depth`), of which leaves need some. */
const mostLevels = 16;
/** Levels that a clause of `oddOf` takes. */
const oddLevels = 3;

/** Records that a tree finds, as a filter. Pure but for what `context.verify` is told. */
export function treeQuery(node: CheckedNode, context: TreeContext, level = 0): Json {
  if (level > mostLevels && ('children' in node || 'child' in node)) return context.verify(node, matchAll);
  const inner = (child: CheckedNode): Json => treeQuery(child, context, level + (node.kind === 'xor' ? oddLevels : 1));
  switch (node.kind) {
    case 'all':
      return matchAll;
    case 'none':
      return matchNone;
    case 'and':
      return allOf(node.children.map(inner));
    case 'or':
      return anyOf(mergeTerms(node.children.map(inner)));
    case 'xor':
      return oddOf(node.children.map(inner));
    case 'not':
      return noneOf([inner(node.child)]);
    case 'phrase':
    case 'proximity':
    case 'frequency':
      return textLeafQuery(node, context);
    default:
      return valueLeafQuery(node, context.day);
  }
}

/** Alternatives that ask for one term of a field each become one clause: lists of numbers and of synonyms are long. */
function mergeTerms(clauses: readonly Json[]): Json[] {
  const terms = new Map<string, (string | number)[]>();
  const others: Json[] = [];
  for (const clause of clauses) {
    const parts = flatten(clause);
    for (const part of parts) {
      const [entry] = Object.entries((part['term'] as Record<string, string | number> | undefined) ?? {}); // as made here
      if (!entry) others.push(part);
      else if (terms.get(entry[0])?.push(entry[1]) === undefined) terms.set(entry[0], [entry[1]]);
    }
  }
  return [...others, ...[...terms].map(([field, values]) => oneOfTerms(field, [...new Set(values)]))];
}

/** Alternatives inside an alternative are alternatives. */
function flatten(clause: Json): Json[] {
  const should = (clause['bool'] as { should?: Json[] } | undefined)?.should; // as made by `anyOf`
  return should ? should.flatMap(flatten) : [clause];
}
