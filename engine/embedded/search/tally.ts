import type { DocList } from './doc-set.js';
import type { FacetColumn } from './facet-column.js';
import type { FacetNumbering, NumberedColumn } from './facet-numbering.js';
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
    const own = countOwn(column, list);
    for (let code = 0; code < ownCount; code++) {
      const records = own[code] as number;
      if (records > 0) totals[map[code] as number]! += records;
    }
  }
  return totals;
}

/** Matching records by the segment's own codes; numbers behind those have no meaning. */
function countOwn(column: NumberedColumn, list: DocList): Uint32Array {
  const { ownCount, offsets, missing, codes } = column;
  const documents = offsets ? offsets.length - 1 : codes.length;
  // The code of no value is counted too, where it is small enough, and left out afterwards: no comparison per document.
  const own = new Uint32Array(Math.max(ownCount, offsets || missing > 0xffff ? 0 : missing + 1));
  if (suitsBits(column, ownCount, list)) tallyBits(column, ownCount, list, own);
  else if (2 * list.length > documents) subtractOthers(column, list, documents, own);
  else tallySegment(column, list, own);
  return own;
}

/** Counts of all documents of a segment; kept as long as the column. */
const wholeCounts = new WeakMap<object, Uint32Array>();

/** Where most documents match, those that do not are fewer to count. */
function subtractOthers(column: NumberedColumn, list: DocList, documents: number, own: Uint32Array): void {
  let whole = wholeCounts.get(column.codes);
  if (!whole) {
    whole = new Uint32Array(own.length);
    tallySegment(column, { docs: Int32Array.from({ length: documents }, (_, doc) => doc), length: documents }, whole);
    wholeCounts.set(column.codes, whole);
  }
  tallySegment(column, othersOf(list, documents), own);
  for (let code = 0; code < own.length; code++) own[code] = whole[code]! - own[code]!;
}

/** The documents of a segment that do not match, for all facets of a request. */
const othersOfMatches = new WeakMap<Int32Array, DocList>();

function othersOf(matches: DocList, documents: number): DocList {
  let others = othersOfMatches.get(matches.docs);
  if (others?.length !== documents - matches.length) {
    const docs = new Int32Array(documents - matches.length);
    let length = 0;
    let next = 0;
    for (let doc = 0; doc < documents; doc++) {
      if (next < matches.length && matches.docs[next] === doc) next++;
      else docs[length++] = doc;
    }
    others = { docs, length };
    othersOfMatches.set(matches.docs, others);
  }
  return others;
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
