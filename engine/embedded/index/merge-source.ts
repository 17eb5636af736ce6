import type { TermWalk } from './dictionary-reader.js';
import { SegmentReader } from './segment-reader.js';
import type { SegmentSummary } from './segment-writer.js';
import { SequentialBytes } from './sequential-bytes.js';

/** One source of a merge. */
export interface MergeSource {
  reader: SegmentReader;
  walk: TermWalk;
  isDone: boolean;
  /** New ordinal by old one; -1 for the dead. */
  ordinals: Int32Array;
  isWhole: boolean;
  postings: SequentialBytes;
  positions: SequentialBytes;
  /** New code by old one, by column name. */
  codes: Map<string, Int32Array>;
}

export function openSource(folder: string, summary: SegmentSummary): MergeSource {
  const reader = new SegmentReader(folder, summary);
  const walk = reader.dictionary.walkAll();
  return {
    reader,
    walk,
    isDone: !walk.next(),
    ordinals: new Int32Array(reader.documents),
    isWhole: true,
    postings: new SequentialBytes((offset, length) => reader.readPostings(offset, length), summary.files.postings.size),
    positions: new SequentialBytes(
      (offset, length) => reader.readPositions(offset, length),
      summary.files.positions.size,
    ),
    codes: new Map(),
  };
}

/** Visits the documents that the merge keeps, in their new order. */
export function eachLive(
  sources: MergeSource[],
  visit: (source: MergeSource, doc: number, target: number) => void,
): void {
  for (const source of sources)
    for (let doc = 0; doc < source.reader.documents; doc++) {
      const target = source.ordinals[doc] ?? -1;
      if (target >= 0) visit(source, doc, target);
    }
}
