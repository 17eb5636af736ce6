import type { IndexThreads } from './index-threads.js';
import type { DocidRange, StoredDocuments } from './stored-documents.js';

/** Stored documents that a thread takes before all that were built are put down: what an interrupted run loses. */
const partDocuments = 1 << 15;
/** Documents that are sent together. */
const packetDocuments = 64;

/**
 * Has stored documents indexed, from the beginning of a range on: the next part of it in each thread, so that the docids of segments never overlap.
 * @param left about how many documents the range holds
 * @returns how many were given, and the last docid of them; none once the range is used up
 */
export async function giveParts(
  threads: IndexThreads,
  stored: StoredDocuments,
  range: DocidRange,
  left: number,
): Promise<{ added: number; last: number }> {
  const size = Math.max(1, Math.min(partDocuments, Math.ceil(left / threads.count)));
  const parts = stored.cut(range, threads.count, size);
  let last = range.after;
  let added = 0;
  for (let isMore = true; isMore;) {
    isMore = false;
    for (const [place, part] of parts.entries()) {
      const documents = stored.read(part, packetDocuments);
      const end = documents.at(-1)?.docid;
      if (end === undefined) continue;
      part.after = end;
      last = Math.max(last, end);
      added += documents.length;
      isMore = true;
      await threads.giveStored(place, documents);
    }
  }
  return { added, last };
}
