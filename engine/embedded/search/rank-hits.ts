import type { PhraseLeaf } from '../../../query/tree.js';
import type { SearchRequest, SortKey } from '../../engine.js';
import type { SegmentReader } from '../index/segment-reader.js';
import { compareUtf8 } from '../index/term-key.js';
import type { DocList } from './doc-set.js';
import { Scorer, scoringLeaves } from './scoring.js';
import { type QueryFrame, SegmentQuery } from './segment-query.js';
import type { Snapshot } from './snapshot.js';
import { bestOfList, type Candidate, compareHits, hitAt, type RankedHit, rankSegment } from './top-hits.js';
import { topOfTerm } from './top-of-term.js';

/** Hits asked for, best first, with the exact number of all. */
export interface Ranking {
  count: number;
  hits: RankedHit[];
  /** All matches by segment, for facets; empty when the request has none. */
  matched: SegmentMatches[];
}

export interface SegmentMatches {
  reader: SegmentReader;
  found: DocList;
}

const byScore: SortKey[] = [{ by: 'score', direction: 'desc' }];

/** Finds, counts and orders; fetches no record. */
export function rankHits(snapshot: Snapshot, request: SearchRequest, shared: QueryFrame): Ranking {
  const { query, limit, offset, facets } = request;
  const sort = request.sort.length > 0 ? request.sort : byScore;
  const wanted = limit === 0 ? 0 : limit + offset;
  const leaves = wanted > 0 && sort.some(({ by }) => by === 'score') ? scoringLeaves(query) : [];
  const frame = { ...shared, forScores: leaves.length > 0 };
  const queries = snapshot.segments.map((segment) => new SegmentQuery(segment, frame));
  const isByScore = sort[0]?.by === 'score' && sort[0].direction === 'desc' && sort.length === 1 && wanted > 0;
  if (isByScore && !facets && frame.asOfDay === undefined && query.kind === 'phrase') {
    const scorer = new Scorer(leaves, queries);
    if (
      query.elements.length > 0 &&
      queries.every((each) => each.slotsOf(query).length === 1) &&
      scorer.rarityOf(query)
    )
      return rankTerm(queries, query, scorer, limit, offset, frame);
  }
  const matched = queries.map((each) => ({ query: each, found: each.run(query) }));
  const count = matched.reduce((sum, { found }) => sum + found.length, 0);
  const scorer = leaves.length > 0 ? new Scorer(leaves, queries) : undefined;
  const hits = isByScore
    ? nameBest(
        matched.flatMap(({ query: each, found }) => bestOfList(each, found, scorer?.score(each, found), wanted)),
        limit,
        offset,
      )
    : matched
        .flatMap(({ query: each, found }) =>
          found.length === 0 || wanted === 0 ? [] : rankSegment(each, found, scorer?.score(each, found), sort, wanted),
        )
        .sort((a, b) => compareHits(a, b, sort))
        .slice(offset, offset + limit);
  return { count, hits, matched: facets ? matched.map(({ query: { reader }, found }) => ({ reader, found })) : [] };
}

function rankTerm(
  queries: readonly SegmentQuery[],
  leaf: PhraseLeaf,
  scorer: Scorer,
  limit: number,
  offset: number,
  { stop }: QueryFrame,
): Ranking {
  const wanted = limit + offset;
  const candidates: Candidate[] = [];
  let count = 0;
  let floor = Number.NEGATIVE_INFINITY;
  for (const query of queries) {
    const { count: found, best } = topOfTerm(query, leaf, scorer, wanted, floor, stop);
    count += found;
    for (let place = 0; place < best.length; place++)
      candidates.push({ query, doc: best.docs[place] ?? 0, score: best.scores[place] ?? 0 });
    candidates.sort((a, b) => b.score - a.score);
    floor = candidates[wanted - 1]?.score ?? floor;
  }
  return { count, hits: nameBest(candidates, limit, offset), matched: [] };
}

/** Puts the best candidates of all segments in order. Ids decide among equals only, so only those that can still win are read. */
function nameBest(candidates: Candidate[], limit: number, offset: number): RankedHit[] {
  candidates.sort((a, b) => b.score - a.score);
  const last = candidates[offset + limit - 1]?.score ?? Number.NEGATIVE_INFINITY;
  const rest = candidates.findIndex(({ score }) => score < last);
  return candidates
    .slice(0, rest < 0 ? undefined : rest)
    .map(({ query, doc, score }) => hitAt(query, doc, score))
    .sort((a, b) => b.score - a.score || compareUtf8(a.id, b.id))
    .slice(offset, offset + limit);
}
