import { dayNumber, isoFromDayNumber } from '../../../domain/day.js';
import { embeddedFields } from '../../../mappings/embedded.js';
import type { CheckedNode } from '../../../query/tree.js';
import type { IsoDate } from '../../../domain/text.js';
import { EngineError, type FacetResult, type SearchRequest } from '../../engine.js';
import { fieldKey, namespaces, sortableKey } from '../index/term-key.js';
import { type Documents, unpackJson } from '../store/documents.js';
import { type CodedField, countCodes } from './code-facets.js';
import { codedFieldOf, FacetCounter } from './facets.js';
import { buildGlobalCodes, type GlobalCodes } from './global-codes.js';
import type { StopSignal } from './query-context.js';
import { rankHits, type SegmentMatches } from './rank-hits.js';
import { type QueryFrame, SegmentQuery } from './segment-query.js';
import type { Snapshot } from './snapshot.js';

/** A search result with records as JSON text: cheap to pass between threads. */
export interface PackedResult {
  count: number;
  hits: { id: string; score: number; json: string }[];
  facets?: Record<string, FacetResult>;
  dataDate?: IsoDate;
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
  const { count, hits, matched } = rankHits(snapshot, request, frame);
  return {
    count,
    hits: hits.map(({ id, docid, score }) => {
      const body = documents?.body(docid);
      if (!body) throw new EngineError('unavailable', `record ${id} is in the index but not in the store`);
      return { id, score, json: unpackJson(body) };
    }),
    facets: request.facets && countFacets(snapshot, request.facets, matched, frame.statusDay),
    dataDate: dataDateOf(snapshot),
  };
}

export function dataDateOf(snapshot: Snapshot): IsoDate | undefined {
  return snapshot.dataDay === undefined ? undefined : isoFromDayNumber(snapshot.dataDay);
}

function countFacets(
  snapshot: Snapshot,
  requests: NonNullable<SearchRequest['facets']>,
  matched: readonly SegmentMatches[],
  statusDay: number | undefined,
): Record<string, FacetResult> {
  return Object.fromEntries(
    Object.entries(requests).map(([name, request]) => {
      const coded = codedFieldOf(request);
      if (coded && request.kind === 'terms')
        return [name, countCodes(matched, coded, globalCodesOf(snapshot, coded), request.size)];
      const counter = new FacetCounter(request, statusDay);
      for (const { reader, found } of matched) counter.add(reader, found);
      return [name, counter.result()];
    }),
  );
}

/** Kept as long as their snapshot. */
const numberings = new WeakMap<Snapshot, Map<string, GlobalCodes>>();

function globalCodesOf(snapshot: Snapshot, { code, namespace, number }: CodedField): GlobalCodes {
  let ofSnapshot = numberings.get(snapshot);
  if (!ofSnapshot) numberings.set(snapshot, (ofSnapshot = new Map<string, GlobalCodes>()));
  let codes = ofSnapshot.get(code);
  if (!codes) {
    codes = buildGlobalCodes(
      snapshot.segments.map(({ reader }) => reader),
      namespace,
      number,
    );
    ofSnapshot.set(code, codes);
  }
  return codes;
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

/** Ids of all matches in UTF-8 byte order, one to a line. */
export function runScan(snapshot: Snapshot, query: CheckedNode, asOf: IsoDate | undefined, stop: StopSignal): string {
  const frame = openFrame(snapshot, asOf, false, stop);
  const ids: string[] = [];
  for (const segment of snapshot.segments) {
    const { docs, length } = new SegmentQuery(segment, frame).run(query);
    if (length === 0) continue;
    const ranks = segment.reader.ranks.values;
    const wanted = Int32Array.from(docs.subarray(0, length), (doc) => ranks[doc] ?? 0).sort();
    const walk = segment.reader.dictionary.walkFrom(wanted[0] ?? 0);
    for (const rank of wanted) {
      stop.check();
      while (walk.ordinal < rank && walk.next());
      ids.push(walk.text(1));
    }
  }
  // Ids are ASCII as a rule; the reordering is for the rest.
  return ids.sort((a, b) => (sortableKey(a) < sortableKey(b) ? -1 : 1)).join('\n');
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
