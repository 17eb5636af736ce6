import { dayNumber, isoFromDayNumber } from '../../../domain/day.js';
import { embeddedFields } from '../../../mappings/embedded.js';
import type { CheckedNode } from '../../../query/tree.js';
import type { IsoDate } from '../../../domain/text.js';
import { EngineError, type FacetResult, type HitPosition, type ScorePart, type SearchRequest } from '../../engine.js';
import { fieldKey, namespaces } from '../index/term-key.js';
import { type Documents, unpackJson } from '../store/documents.js';
import { countFacets } from './count-facets.js';
import { explainScores } from './explain-scores.js';
import type { StopSignal } from './query-context.js';
import { rankHits } from './rank-hits.js';
import { type QueryFrame, SegmentQuery } from './segment-query.js';
import type { Snapshot } from './snapshot.js';

/** A search result with records as JSON text: cheap to pass between threads. */
export interface PackedResult {
  count: number;
  hits: { id: string; score: number; json: string; scoreParts?: ScorePart[]; members?: number }[];
  groups?: number;
  facets?: Record<string, FacetResult>;
  next?: HitPosition;
  dataDate?: IsoDate;
  /** Ids of hits of the page whose stored records are damaged; they are not among the hits. */
  unreadable: string[];
}

/** What a request on a snapshot has in common for all segments. */
export function openFrame(
  snapshot: Snapshot,
  asOf: IsoDate | undefined,
  forScores: boolean,
  stop: StopSignal,
): QueryFrame {
  const asOfDay = asOf === undefined ? undefined : dayNumber(asOf);
  return { asOfDay, statusDay: asOfDay ?? snapshot.dataDay, forScores, stop, plans: new Map() };
}

export function runSearch(
  snapshot: Snapshot,
  documents: Documents | undefined,
  request: SearchRequest,
  stop: StopSignal,
): PackedResult {
  const frame = openFrame(snapshot, request.asOf, true, stop);
  const { count, hits, next, matched, groups } = rankHits(snapshot, request, frame);
  const explained = request.explain === 'score' ? explainScores(snapshot, request, frame, hits) : undefined;
  const packed: PackedResult['hits'] = [];
  const unreadable: string[] = [];
  for (const [place, { id, docid, score, members }] of hits.entries()) {
    const body = documents?.body(docid);
    if (!body) throw new EngineError('unavailable', `record ${id} is in the index but not in the store`);
    const json = readUnlessDamaged(body);
    if (json === undefined) unreadable.push(id);
    else packed.push({ id, score, json, scoreParts: explained?.[place], members });
  }
  return {
    count,
    unreadable,
    hits: packed,
    groups,
    facets: request.facets && countFacets(snapshot, request, matched, frame),
    next,
    dataDate: dataDateOf(snapshot),
  };
}

/** One damaged record does not keep the others of its page from being shown. */
function readUnlessDamaged(body: Uint8Array): string | undefined {
  try {
    return unpackJson(body);
  } catch (error) {
    if (error instanceof EngineError && error.code === 'damaged') return undefined;
    throw error;
  }
}

export function dataDateOf(snapshot: Snapshot): IsoDate | undefined {
  return snapshot.dataDay === undefined ? undefined : isoFromDayNumber(snapshot.dataDay);
}

/** Matching records for each tree. */
export function runCount(
  snapshot: Snapshot,
  nodes: readonly CheckedNode[],
  asOf: IsoDate | undefined,
  stop: StopSignal,
): number[] {
  const frame = openFrame(snapshot, asOf, false, stop);
  const queries = snapshot.segments.map((segment) => new SegmentQuery(segment, frame));
  return nodes.map((node) => queries.reduce((sum, query) => sum + query.run(node).length, 0));
}

/** Share of living records that have a value, by field. */
export function runFillRates(snapshot: Snapshot, stop: StopSignal): Record<string, number> {
  const total = snapshot.segments.reduce((sum, { reader, deadCount }) => sum + reader.documents - deadCount, 0);
  const rates: Record<string, number> = {};
  const frame = openFrame(snapshot, undefined, false, stop);
  for (const { spec, number } of embeddedFields) {
    let filled = 0;
    for (const segment of snapshot.segments)
      filled +=
        segment.deadCount === 0
          ? (segment.reader.dictionary.find(fieldKey(namespaces.exists, number))?.documentFrequency ?? 0)
          : new SegmentQuery(segment, frame).run({ kind: 'exists', field: spec.code }).length;
    rates[spec.code] = total === 0 ? 0 : filled / total;
  }
  return rates;
}
