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

/** Largest first, ties by code. */
function selectLargest(counts: Uint32Array, size: number): Selection {
  let filled = 0;
  let floor = 1;
  let kept: number[] = [];
  const cut = (): void => {
    kept.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
    if (kept.length > size) kept = kept.slice(0, size);
    // What comes later stands after an equal count.
    if (kept.length === size) floor = (counts[kept.at(-1) ?? 0] ?? 0) + 1;
  };
  for (let code = 0; code < counts.length; code++) {
    const count = counts[code] as number;
    if (count === 0) continue;
    filled++;
    if (count < floor) continue;
    kept.push(code);
    if (kept.length >= size * 2 + 16) cut();
  }
  cut();
  return { codes: kept, others: filled - kept.length };
}
