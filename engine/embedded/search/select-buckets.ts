import type { BucketOrder } from '../../engine.js';

/** Buckets of a facet in the order asked for, by code. */
export interface Selection {
  codes: number[];
  /** Buckets with records that are not among them. */
  others: number;
}

/** The first `size` buckets that hold records. Codes ascend by value. */
export function selectBuckets(counts: Uint32Array, size: number, order: BucketOrder): Selection {
  return order === 'count' ? selectLargest(counts, size) : selectByValue(counts, size, order === 'value-desc');
}

function selectByValue(counts: Uint32Array, size: number, isDescending: boolean): Selection {
  const codes: number[] = [];
  let filled = 0;
  for (let place = 0; place < counts.length; place++) {
    const code = isDescending ? counts.length - 1 - place : place;
    if (counts[code] === 0) continue;
    if (filled++ < size) codes.push(code);
  }
  return { codes, others: filled - codes.length };
}

/** Above this many, sorting all is faster. */
const mostInserted = 1000;

/** Largest first, ties by code: the best so far stand in order, and few of the rest come in between. */
function selectLargest(counts: Uint32Array, size: number): Selection {
  if (size > mostInserted) {
    const { codes } = selectByValue(counts, counts.length, false);
    codes.sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b);
    return { codes: codes.slice(0, size), others: Math.max(0, codes.length - size) };
  }
  const kept: number[] = [];
  let filled = 0;
  let floor = 1;
  for (let code = 0; code < counts.length; code++) {
    const count = counts[code] as number;
    filled += count > 0 ? 1 : 0;
    if (count < floor) continue;
    kept.splice(placeOf(count, kept, counts), 0, code);
    if (kept.length > size) kept.pop();
    // What comes later stands after an equal count.
    if (kept.length === size) floor = (counts[kept[size - 1] as number] as number) + 1;
  }
  return { codes: kept, others: filled - kept.length };
}

/** Behind all that hold as many or more. */
function placeOf(count: number, kept: readonly number[], counts: Uint32Array): number {
  let low = 0;
  let high = kept.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((counts[kept[middle] as number] as number) >= count) low = middle + 1;
    else high = middle;
  }
  return low;
}
