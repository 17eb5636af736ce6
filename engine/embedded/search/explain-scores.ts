import type { ScorePart, SearchRequest } from '../../engine.js';
import type { RankedHit } from './top-hits.js';
import { Scorer, scoringLeaves } from './scoring.js';
import { type QueryFrame, SegmentQuery } from './segment-query.js';
import type { Snapshot } from './snapshot.js';

/**
 * What each part of the query adds to the score of each hit. The query runs once more, over the hits alone, so that a search that is not explained
 * keeps nothing for it.
 */
export function explainScores(
  snapshot: Snapshot,
  { query: tree, sort }: SearchRequest,
  shared: QueryFrame,
  hits: readonly RankedHit[],
): ScorePart[][] {
  const isScored = sort.length === 0 || sort.some(({ by }) => by === 'score');
  if (!isScored) return hits.map(() => []);
  const frame = { ...shared, forScores: true };
  const queries = snapshot.segments.map((segment) => new SegmentQuery(segment, frame));
  const scorer = new Scorer(scoringLeaves(tree), queries);
  const runs = queries.map((query) => {
    const docs = hits.map(({ docid }) => query.reader.ordinalOf(docid)).filter((doc) => doc >= 0);
    const within = { docs: Int32Array.from(docs).sort(), length: docs.length };
    return docs.length === 0 ? undefined : { query, scored: query.run(tree, within).scored };
  });
  return hits.map(({ docid }) => {
    for (const run of runs) {
      const doc = run?.query.reader.ordinalOf(docid) ?? -1;
      if (run && doc >= 0) return scorer.explain(run.query, run.scored, doc);
    }
    return [];
  });
}
