import type { CheckedNode } from '../../../query/tree.js';
import type { FacetResult, SearchRequest } from '../../engine.js';
import { filtersOfFacet, narrowBy } from '../../filters.js';
import type { DocList } from './doc-set.js';
import { FacetCounter } from './facets.js';
import { type QueryFrame, SegmentQuery } from './segment-query.js';
import type { Snapshot } from './snapshot.js';

/**
 * Counts the facets of a request, each over the matches of the query and of the filters that are not its own.
 * @param matched matches of the query with all filters, by segment
 */
export function countFacets(
  snapshot: Snapshot,
  { query, filters = [], facets = {} }: SearchRequest,
  matched: readonly DocList[],
  frame: QueryFrame,
): Record<string, FacetResult> {
  const counter = new FacetCounter(snapshot, frame.statusDay, frame.stop);
  /** By the filters that stay. */
  const matches = new Map([[String(filters.map((_, place) => place)), matched]]);
  const matchesOf = (kept: readonly CheckedNode[]): readonly DocList[] => {
    const key = String(kept.map((filter) => filters.indexOf(filter)));
    let found = matches.get(key);
    if (!found) {
      const tree = narrowBy(query, kept);
      const plain = { ...frame, forScores: false };
      found = snapshot.segments.map((segment) => new SegmentQuery(segment, plain).run(tree));
      matches.set(key, found);
    }
    return found;
  };
  return Object.fromEntries(
    Object.entries(facets).map(([name, facet]) => [
      name,
      counter.count(facet, matchesOf(filtersOfFacet(facet, filters))),
    ]),
  );
}
