import type { TermWalk } from './term-walk.js';
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
  /** New number by old one of the words met so far; -1 for those whose documents are all dead. */
  words: Int32Array;
  wordCount: number;
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
    words: new Int32Array(1024),
    wordCount: 0,
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

/** Notes the new number of the source's next word. */
export function noteWord(source: MergeSource, number: number): void {
  if (source.wordCount === source.words.length) {
    const grown = new Int32Array(source.words.length * 2);
    grown.set(source.words);
    source.words = grown;
  }
  source.words[source.wordCount++] = number;
}
