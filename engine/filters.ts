import type { CheckedNode } from '../query/tree.js';
import type { FacetRequest } from './engine.js';

/** The query and all filters as one tree. */
export function narrowBy(query: CheckedNode, filters: readonly CheckedNode[] = []): CheckedNode {
  return filters.length === 0 ? query : { kind: 'and', children: [query, ...filters] };
}

/**
 * The filters that a facet is counted with: all but those that speak of its own fields only. With `CC=US` chosen, the facet over offices still shows the
 * others, while every other facet counts what is chosen.
 */
export function filtersOfFacet(facet: FacetRequest, filters: readonly CheckedNode[]): CheckedNode[] {
  const own = new Set([facet.field]);
  if ('nested' in facet && facet.nested) own.add(facet.nested.field);
  return filters.filter((filter) => {
    const fields = fieldsIn(filter);
    return fields.size === 0 || [...fields].some((field) => !own.has(field));
  });
}

/** Codes of all fields that a tree speaks of. */
function fieldsIn(node: CheckedNode, found = new Set<string>()): Set<string> {
  if ('children' in node) for (const child of node.children) fieldsIn(child, found);
  else if ('child' in node) fieldsIn(node.child, found);
  else if ('fields' in node) for (const field of node.fields) found.add(field);
  else if ('field' in node) found.add(node.field);
  else if (node.kind === 'status') found.add('ST');
  return found;
}
