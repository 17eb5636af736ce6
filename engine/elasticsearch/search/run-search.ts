import type { IpRecord } from '../../../domain/record.js';
import { RecordReading } from '../../../query/record-reading.js';
import type { Json } from '../../../mappings/elasticsearch.js';
import type { Hit, SearchRequest, SearchResult } from '../../engine.js';
import { allOf } from '../dsl/clauses.js';
import { type TreeContext, treeQuery } from '../dsl/tree.js';
import { countFacets } from '../facets/count-facets.js';
import { dataDateOf } from '../snapshot.js';
import { fieldOfCollapse } from '../../collapse.js';
import { countMembers, findGroups } from './collapsed-page.js';
import { explainScore } from './explain-scores.js';
import type { GroupCounts } from './group-counts.js';
import { behind, isScored, positionOf, sortClauses } from './order.js';
import { readScoreFrame, type ScoreFrame } from './score-frame.js';
import { scoredTree } from './scored-tree.js';
import { type SearchAnswer, type Searcher, type SearchHit, sourceOfHits } from './searcher.js';
import { TreeCompiler, type VerifiedAnswers } from './verified-leaves.js';
import type { WordFrequencies } from './word-frequencies.js';

/** Hits that one request may reach (`index.max_result_window`); what lies beyond is walked to. */
const window = 10_000;
/** Groups that are passed over without knowing whether there are as many. */
const near = 1000;

/** What an engine keeps of earlier searches: of a committed state it never changes. */
export interface Remembered {
  answers: VerifiedAnswers;
  frequencies: WordFrequencies;
  groupCounts: GroupCounts;
}

/** Answers a request over one committed state. */
export async function runSearch(
  searcher: Searcher,
  request: SearchRequest,
  { answers, frequencies, groupCounts }: Remembered,
): Promise<SearchResult> {
  const { query, filters = [], asOf, sort, facets, collapse } = request;
  const by = collapse && fieldOfCollapse(collapse).code;
  const compiler = new TreeCompiler(searcher, answers, asOf);
  // Without hits there is nothing to be scored.
  const frame = isScored(sort) && request.limit > 0 ? await readScoreFrame(searcher, query, frequencies) : undefined;
  const compile = (context: TreeContext): Json => ({
    bool: {
      must: frame ? [scoredTree(query, context, frame)] : [],
      filter: [
        ...(frame ? [] : [treeQuery(query, context)]),
        ...filters.map((filter) => treeQuery(filter, context)),
        ...compiler.published,
      ],
    },
  });
  const [{ count, hits, isFollowed, members, groups }, counted] = await Promise.all([
    compiler.run(compile, (found) =>
      by === undefined ? findHits(searcher, found, request) : collapseHits(searcher, found, request, by, groupCounts),
    ),
    facets && countFacets(searcher, compiler, request, facets),
  ]);
  const last = hits.at(-1);
  const dataDate = dataDateOf(searcher.state);
  return {
    count,
    exact: true,
    hits: hits.map((hit, place) => ({ ...toHit(hit, request, dataDate, frame), members: members?.[place] })),
    groups,
    facets: counted,
    next: last && isFollowed ? positionOf(last, sort) : undefined,
    dataDate,
    warnings: [],
  };
}

/** A page of the list of hits, or of groups. */
interface Page {
  count: number;
  hits: SearchHit[];
  isFollowed: boolean;
  /** By hit. */
  members?: number[];
  groups?: number;
}

async function findHits(searcher: Searcher, query: Json, request: SearchRequest): Promise<Page> {
  const { hits } = await findPage(searcher, query, request);
  const shown = hits.hits.slice(0, request.limit);
  return { count: hits.total?.value ?? 0, hits: shown, isFollowed: hits.hits.length > shown.length };
}

async function collapseHits(
  searcher: Searcher,
  query: Json,
  request: SearchRequest,
  by: string,
  groupCounts: GroupCounts,
): Promise<Page> {
  const find = () => findGroups(searcher, query, request, by);
  // Far pages are walked to: not before it is known that they are there.
  const isNear = request.after === undefined && request.offset < near;
  const [{ hits: counted }, groups, early] = await Promise.all([
    searcher.search(query, { size: 0, track_total_hits: true }),
    groupCounts.count(searcher, query, request, by),
    isNear ? find() : undefined,
  ]);
  const found = early ?? (request.offset < groups ? await find() : []);
  const hits = found.slice(0, request.limit);
  const members = await countMembers(searcher, query, by, hits);
  return { count: counted.total?.value ?? 0, hits, isFollowed: found.length > hits.length, members, groups };
}

/** The page and the hit behind it. */
async function findPage(searcher: Searcher, query: Json, request: SearchRequest): Promise<SearchAnswer> {
  const { sort, limit, offset, after } = request;
  const order = { sort: sortClauses(sort), track_scores: isScored(sort) };
  const count = { size: 0, track_total_hits: true };
  if (limit === 0) return searcher.search(query, count);
  let searchAfter = after && behind(after, sort);
  let ahead = offset;
  let none: SearchAnswer | undefined;
  // `from` goes neither far nor with `search_after`: the hits in front are walked over.
  while (ahead > 0 && (searchAfter || ahead + limit + 1 > window)) {
    none ??= await searcher.search(query, count);
    if (ahead >= (none.hits.total?.value ?? 0)) return none;
    const step = Math.min(ahead, window);
    const body = { ...order, size: step, _source: false, track_total_hits: false, search_after: searchAfter };
    const { hits } = await searcher.search(query, body);
    searchAfter = hits.hits.at(-1)?.sort;
    if (!searchAfter || hits.hits.length < step) return none;
    ahead -= step;
  }
  return searcher.search(query, {
    ...order,
    ...(searchAfter ? { search_after: searchAfter } : { from: ahead }),
    size: limit + 1,
    _source: sourceOfHits(request),
    track_total_hits: true,
  });
}

function toHit(
  { _score, _source }: SearchHit,
  { query, asOf, explain }: SearchRequest,
  dataDate: string | undefined,
  frame: ScoreFrame | undefined,
): Hit {
  const record = _source['record'] as IpRecord; // as it was put
  const hit: Hit = { id: record.id, score: _score ?? 0, record };
  if (explain !== 'score') return hit;
  const scoreParts = frame ? explainScore(query, new RecordReading(record), { asOf, dataDate }, frame) : [];
  return { ...hit, score: scoreParts.reduce((sum, part) => sum + part.score, 0), scoreParts };
}

/** Exact numbers of matches, tree by tree. */
export async function runCounts(
  searcher: Searcher,
  nodes: SearchRequest['query'][],
  asOf: string | undefined,
  answers: VerifiedAnswers,
): Promise<number[]> {
  const compiler = new TreeCompiler(searcher, answers, asOf);
  const body = { size: 0, track_total_hits: true };
  return compiler.run(
    (context) => nodes.map((node) => allOf([treeQuery(node, context), ...compiler.published])),
    async (queries) => {
      const found = await searcher.searchAll(queries.map((query) => ({ query, body })));
      return found.map(({ hits }) => hits.total?.value ?? 0);
    },
  );
}
