import type { TermEntry } from '../index/dictionary-reader.js';
import { PostingsReader } from '../index/postings-reader.js';
import type { SegmentReader } from '../index/segment-reader.js';
import { BitSet, type DocList, noDocs } from './doc-set.js';
import type { StopSignal } from './query-context.js';

/** Neighbouring postings are read in one go up to this size. */
const longestRead = 1 << 24;

/** Opens one entry after another, reading neighbours together. */
export function eachEntry(
  segment: SegmentReader,
  entries: readonly TermEntry[],
  visit: (postings: PostingsReader, entry: TermEntry) => void,
): void {
  const postings = new PostingsReader();
  const last = entries.at(-1);
  let bytes: Uint8Array | undefined;
  let start = 0;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (!entry) continue;
    if (entry.single) {
      postings.open(segment.postings(entry));
      visit(postings, entry);
      continue;
    }
    if (!bytes || entry.postingsOffset < start || entry.postingsOffset + entry.postingsLength > start + bytes.length) {
      start = entry.postingsOffset;
      const end = last ? last.postingsOffset + last.postingsLength : start;
      bytes = segment.readPostings(start, Math.max(entry.postingsLength, Math.min(longestRead, end - start)));
    }
    const { withPositions, documentFrequency: count } = entry;
    postings.open({
      count,
      withPositions,
      bytes,
      at: entry.postingsOffset - start,
      positions: withPositions
        ? (offset, length) => segment.readPositions(entry.positionsOffset + offset, length)
        : undefined,
      positionsLength: entry.positionsLength,
    });
    visit(postings, entry);
  }
}

/** Documents that hold any of the keys, in one of the `wanted` fields where the keys are words. */
export function uniteEntries(
  segment: SegmentReader,
  entries: readonly TermEntry[],
  wanted: number,
  within: DocList | undefined,
  stop: StopSignal,
): DocList {
  if (entries.length === 0) return noDocs;
  const bits = new BitSet(segment.documents);
  const { words } = bits;
  eachEntry(segment, entries, (postings, entry) => {
    stop.check();
    const { single, withPositions } = entry;
    if (single) {
      if (!withPositions || (single.mask & wanted) !== 0) bits.add(single.doc);
      return;
    }
    for (let block = 0; block < postings.blockCount; block++) {
      postings.load(block);
      stop.check(postings.filled);
      const { docs, filled } = postings;
      if (withPositions) postings.loadMasks();
      const { masks } = postings;
      for (let index = 0; index < filled; index++) {
        if (withPositions && ((masks[index] ?? 0) & wanted) === 0) continue;
        const doc = docs[index] ?? 0;
        words[doc >>> 5] = (words[doc >>> 5] ?? 0) | (1 << (doc & 31));
      }
    }
  });
  if (!within) return bits.toList();
  const docs = new Int32Array(within.length);
  let length = 0;
  for (let index = 0; index < within.length; index++) {
    const doc = within.docs[index] ?? 0;
    if (bits.has(doc)) docs[length++] = doc;
  }
  return { docs, length };
}
