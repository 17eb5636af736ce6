import type { HitPosition, SortKey } from '../../engine.js';
import { BitSet, type DocList } from './doc-set.js';
import { type FacetNumbering, type NumberedColumn, numberingOf } from './facet-numbering.js';
import { sourceOf } from './facet-source.js';
import { keepPlaces, placesBehind, type ScoredMatches } from './hits-behind.js';
import type { StopSignal } from './query-context.js';
import { orderPlaces } from './segment-order.js';
import type { Snapshot } from './snapshot.js';
import { tally } from './tally.js';
import { compareHits, type RankedHit, rankSegment } from './top-hits.js';

/** Matches of one segment of a snapshot. */
export interface SegmentMatches extends ScoredMatches {
  /** Its place in the snapshot. */
  segment: number;
}

/** The groups that a page may show, and how many stand behind its position. */
export interface RankedGroups {
  /** From the first on: whoever asked takes what lies behind the offset. */
  hits: RankedHit[];
  behind: number;
}

const workAtOnce = 4096;

/** All matches of a request by groups of equal values. Groups are numbers of the snapshot's values; a match without a value is a group of its own. */
export class MatchGroups {
  private readonly numbering: FacetNumbering;
  /** Matches by group. */
  private readonly members: Uint32Array;
  /** Groups with a value. */
  private valued = 0;
  private alone = 0;

  /** @param matched all matches by segment of the snapshot */
  constructor(
    snapshot: Snapshot,
    field: string,
    matched: readonly DocList[],
    private readonly stop: StopSignal,
  ) {
    this.numbering = numberingOf(snapshot, sourceOf({ kind: 'distinct', field }, undefined), stop);
    stop.hold(this.numbering.count * Uint32Array.BYTES_PER_ELEMENT);
    this.members = tally(this.numbering, matched, stop);
    let grouped = 0;
    for (const count of this.members) {
      if (count > 0) this.valued++;
      grouped += count;
    }
    this.alone = matched.reduce((sum, { length }) => sum + length, 0) - grouped;
  }

  get count(): number {
    return this.valued + this.alone;
  }

  /**
   * The `wanted` first groups behind a position, each as its first member. What stands in front of that member among the first ones of its segment are
   * members of groups that are further in front, so as many of each segment suffice.
   */
  rank(
    matches: readonly SegmentMatches[],
    sort: readonly SortKey[],
    after: HitPosition | undefined,
    wanted: number,
  ): RankedGroups {
    const passed = new BitSet(this.numbering.count);
    const tests = matches.map((each) => after && placesBehind(each, sort, after));
    for (const [at, each] of matches.entries()) {
      const isBehind = tests[at];
      if (isBehind) this.markPassed(each, isBehind, passed);
    }
    let alone = 0;
    const candidates = matches.flatMap((each, at) => {
      const firsts = this.firstOfEach(each, sort, passed, tests[at]);
      alone += firsts.alone;
      return rankSegment(each.query, firsts.matches.found, firsts.matches.scores, sort, wanted).map((hit) => ({
        hit,
        group: this.groupOf(each.segment, each.query.reader.ordinalOf(hit.docid)),
      }));
    });
    candidates.sort((a, b) => compareHits(a.hit, b.hit, sort));
    const seen = new Set<number>();
    const hits: RankedHit[] = [];
    for (const { hit, group } of candidates) {
      if (hits.length === wanted) break;
      if (group >= 0 && seen.has(group)) continue;
      seen.add(group);
      hits.push({ ...hit, members: group < 0 ? 1 : (this.members[group] ?? 0) });
    }
    return { hits, behind: alone + this.valuedWithout(passed) };
  }

  /** Marks the groups that have a member at the position or in front of it. */
  private markPassed(
    { segment, found: { docs, length } }: SegmentMatches,
    isBehind: (doc: number, place: number) => boolean,
    passed: BitSet,
  ): void {
    for (let place = 0; place < length; place++) {
      if (place % workAtOnce === 0) this.stop.check(workAtOnce);
      const doc = docs[place] ?? 0;
      const group = this.groupOf(segment, doc);
      if (group >= 0 && !passed.has(group) && !isBehind(doc, place)) passed.add(group);
    }
  }

  /** The first member that each group has in a segment, and how many of them are groups of their own. */
  private firstOfEach(
    matches: SegmentMatches,
    sort: readonly SortKey[],
    passed: BitSet,
    isBehind: ((doc: number, place: number) => boolean) | undefined,
  ): { matches: ScoredMatches; alone: number } {
    const { docs, length } = matches.found;
    const column = this.numbering.segments[matches.segment];
    const isBefore = orderPlaces(matches, sort);
    const firsts = new Int32Array(column?.ownCount ?? 0).fill(-1);
    this.stop.hold(firsts.byteLength);
    for (let place = 0; place < length; place++) {
      if (place % workAtOnce === 0) this.stop.check(workAtOnce);
      const own = ownCode(column, docs[place] ?? 0);
      if (own < 0 || passed.has(column?.map[own] ?? 0)) continue;
      const first = firsts[own] ?? -1;
      if (first < 0 || isBefore(place, first)) firsts[own] = place;
    }
    let alone = 0;
    const kept = keepPlaces(matches, (doc, place) => {
      const own = ownCode(column, doc);
      if (own >= 0) return firsts[own] === place;
      if (isBehind && !isBehind(doc, place)) return false;
      alone++;
      return true;
    });
    this.stop.hold(-firsts.byteLength);
    return { matches: kept, alone };
  }

  private groupOf(segment: number, doc: number): number {
    const column = this.numbering.segments[segment];
    const own = ownCode(column, doc);
    return own < 0 ? -1 : (column?.map[own] ?? -1);
  }

  private valuedWithout(passed: BitSet): number {
    let count = 0;
    for (let group = 0; group < this.members.length; group++)
      if ((this.members[group] ?? 0) > 0 && !passed.has(group)) count++;
    return count;
  }
}

/** Code of a document's value in its segment; -1 without one. */
function ownCode(column: NumberedColumn | undefined, doc: number): number {
  if (!column) return -1;
  const { codes, offsets, ownCount } = column;
  if (offsets && offsets[doc] === offsets[doc + 1]) return -1;
  const code = codes[offsets ? (offsets[doc] ?? 0) : doc] ?? ownCount;
  return code < ownCount ? code : -1;
}
