import { compareBytes, type TermWalk } from '../index/dictionary-reader.js';
import type { SegmentReader } from '../index/segment-reader.js';
import type { StopSignal } from './query-context.js';

/**
 * One numbering of the values of a field over all segments of a snapshot, in key order, so that facets add up numbers and read the names of the few
 * buckets they show. Made once per snapshot and field.
 */
export interface GlobalCodes {
  count: number;
  /** By segment: global code by the segment's own; ascending. */
  maps: Int32Array[];
}

interface Source {
  walk: TermWalk;
  map: Int32Array;
  next: number;
}

/** Merges the keys of a field of all segments. */
export function buildGlobalCodes(
  readers: readonly SegmentReader[],
  namespace: 'value' | 'symbol',
  fieldNumber: number,
  stop: StopSignal,
): GlobalCodes {
  const maps: Int32Array[] = [];
  const sources: Source[] = [];
  for (const reader of readers) {
    const range = reader.keyRange(namespace, fieldNumber);
    const map = new Int32Array(range.count);
    maps.push(map);
    if (range.count > 0) sources.push({ walk: reader.dictionary.walkFrom(range.first), map, next: 0 });
  }
  let count = 0;
  let rest = sources;
  const equal: Source[] = [];
  while (rest.length > 0) {
    stop.check(rest.length);
    equal.length = 0;
    for (const source of rest) {
      const least = equal[0]?.walk;
      const { walk } = source;
      const order = least ? compareBytes(walk.key, 0, walk.keyLength, least.key, least.keyLength) : 0;
      if (order < 0) equal.length = 0;
      if (order <= 0) equal.push(source);
    }
    let isOver = false;
    for (const source of equal) {
      source.map[source.next++] = count;
      if (source.next === source.map.length) isOver = true;
      else source.walk.next();
    }
    if (isOver) rest = rest.filter(({ next, map }) => next < map.length);
    count++;
  }
  return { count, maps };
}

/** The segment's own code of a global one; -1 when the segment does not have the value. */
export function localCode(map: Int32Array, code: number): number {
  let low = 0;
  let high = map.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = map[middle] ?? 0;
    if (found === code) return middle;
    if (found < code) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
