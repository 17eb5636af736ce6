import type { PhraseLeaf } from '../../../query/tree.js';
import type { HitPosition, SearchRequest, SortKey } from '../../engine.js';
import { fieldOfCollapse } from '../../collapse.js';
import { narrowBy } from '../../filters.js';
import { compareUtf8 } from '../index/term-key.js';
import { MatchGroups, type SegmentMatches } from './collapse-hits.js';
import type { DocList } from './doc-set.js';
import { keepBehind } from './hits-behind.js';
import { Scorer, scoringLeaves } from './scoring.js';
import { type QueryFrame, SegmentQuery } from './segment-query.js';
import type { Snapshot } from './snapshot.js';
import { bestOfList, type Candidate, compareHits, hitAt, type RankedHit, rankSegment } from './top-hits.js';
import { topOfTerm } from './top-of-term.js';

/** Hits asked for, best first, with the exact number of all. */
export interface Ranking {
  count: number;
  hits: RankedHit[];
  /** Position of the last hit; absent when none follows. */
  next?: HitPosition;
  /** All matches by segment, for facets; empty when the request has none. */
  matched: DocList[];
  /** Groups of all matches, when the hits are collapsed. */
  groups?: number;
}

const byScore: SortKey[] = [{ by: 'score', direction: 'desc' }];

/** Finds, counts and orders; fetches no record. */
export function rankHits(snapshot: Snapshot, request: SearchRequest, shared: QueryFrame): Ranking {
  const { query, filters, limit, offset, facets, after, collapse } = request;
  const groupField = collapse && fieldOfCollapse(collapse).code;
  const sort = request.sort.length > 0 ? request.sort : byScore;
  const wanted = limit === 0 ? 0 : limit + offset;
  const leaves = wanted > 0 && sort.some(({ by }) => by === 'score') ? scoringLeaves(query) : [];
  const frame = { ...shared, forScores: leaves.length > 0 };
  const queries = snapshot.segments.map((segment) => new SegmentQuery(segment, frame));
  const isByScore = sort[0]?.by === 'score' && sort[0].direction === 'desc' && sort.length === 1 && wanted > 0;
  // What skips hits sees no whole groups.
  const isPlain = !facets && !filters?.length && !after && groupField === undefined && frame.asOfDay === undefined;
  if (isByScore && isPlain && query.kind === 'phrase') {
    const scorer = new Scorer(leaves, queries);
    if (
      query.elements.length > 0 &&
      queries.every((each) => each.slotsOf(query).length === 1) &&
      scorer.rarityOf(query)
    )
      return rankTerm(queries, query, scorer, limit, offset, frame);
  }
  const tree = narrowBy(query, filters);
  const matched = queries.map((each) => each.run(tree));
  const count = matched.reduce((sum, { length }) => sum + length, 0);
  const scorer = leaves.length > 0 ? new Scorer(leaves, queries) : undefined;
  const scoredAll = queries.flatMap((each, segment): SegmentMatches[] => {
    const found = matched[segment];
    if (!found || found.length === 0 || wanted === 0) return [];
    return [{ segment, query: each, found, scores: scorer?.score(each, found) }];
  });
  const keptForFacets = facets ? matched : [];
  if (groupField !== undefined) {
    const groups = new MatchGroups(snapshot, groupField, matched, frame.stop);
    const ranked = groups.rank(scoredAll, sort, after, wanted);
    const hits = ranked.hits.slice(offset);
    const next = positionAt(hits, sort, ranked.behind > offset + hits.length);
    return { count, hits, next, matched: keptForFacets, groups: groups.count };
  }
  let rest = 0;
  const scored = scoredAll.flatMap((all) => {
    const behind = after ? keepBehind(all, sort, after) : all;
    rest += behind.found.length;
    return behind.found.length === 0 ? [] : [behind];
  });
  const hits = isByScore
    ? nameBest(
        scored.flatMap(({ query: each, found, scores }) => bestOfList(each, found, scores, wanted)),
        limit,
        offset,
      )
    : scored
        .flatMap(({ query: each, found, scores }) => rankSegment(each, found, scores, sort, wanted))
        .sort((a, b) => compareHits(a, b, sort))
        .slice(offset, offset + limit);
  return { count, hits, next: positionAt(hits, sort, rest > offset + hits.length), matched: keptForFacets };
}

/** Where the next page begins. */
function positionAt(
  hits: readonly RankedHit[],
  sort: readonly SortKey[],
  isFollowed: boolean,
): HitPosition | undefined {
  const last = isFollowed ? hits.at(-1) : undefined;
  return (
    last && {
      id: last.id,
      values: sort.map(({ by }, key) => (by === 'score' ? last.score : (last.values[key] ?? null))),
    }
  );
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
  const hits = nameBest(candidates, limit, offset);
  return { count, hits, next: positionAt(hits, byScore, count > offset + hits.length), matched: [] };
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
