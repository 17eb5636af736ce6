/** What the policy needs to know of a segment. */
export interface SegmentSize {
  documents: number;
  dead: number;
  tokens: number;
}

/** Chooses neighbours [start, end) to merge; undefined for none. */
export type MergePolicy = (segments: readonly SegmentSize[]) => { start: number; end: number } | undefined;

const smallestLevel = 100_000;
const segmentsPerMerge = 8;
const mostSegmentsPerMerge = 16;
const mostTokens = 800_000_000;
const deadShare = 0.3;
/** Segments that lie still when their sizes are of no help. */
const mostAtRest = 30;

function liveTokens({ documents, dead, tokens }: SegmentSize): number {
  return documents === 0 ? 0 : tokens * ((documents - dead) / documents);
}

/** Size class: each level is eight times the one below. */
export function levelOf(size: SegmentSize): number {
  return Math.max(0, Math.floor(Math.log(Math.max(liveTokens(size), 1) / smallestLevel) / Math.log(8)) + 1);
}

/**
 * Next merge, as a range [start, end) of neighbours in docid order; undefined when nothing is worth it. A function of sizes alone:
 * - a segment that is all or more than 30 % dead is rewritten, with its small neighbours left alone
 * - else the first run of at least 8 (at most 16) neighbours of one level or below, none larger than the others together
 * - else, when small and large ones alternate so that there is no such run and more than 30 may still grow: the 8 neighbours with the fewest tokens
 */
export function chooseMerge(segments: readonly SegmentSize[]): { start: number; end: number } | undefined {
  const wasted = segments.findIndex(({ documents, dead }) => dead > documents * deadShare);
  if (wasted >= 0) return { start: wasted, end: wasted + 1 };
  const levels = segments.map(levelOf);
  for (let level = 0; level <= Math.max(0, ...levels); level++) {
    let start = 0;
    while (start < segments.length) {
      let end = start;
      let total = 0;
      while (end < segments.length && end - start < mostSegmentsPerMerge && (levels[end] ?? 0) <= level) {
        const tokens = liveTokens(segments[end] ?? { documents: 0, dead: 0, tokens: 0 });
        if (total + tokens > mostTokens) break;
        total += tokens;
        end++;
      }
      const largest = Math.max(0, ...segments.slice(start, end).map(liveTokens));
      if (end - start >= segmentsPerMerge && largest <= Math.max(total - largest, smallestLevel)) return { start, end };
      start = Math.max(end, start + 1);
    }
  }
  // The largest are as large as they may become.
  const growing = segments.filter((segment) => liveTokens(segment) * segmentsPerMerge <= mostTokens).length;
  return growing > mostAtRest ? lightestRun(segments) : undefined;
}

function lightestRun(segments: readonly SegmentSize[]): { start: number; end: number } | undefined {
  const tokens = segments.map(liveTokens);
  let lightest: { start: number; end: number } | undefined;
  let least = mostTokens;
  for (let start = 0; start + segmentsPerMerge <= tokens.length; start++) {
    const end = start + segmentsPerMerge;
    const total = tokens.slice(start, end).reduce((sum, each) => sum + each, 0);
    if (total > least) continue;
    least = total;
    lightest = { start, end };
  }
  return lightest;
}
