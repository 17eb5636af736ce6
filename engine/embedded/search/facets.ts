import { EngineError, type FacetRequest, type FacetResult, type FlatFacet } from '../../engine.js';
import type { DocList } from './doc-set.js';
import { type FacetNumbering, numberingOf } from './facet-numbering.js';
import { sourceOf } from './facet-source.js';
import { summarize } from './facet-statistics.js';
import type { StopSignal } from './query-context.js';
import { selectBuckets } from './select-buckets.js';
import type { Snapshot } from './snapshot.js';
import { tally, tallyWithin } from './tally.js';

/** Buckets of one answer, those within others included: some ten megabytes of JSON. */
const mostBuckets = 200_000;
/** Numbers that are counted at once inside buckets: 16 MB. */
const mostCells = 1 << 22;

/** Counts the facets of one request over matches of a snapshot. */
export class FacetCounter {
  private buckets = 0;

  /** @param statusDay day for facets over status, days since 1970-01-01 */
  constructor(
    private readonly snapshot: Snapshot,
    private readonly statusDay: number | undefined,
    private readonly stop: StopSignal,
  ) {}

  /**
   * @param found matches by segment
   * @throws EngineError `rejected` for a field without such a facet, `too-large` for too many buckets
   */
  count(request: FacetRequest, found: readonly DocList[]): FacetResult {
    const nested = 'nested' in request ? request.nested : undefined;
    const inner = nested && this.numbering(nested);
    const outer = this.numbering(request);
    const { result, codes } = this.holding(outer.count, () =>
      this.answer(request, outer, tally(outer, found, this.stop)),
    );
    if (!nested || !inner || !('buckets' in result)) return result;
    const rowsAtOnce = Math.max(1, Math.floor(mostCells / Math.max(1, inner.count)));
    for (let start = 0; start < codes.length; start += rowsAtOnce) {
      const rows = codes.slice(start, start + rowsAtOnce);
      this.holding(rows.length * inner.count, () => {
        const counts = tallyWithin(outer, rows, inner, found, this.stop);
        for (const [row, bucket] of result.buckets.slice(start, start + rowsAtOnce).entries())
          bucket.nested = this.answer(
            nested,
            inner,
            counts.subarray(row * inner.count, (row + 1) * inner.count),
          ).result;
      });
    }
    return result;
  }

  /** Counts are part of what the query may hold. */
  private holding<T>(counts: number, work: () => T): T {
    this.stop.hold(counts * Uint32Array.BYTES_PER_ELEMENT);
    const done = work();
    this.stop.hold(-counts * Uint32Array.BYTES_PER_ELEMENT);
    return done;
  }

  private numbering(request: FacetRequest): FacetNumbering {
    return numberingOf(this.snapshot, sourceOf(request, this.statusDay), this.stop);
  }

  /** What a facet says, given its counts; the codes of its buckets, if it has any. */
  private answer(
    request: FacetRequest | FlatFacet,
    numbering: FacetNumbering,
    counts: Uint32Array,
  ): { result: FacetResult; codes: number[] } {
    switch (request.kind) {
      case 'distinct':
        return {
          result: { distinct: counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0), exact: true },
          codes: [],
        };
      case 'statistics': {
        const { numbers = new Float64Array(), isDay = false } = numbering;
        return { result: { statistics: summarize(numbers, counts, request.percents, isDay), exact: true }, codes: [] };
      }
      case 'terms':
      case 'dates': {
        const order = request.order ?? (request.kind === 'dates' ? 'value' : 'count');
        const { codes, others } = selectBuckets(counts, request.size ?? counts.length, order);
        this.buckets += codes.length;
        if (this.buckets > mostBuckets)
          throw new EngineError(
            'too-large',
            `the facets would have more than ${mostBuckets.toLocaleString('en')} buckets: ask for fewer, or for smaller ones`,
          );
        const buckets = codes.map((code) => ({ value: numbering.nameOf(code), count: counts[code] ?? 0 }));
        return { result: { buckets, otherBuckets: others, exact: true }, codes };
      }
    }
  }
}
