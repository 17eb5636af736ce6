import type { RightType } from '../domain/record-base.js';
import type { IsoDate } from '../domain/text.js';
import { narrowBy } from '../engine/filters.js';
import type { Engine, FacetResult, Hit, SearchRequest, SearchResult } from '../engine/engine.js';
import { hintClasses } from '../query/class-hints.js';
import type { Clock } from './clock.js';
import { compactUnread } from './compact-members.js';
import { parseCollapse } from './collapse-request.js';
import { parseFacets } from './facet-request.js';
import { createHighlighter, type Highlights } from './highlighter.js';
import { chooseFields, membersOf, projectChosen, projectCompact, type ChosenFields } from './projection.js';
import type { QueryCompiler } from './query-compiler.js';
import { compileFilters, narrowToTypes } from './query-text.js';
import { openList } from './result-list.js';
import { parseSort } from './sort-request.js';
import { takeTurn } from '../engine/turns.js';

/** A search in words; lists hold what a person writes (`-PD`, `IPC:subclass:20`). */
export interface SearchQuestion {
  q: string;
  type: readonly RightType[];
  sort: readonly string[];
  limit: number;
  offset: number;
  /** `*` for the first page of a list that goes on by cursors, then `meta.cursor` of the page before. */
  cursor?: string;
  /** Selections: queries that results match too, and that a facet over the same field passes over. */
  filter: readonly string[];
  fields: readonly string[];
  facets: readonly string[];
  highlight: boolean;
  explain?: 'score';
  /** Name of a field: one result for each group of matches that have the same value of it. */
  collapse?: string;
  asOf?: IsoDate;
}

export interface SearchAnswer {
  meta: {
    /** Matching records, exact when `exact`. */
    count: number;
    exact: boolean;
    /** Groups that the matches fall into, when they are collapsed; each result then has `members`. */
    groups?: number;
    /** Newest day that the data speaks of; null while there is no data. */
    dataDate: IsoDate | null;
    /** Day that the answer is true on: the one asked for, else the data date. */
    asOf: IsoDate;
    /** Milliseconds. */
    took: number;
    /** The query in canonical form. */
    query: string;
    /** Filters in canonical form, where there are some. */
    filter?: string[];
    /** Of the next page, when one was asked for; absent on the last. */
    cursor?: string;
    warnings: string[];
  };
  results: Record<string, unknown>[];
  facets?: Record<string, FacetResult>;
}

/** All ids of a search. */
export interface IdsQuestion extends Pick<SearchQuestion, 'q' | 'type' | 'filter' | 'asOf'> {
  /** Only ids behind this one: how a stream that was cut goes on. */
  after?: string;
}

export interface SearchService {
  /** @throws QueryError, InvalidRequest, SnapshotGone, EngineError. */
  search(question: SearchQuestion, signal?: AbortSignal): Promise<SearchAnswer>;
  /** Ids of all matches in order, of one state of the data; whoever iterates sets the pace. @throws what `search` throws, while iterating */
  ids(question: IdsQuestion, signal?: AbortSignal): AsyncIterable<string>;
}

export function createSearchService(engine: Engine, clock: Clock, compiler: QueryCompiler): SearchService {
  const highlighter = createHighlighter();
  return {
    async search(question, signal) {
      const started = clock.milliseconds();
      await takeTurn();
      const list = await openList(engine, clock, question);
      const { tree, canonical, warnings } = await compiler.compile(question.q, list.today, signal);
      const filters = await compileFilters(compiler, question.filter, list.today, signal);
      const chosen = question.fields.length > 0 ? chooseFields(question.fields) : undefined;
      const sort = parseSort(question.sort);
      const request: SearchRequest = {
        query: narrowToTypes(tree, question.type),
        filters: filters.map((filter) => filter.tree),
        sort,
        limit: question.limit,
        offset: question.offset,
        facets: question.facets.length > 0 ? parseFacets(question.facets) : undefined,
        asOf: question.asOf,
        // Marks are looked for in all texts.
        members: question.highlight ? undefined : membersOf(chosen),
        unread: chosen ? undefined : compactUnread,
        explain: question.explain,
        collapse: question.collapse === undefined ? undefined : parseCollapse(question.collapse),
      };
      const { result, cursor } = await list.search(request, signal);
      const day = question.asOf ?? result.dataDate ?? clock.today();
      const { dataDate } = result;
      const highlights = question.highlight
        ? await highlighter.mark(
            tree,
            result.hits.map(({ record }) => record),
            { asOf: question.asOf, dataDate },
            signal,
          )
        : undefined;
      const unmarked = highlights?.filter((each) => each === undefined).length ?? 0;
      return {
        meta: {
          count: result.count,
          exact: result.exact,
          groups: result.groups,
          dataDate: result.dataDate ?? null,
          asOf: day,
          took: Math.round(clock.milliseconds() - started),
          query: canonical,
          ...(filters.length > 0 ? { filter: filters.map((filter) => filter.canonical) } : {}),
          cursor,
          warnings: [
            ...[{ warnings }, ...filters].flatMap((each) => each.warnings.map(({ message }) => message)),
            ...result.warnings,
            ...(unmarked > 0 ? [describeUnmarked(unmarked)] : []),
            ...(result.dataDate === undefined && result.count === 0 ? [noDataYet] : []),
            ...(result.dataDate !== undefined && result.count === 0 ? hintClasses(canonical) : []),
          ],
        },
        results: await projectHits(result, {
          chosen,
          day,
          isScored: sort.some(({ by }) => by === 'score'),
          highlights,
        }),
        facets: result.facets,
      };
    },

    async *ids({ q, type, filter, asOf, after }, signal) {
      const today = clock.today();
      const { tree } = await compiler.compile(q, today, signal);
      const filters = await compileFilters(compiler, filter, today, signal);
      const query = narrowBy(
        narrowToTypes(tree, type),
        filters.map((each) => each.tree),
      );
      yield* engine.scan(query, { asOf, after, signal });
    },
  };
}

const noDataYet = 'there is no data here yet: `ipradar ingest PATH...` reads packages';

const describeUnmarked = (records: number): string =>
  `the highlights of ${records} results are left out, marking them takes too long: use rarer words, smaller distances or a smaller \`limit\``;

interface View {
  chosen: ChosenFields | undefined;
  /** Day that statuses speak of. */
  day: IsoDate;
  /** Scores are worked out only when the order needs them. */
  isScored: boolean;
  /** By hit, when asked for. */
  highlights: readonly (Highlights | undefined)[] | undefined;
}

/** A thousand full texts take a while: other requests get their turn in between. */
async function projectHits({ hits }: SearchResult, view: View): Promise<Record<string, unknown>[]> {
  const results: Record<string, unknown>[] = [];
  for (const [place, hit] of hits.entries()) {
    if (place % hitsPerTurn === 0) await takeTurn();
    results.push(projectHit(hit, view, view.highlights?.[place]));
  }
  return results;
}
const hitsPerTurn = 16;

function projectHit(
  { record, score, scoreParts, members }: Hit,
  { chosen, day, isScored }: View,
  highlights: Highlights | undefined,
): Record<string, unknown> {
  const { id, type, ...rest } = chosen ? projectChosen(record, chosen, day) : projectCompact(record, day);
  return {
    id,
    type,
    ...(members === undefined ? {} : { members }),
    ...(isScored ? { score: Math.round(score * 1e4) / 1e4, scoreParts } : {}),
    ...rest,
    ...(highlights ? { highlights } : {}),
  };
}
