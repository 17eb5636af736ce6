import type { FacetResult } from '../../engine.js';
import type { Column } from '../index/columns.js';
import type { SegmentReader } from '../index/segment-reader.js';
import { compareUtf8 } from '../index/term-key.js';
import type { DocList } from './doc-set.js';
import { type GlobalCodes, localCode } from './global-codes.js';

/** The field of a terms facet whose column holds codes of keys. */
export interface CodedField {
  code: string;
  number: number;
  namespace: 'value' | 'symbol';
}

/**
 * Terms facet over a coded field: most frequent first, ties by folded value; a bucket shows its smallest spelling among the segments with matches.
 * @param matched in the order of the segments that `codes` was made from
 */
export function countCodes(
  matched: readonly { reader: SegmentReader; found: DocList }[],
  field: CodedField,
  codes: GlobalCodes,
  size: number,
): FacetResult {
  const totals = new Uint32Array(codes.count);
  const own = matched.map(({ reader, found }, segment) => {
    const column = found.length === 0 ? undefined : reader.columns.column(field.code);
    const map = codes.maps[segment];
    if (!column || !map) return undefined;
    const counts = countColumn(column, found, map.length);
    for (let code = 0; code < counts.length; code++) {
      const count = counts[code] ?? 0;
      if (count > 0) totals[map[code] ?? 0] = (totals[map[code] ?? 0] ?? 0) + count;
    }
    return counts;
  });
  const { places, filled } = largest(totals, size);
  return {
    buckets: places.map((code) => ({
      value: smallestSpelling(matched, field, codes, own, code),
      count: totals[code] ?? 0,
    })),
    otherBuckets: Math.max(0, filled - size),
    exact: true,
  };
}

/** Records per code. The codes of one record are distinct. */
function countColumn({ values, offsets, missing }: Column, { docs, length }: DocList, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  if (!offsets) {
    for (let place = 0; place < length; place++) {
      const value = values[docs[place] ?? 0] ?? missing;
      if (value !== missing) counts[value] = (counts[value] ?? 0) + 1;
    }
    return counts;
  }
  for (let place = 0; place < length; place++) {
    const doc = docs[place] ?? 0;
    const end = offsets[doc + 1] ?? 0;
    for (let index = offsets[doc] ?? 0; index < end; index++) {
      const value = values[index] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
    }
  }
  return counts;
}

/** Places of the `size` largest counts, largest first, ties by place; and the number of counts above zero. */
function largest(counts: Uint32Array, size: number): { places: number[]; filled: number } {
  let filled = 0;
  let floor = 1;
  let kept: number[] = [];
  const cut = (): void => {
    kept.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
    if (kept.length > size) kept = kept.slice(0, size);
    // What comes later stands after an equal count.
    if (kept.length === size) floor = (counts[kept.at(-1) ?? 0] ?? 0) + 1;
  };
  for (let place = 0; place < counts.length; place++) {
    const count = counts[place] ?? 0;
    if (count === 0) continue;
    filled++;
    if (count < floor) continue;
    kept.push(place);
    if (kept.length >= size * 2 + 16) cut();
  }
  cut();
  return { places: kept, filled };
}

function smallestSpelling(
  matched: readonly { reader: SegmentReader }[],
  { number, namespace }: CodedField,
  { maps }: GlobalCodes,
  own: readonly (Uint32Array | undefined)[],
  code: number,
): string {
  let smallest: string | undefined;
  for (const [segment, { reader }] of matched.entries()) {
    const local = localCode(maps[segment] ?? new Int32Array(), code);
    if (local < 0 || !own[segment]?.[local]) continue;
    const spelling = reader.dictionary.spellingOf(reader.keyRange(namespace, number).first + local, 2);
    if (smallest === undefined || compareUtf8(spelling, smallest) < 0) smallest = spelling;
  }
  return smallest ?? '';
}
