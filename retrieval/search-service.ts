import { setImmediate } from 'node:timers/promises';
import type { RightType } from '../domain/record-base.js';
import type { IsoDate } from '../domain/text.js';
import type { Engine, FacetResult, Hit, SearchResult } from '../engine/engine.js';
import { compileQuery } from '../query/check.js';
import { highlight } from '../query/highlight.js';
import type { CheckedNode } from '../query/tree.js';
import type { Clock } from './clock.js';
import { parseFacets } from './facet-request.js';
import { chooseFields, projectChosen, projectCompact, type ChosenFields } from './projection.js';
import { InvalidRequest } from './service-error.js';
import { parseSort } from './sort-request.js';

/** A search in words; lists hold what a person writes (`-PD`, `IPC:subclass:20`). */
export interface SearchQuestion {
  q: string;
  type: readonly RightType[];
  sort: readonly string[];
  limit: number;
  offset: number;
  fields: readonly string[];
  facets: readonly string[];
  highlight: boolean;
  asOf?: IsoDate;
}

export interface SearchAnswer {
  meta: {
    /** Matching records, exact when `exact`. */
    count: number;
    exact: boolean;
    /** Newest day that the data speaks of; null while there is no data. */
    dataDate: IsoDate | null;
    /** Day that the answer is true on: the one asked for, else the data date. */
    asOf: IsoDate;
    /** Milliseconds. */
    took: number;
    /** The query in canonical form. */
    query: string;
    warnings: string[];
  };
  results: Record<string, unknown>[];
  facets?: Record<string, FacetResult>;
}

export interface SearchService {
  /** @throws QueryError, InvalidRequest, EngineError. */
  search(question: SearchQuestion, signal?: AbortSignal): Promise<SearchAnswer>;
}

export function createSearchService(engine: Engine, clock: Clock, maxQueryLength: number): SearchService {
  return {
    async search(question, signal) {
      const started = clock.milliseconds();
      assertQueryLength(question.q, maxQueryLength);
      const { tree, canonical, warnings } = compileQuery(question.q, { today: clock.today() });
      const chosen = question.fields.length > 0 ? chooseFields(question.fields) : undefined;
      const sort = parseSort(question.sort);
      const result = await engine.search(
        {
          query: narrowToTypes(tree, question.type),
          sort,
          limit: question.limit,
          offset: question.offset,
          facets: question.facets.length > 0 ? parseFacets(question.facets) : undefined,
          asOf: question.asOf,
        },
        signal,
      );
      const day = question.asOf ?? result.dataDate ?? clock.today();
      return {
        meta: {
          count: result.count,
          exact: result.exact,
          dataDate: result.dataDate ?? null,
          asOf: day,
          took: Math.round(clock.milliseconds() - started),
          query: canonical,
          warnings: [
            ...warnings.map(({ message }) => message),
            ...result.warnings,
            ...(result.dataDate === undefined && result.count === 0 ? [noDataYet] : []),
          ],
        },
        results: await projectHits(result, {
          tree,
          chosen,
          day,
          asOf: question.asOf,
          dataDate: result.dataDate,
          isScored: sort.some(({ by }) => by === 'score'),
          isHighlighted: question.highlight,
        }),
        facets: result.facets,
      };
    },
  };
}

const noDataYet = 'there is no data here yet: `ipradar ingest PATH...` reads packages';

/** @throws InvalidRequest */
export function assertQueryLength(q: string, most: number): void {
  if (q.length <= most) return;
  throw new InvalidRequest(
    'query-too-long',
    `the query has \`${q.length}\` characters, \`${most}\` are taken`,
    'ask in parts',
    '/q',
  );
}

function narrowToTypes(tree: CheckedNode, types: readonly RightType[]): CheckedNode {
  if (types.length === 0) return tree;
  const leaves = types.map((value): CheckedNode => ({ kind: 'keyword', field: 'RT', value, match: 'exact' }));
  const [only] = leaves;
  const filter: CheckedNode = leaves.length === 1 && only ? only : { kind: 'or', children: leaves };
  return tree.kind === 'all' ? filter : { kind: 'and', children: [tree, filter] };
}

interface View {
  tree: CheckedNode;
  chosen: ChosenFields | undefined;
  /** Day that statuses speak of. */
  day: IsoDate;
  asOf: IsoDate | undefined;
  dataDate: IsoDate | undefined;
  /** Scores are worked out only when the order needs them. */
  isScored: boolean;
  isHighlighted: boolean;
}

/** A thousand highlighted full texts take a while: other requests get their turn in between. */
async function projectHits({ hits }: SearchResult, view: View): Promise<Record<string, unknown>[]> {
  const results: Record<string, unknown>[] = [];
  for (const hit of hits) {
    results.push(projectHit(hit, view));
    if (results.length % hitsPerTurn === 0) await setImmediate();
  }
  return results;
}
const hitsPerTurn = 16;

function projectHit(
  { record, score }: Hit,
  { tree, chosen, day, asOf, dataDate, isScored, isHighlighted }: View,
): Record<string, unknown> {
  const { id, type, ...rest } = chosen ? projectChosen(record, chosen, day) : projectCompact(record, day);
  return {
    id,
    type,
    ...(isScored ? { score: Math.round(score * 1e4) / 1e4 } : {}),
    ...rest,
    ...(isHighlighted ? { highlights: highlight(tree, record, { asOf, dataDate }) } : {}),
  };
}
