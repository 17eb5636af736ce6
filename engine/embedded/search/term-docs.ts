import type { TermEntry } from '../index/dictionary-reader.js';
import { PostingsReader } from '../index/postings-reader.js';
import type { PostingsSource } from '../index/postings-source.js';
import type { SegmentReader } from '../index/segment-reader.js';
import type { DocList } from './doc-set.js';
import type { StopSignal } from './query-context.js';

/** Matches of a text leaf, with what ranking needs. */
export interface TextMatches extends DocList {
  /** Occurrences by place in `docs`; absent when all count as one. */
  frequencies?: Int32Array;
  /** Fields in which the term stands, by place in `docs`; absent when not needed. */
  masks?: Int32Array;
}

/** Calls `visit` for each block of `within` documents that the postings may hold, as index ranges in both. */
export type BlockVisitor = (reader: PostingsReader, index: number) => void;

/** Walks the documents that are in the postings and, if given, in `within`. */
export function eachPosting(
  postings: PostingsReader,
  within: DocList | undefined,
  stop: StopSignal,
  visit: BlockVisitor,
): void {
  if (!within) {
    for (let block = 0; block < postings.blockCount; block++) {
      postings.load(block);
      stop.check(postings.filled);
      for (let index = 0; index < postings.filled; index++) visit(postings, index);
    }
    return;
  }
  const { docs, length } = within;
  let at = 0;
  let block = 0;
  while (at < length) {
    block = postings.findBlock(docs[at] ?? 0, block);
    if (block >= postings.blockCount) return;
    postings.load(block);
    stop.check(postings.filled);
    const found = postings.docs;
    const { filled } = postings;
    let index = 0;
    while (at < length && index < filled) {
      const wanted = docs[at] ?? 0;
      const doc = found[index] ?? 0;
      if (doc < wanted) index++;
      else {
        if (doc === wanted) {
          visit(postings, index);
          index++;
        }
        at++;
      }
    }
    block++;
    if (block >= postings.blockCount) return;
  }
}

/** Terms are read one after another: one reader does for all whose walk ends before the next begins. */
const oneTerm = new PostingsReader();

/** Documents that hold one key in one of the `wanted` fields. */
export function matchEntry(
  source: PostingsSource,
  wanted: number,
  within: DocList | undefined,
  forScores: boolean,
  stop: StopSignal,
): TextMatches {
  const postings = oneTerm.open(source);
  const capacity = within ? Math.min(within.length, source.count) : source.count;
  const docs = new Int32Array(capacity);
  const masks = forScores ? new Int32Array(capacity) : undefined;
  const frequencies = forScores ? new Int32Array(capacity) : undefined;
  let length = 0;
  if (within) {
    length = intersect(postings, within, wanted, docs, masks, frequencies, stop);
    return { docs, length, masks, frequencies };
  }
  for (let block = 0; block < postings.blockCount; block++) {
    postings.load(block);
    postings.loadMasks();
    if (forScores) postings.loadFrequencies();
    stop.check(postings.filled);
    const { filled } = postings;
    const blockDocs = postings.docs;
    const blockMasks = postings.masks;
    const blockFrequencies = postings.frequencies;
    for (let index = 0; index < filled; index++) {
      const mask = (blockMasks[index] ?? 0) & wanted;
      if (mask === 0) continue;
      if (masks && frequencies) {
        masks[length] = mask;
        frequencies[length] = blockFrequencies[index] ?? 1;
      }
      docs[length++] = blockDocs[index] ?? 0;
    }
  }
  return { docs, length, masks, frequencies };
}

/** Fills the arrays with the postings in `within` that stand in a wanted field; returns their number. The hottest loop of a conjunction: no calls. */
function intersect(
  postings: PostingsReader,
  within: DocList,
  wanted: number,
  docs: Int32Array,
  masks: Int32Array | undefined,
  frequencies: Int32Array | undefined,
  stop: StopSignal,
): number {
  const { docs: left, length: leftLength } = within;
  const { docs: right, masks: rightMasks, frequencies: rightFrequencies } = postings;
  let length = 0;
  let at = 0;
  for (let block = 0; at < leftLength; block++) {
    block = postings.findBlock(left[at] ?? 0, block);
    if (block >= postings.blockCount) break;
    postings.load(block);
    postings.loadMasks();
    if (frequencies) postings.loadFrequencies();
    const { filled } = postings;
    stop.check(filled);
    let index = 0;
    let doc = left[at] ?? 0;
    while (index < filled) {
      const found = right[index] ?? 0;
      if (found < doc) {
        index++;
        continue;
      }
      if (found === doc) {
        const mask = (rightMasks[index] ?? 0) & wanted;
        if (mask !== 0) {
          if (masks && frequencies) {
            masks[length] = mask;
            frequencies[length] = rightFrequencies[index] ?? 1;
          }
          docs[length++] = doc;
        }
        index++;
      }
      if (++at === leftLength) break;
      doc = left[at] ?? 0;
    }
    if (block + 1 >= postings.blockCount) break;
  }
  return length;
}

/** Documents of one key without positions. */
export function plainDocs(
  segment: SegmentReader,
  entry: TermEntry,
  within: DocList | undefined,
  stop: StopSignal,
): DocList {
  const postings = oneTerm.open(segment.postings(entry));
  const docs = new Int32Array(within ? Math.min(within.length, entry.documentFrequency) : entry.documentFrequency);
  let length = 0;
  if (within) {
    eachPosting(postings, within, stop, (reader, index) => {
      docs[length++] = reader.docs[index] ?? 0;
    });
    return { docs, length };
  }
  for (let block = 0; block < postings.blockCount; block++) {
    postings.load(block);
    stop.check(postings.filled);
    docs.set(
      postings.filled === postings.docs.length ? postings.docs : postings.docs.subarray(0, postings.filled),
      length,
    );
    length += postings.filled;
  }
  return { docs, length };
}
