import { fieldShift } from '../index/positions.js';
import type { DocList } from './doc-set.js';
import type { OccurrenceFinder } from './occurrences.js';
import type { StopSignal } from './query-context.js';
import type { TextMatches } from './term-docs.js';

/** Bytes of positions that are gathered at once, about; documents are taken in runs of this. */
const gatheredAtOnce = 1 << 23;
const shortestRun = 256;
const everyField = -1;

/** Runs of candidates, each with its positions ready to be read and the fields that may hold an occurrence. */
function* runsOf(
  finder: OccurrenceFinder,
  { docs, length }: DocList,
  stop: StopSignal,
): Generator<DocList & { fields: Int32Array }> {
  const runs = Math.max(1, Math.ceil(finder.gathered / gatheredAtOnce));
  const size = Math.max(shortestRun, Math.ceil(length / runs));
  for (let start = 0; start < length; start += size) {
    const run = { docs: docs.subarray(start, Math.min(length, start + size)), length: Math.min(size, length - start) };
    stop.check(run.length);
    const fields = new Int32Array(run.length).fill(everyField);
    finder.prepare(run, fields);
    yield { ...run, fields };
  }
}

/** Documents of `within` that hold an occurrence; with `forScores` how many begin in each, and in which fields. */
export function matchOccurrences(
  finder: OccurrenceFinder,
  within: DocList | undefined,
  forScores: boolean,
  stop: StopSignal,
): TextMatches {
  const candidates = finder.candidates(within);
  const docs = new Int32Array(candidates.length);
  const frequencies = forScores ? new Int32Array(candidates.length) : undefined;
  const masks = forScores ? new Int32Array(candidates.length) : undefined;
  let length = 0;
  for (const run of runsOf(finder, candidates, stop))
    for (let place = 0; place < run.length; place++) {
      const fields = run.fields[place] ?? 0;
      if (fields === 0) continue;
      const doc = run.docs[place] ?? 0;
      stop.check(4);
      if (!frequencies || !masks) {
        if (finder.exists(place, fields)) docs[length++] = doc;
        continue;
      }
      const begins = finder.begins(place, fields);
      if (begins.length === 0) continue;
      let mask = 0;
      for (let index = 0; index < begins.length; index++) mask |= 1 << ((begins.values[index] ?? 0) >>> fieldShift);
      frequencies[length] = begins.length;
      masks[length] = mask;
      docs[length++] = doc;
    }
  return { docs, length, frequencies, masks };
}

/** Documents of `within` in which between `from` and `to` occurrences begin, one at least. */
export function countOccurrences(
  finder: OccurrenceFinder,
  { from, to }: { from: number; to: number },
  within: DocList | undefined,
  stop: StopSignal,
): { matches: TextMatches; others: DocList } {
  const all = matchOccurrences(finder, within, true, stop);
  const { frequencies, masks } = all;
  const others = { docs: new Int32Array(all.length), length: 0 };
  let length = 0;
  for (let place = 0; place < all.length; place++) {
    const frequency = frequencies?.[place] ?? 0;
    const doc = all.docs[place] ?? 0;
    if (frequency < from || frequency > to) {
      others.docs[others.length++] = doc;
      continue;
    }
    if (frequencies && masks) {
      frequencies[length] = frequency;
      masks[length] = masks[place] ?? 0;
    }
    all.docs[length++] = doc;
  }
  return { matches: { ...all, length }, others };
}
