import type { DocList } from './doc-set.js';
import type { FacetColumn } from './facet-column.js';
import type { FacetNumbering } from './facet-numbering.js';
import type { StopSignal } from './query-context.js';
import { suitsBits, tallyBits } from './tally-bits.js';

/** Matching records per bucket. @param found matches by segment of the numbering's snapshot */
export function tally({ count, segments }: FacetNumbering, found: readonly DocList[], stop: StopSignal): Uint32Array {
  const totals = new Uint32Array(count);
  for (const [segment, column] of segments.entries()) {
    const list = found[segment];
    if (!column || !list || list.length === 0) continue;
    stop.check(list.length);
    const { ownCount, map } = column;
    if (column.offsets && ownCount === count) {
      // The segment has every bucket, so its codes are those of the snapshot.
      tallySegment(column, list, totals);
      continue;
    }
    // The code of no value is counted too, where it is small enough, and left out afterwards: no comparison per document.
    const own = new Uint32Array(Math.max(ownCount, column.offsets || column.missing > 0xffff ? 0 : column.missing + 1));
    if (suitsBits(column, ownCount, list)) tallyBits(column, ownCount, list, own);
    else tallySegment(column, list, own);
    for (let code = 0; code < ownCount; code++) {
      const records = own[code] as number;
      if (records > 0) totals[map[code] as number]! += records;
    }
  }
  return totals;
}

// Indexes below are inside their arrays by construction of the columns; `??` on each would double the time.
function tallySegment({ codes, offsets, missing }: FacetColumn, { docs, length }: DocList, own: Uint32Array): void {
  if (offsets) {
    for (let place = 0; place < length; place++) {
      const doc = docs[place]!;
      const end = offsets[doc + 1]!;
      let index = offsets[doc]!;
      // Most have one or two: the end of a loop is guessed wrong at each of them, which costs a quarter of the time.
      if (index === end) continue;
      own[codes[index]!]!++;
      if (++index === end) continue;
      own[codes[index]!]!++;
      while (++index < end) own[codes[index]!]!++;
    }
  } else if (missing <= 0xffff) {
    for (let place = 0; place < length; place++) own[codes[docs[place]!]!]!++;
  } else {
    for (let place = 0; place < length; place++) {
      const code = codes[docs[place]!]!;
      if (code !== missing) own[code]!++;
    }
  }
}

/** Counts of several facets inside chosen buckets of another: row after row of `inner.count` numbers, one row per chosen bucket. */
export function tallyWithin(
  outer: FacetNumbering,
  rows: readonly number[],
  inner: FacetNumbering,
  found: readonly DocList[],
  stop: StopSignal,
): Uint32Array {
  const totals = new Uint32Array(rows.length * inner.count);
  const rowOf = new Int32Array(outer.count).fill(-1);
  rows.forEach((code, row) => (rowOf[code] = row * inner.count));
  for (const [segment, list] of found.entries()) {
    const [left, right] = [outer.segments[segment], inner.segments[segment]];
    if (!left || !right || list.length === 0) continue;
    const startOf = Int32Array.from(left.map, (code) => rowOf[code]!);
    for (let place = 0; place < list.length; place++) {
      if (place % 4096 === 0) stop.check(4096);
      const doc = list.docs[place]!;
      const leftEnd = left.offsets ? left.offsets[doc + 1]! : doc + 1;
      for (let at = left.offsets ? left.offsets[doc]! : doc; at < leftEnd; at++) {
        const code = left.codes[at]!;
        const start = code < left.ownCount ? startOf[code]! : -1;
        if (start < 0) continue;
        const rightEnd = right.offsets ? right.offsets[doc + 1]! : doc + 1;
        for (let index = right.offsets ? right.offsets[doc]! : doc; index < rightEnd; index++) {
          const value = right.codes[index]!;
          if (value < right.ownCount) totals[start + right.map[value]!]!++;
        }
      }
    }
  }
  return totals;
}
