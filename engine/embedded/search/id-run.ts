import type { IsoDate } from '../../../domain/text.js';
import type { CheckedNode } from '../../../query/tree.js';
import { compareBytes } from '../index/dictionary-reader.js';
import type { TermWalk } from '../index/term-walk.js';
import { namespaces } from '../index/term-key.js';
import type { StopSignal } from './query-context.js';
import { openFrame } from './run-search.js';
import { SegmentQuery } from './segment-query.js';
import type { Snapshot } from './snapshot.js';

/** A run of matching ids in UTF-8 byte order. */
export interface IdRun {
  ids: string[];
  /** No match follows. */
  isLast: boolean;
}

/** Ids of one run of a scan: large enough that evaluating the query again for each is small beside reading the ids. */
export const idsAtOnce = 20_000;

export interface IdRequest {
  query: CheckedNode;
  asOf?: IsoDate;
  /** Only ids behind this one. */
  after?: string;
  limit: number;
}

/** Matches of one segment by rank of their ids, read one after the other. */
interface Source {
  ranks: Int32Array;
  next: number;
  walk: TermWalk;
}

/** The first `limit` ids of the matches behind `after`: segments are merged by id, and of each only the ids that are needed are read. */
export function runIds(snapshot: Snapshot, { query, asOf, after, limit }: IdRequest, stop: StopSignal): IdRun {
  const frame = openFrame(snapshot, asOf, false, stop);
  /** By the id they stand on, the least last. */
  const sources: Source[] = [];
  const isBefore = (a: Source, b: Source): boolean =>
    compareBytes(a.walk.key, 1, a.walk.keyLength, b.walk.key.subarray(1), b.walk.keyLength - 1) < 0;
  const place = (source: Source): void => {
    let at = sources.length;
    sources.push(source);
    for (; at > 0; at--) {
      const before = sources[at - 1];
      if (!before || !isBefore(before, source)) break;
      sources[at] = before;
    }
    sources[at] = source;
  };
  for (const segment of snapshot.segments) {
    const { reader } = segment;
    const { docs, length } = new SegmentQuery(segment, frame).run(query);
    const least = after === undefined ? 0 : reader.dictionary.rankOf(`${namespaces.id}${after}\0`);
    const ranks = ranksFrom(reader.ranks.values, docs.subarray(0, length), least);
    stop.check(length);
    const [first] = ranks;
    if (first !== undefined) place({ ranks, next: 1, walk: reader.dictionary.walkFrom(first) });
  }
  const ids: string[] = [];
  while (ids.length < limit) {
    const source = sources.pop();
    if (!source) break;
    stop.check();
    ids.push(source.walk.text(1));
    const rank = source.ranks[source.next++];
    if (rank === undefined) continue;
    while (source.walk.ordinal < rank && source.walk.next());
    place(source);
  }
  return { ids, isLast: sources.length === 0 };
}

/** Ranks of documents from `least` on, ascending. */
function ranksFrom(ranks: ArrayLike<number>, docs: Int32Array, least: number): Int32Array {
  const found = new Int32Array(docs.length);
  let count = 0;
  for (const doc of docs) {
    const rank = ranks[doc] ?? 0;
    if (rank >= least) found[count++] = rank;
  }
  return found.subarray(0, count).sort();
}
