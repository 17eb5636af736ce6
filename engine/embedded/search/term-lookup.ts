import { analyzeText, porterStem } from '../../../mappings/analyze.js';
import type { PhraseElement } from '../../../query/tree.js';
import type { TermEntry } from '../index/dictionary-reader.js';
import type { SegmentReader } from '../index/segment-reader.js';
import { ideographSeparator, namespaces } from '../index/term-key.js';
import { refuseKind } from './not-yet.js';
import type { StopSignal } from './query-context.js';

/** One thing that must stand at `offset` positions after the start of the phrase: any of these keys. */
export interface Slot {
  offset: number;
  entries: TermEntry[];
  /** A single key, that can be ranked by its rarity; a truncated word cannot. */
  isPlain: boolean;
}

/** How a phrase is put together from keys, independent of any segment. */
export type SlotPlan = { offset: number } & (
  | { kind: 'key'; key: string }
  | { kind: 'range'; prefixes: string[]; isWanted?: (text: string) => boolean; words?: string[] }
);

function isIdeograph(term: string): boolean {
  const tokens = analyzeText(term);
  return tokens.length === 1 && tokens[0]?.isIdeograph === true && tokens[0].term === term;
}

/** Shared beginning of all words with this stem: Porter's rules change no more than the last two letters of what they leave. */
function stemRoot(stem: string): string {
  return stem.slice(0, Math.max(1, stem.length - 2));
}

/**
 * Plans the keys of a phrase. Neighbouring ideographs share a key (term-key.ts), so a run of them is covered by every second pair; an ideograph
 * before a word is the key without neighbour; one at the end, or before something truncated, is the range of all its keys.
 */
export function planSlots(elements: readonly PhraseElement[]): SlotPlan[] {
  const plans: SlotPlan[] = [];
  const ideographs = elements.map((element) => element.kind === 'term' && isIdeograph(element.term));
  const termAt = (index: number): string => {
    const element = elements[index];
    return element?.kind === 'term' ? element.term : '';
  };
  let offset = 0;
  while (offset < elements.length) {
    const element = elements[offset];
    if (!element) break;
    if (!ideographs[offset]) {
      plans.push(planElement(element, offset));
      offset++;
      continue;
    }
    let end = offset;
    while (ideographs[end]) end++;
    const pair = (at: number): void => {
      const key = namespaces.ideograph + termAt(at) + ideographSeparator + termAt(at + 1);
      plans.push({ kind: 'key', key, offset: at });
    };
    let at = offset;
    for (; at + 1 < end; at += 2) pair(at);
    if (at < end) {
      const next = elements[end];
      const alone = namespaces.ideograph + termAt(at) + ideographSeparator;
      if (next?.kind === 'term') plans.push({ kind: 'key', key: alone, offset: at });
      // An odd run ends with the pair that overlaps, unless it is one ideograph alone.
      else if (at > offset) pair(at - 1);
      else plans.push({ kind: 'range', prefixes: [alone], offset: at });
    }
    offset = end;
  }
  return plans;
}

function planElement(element: PhraseElement, offset: number): SlotPlan {
  switch (element.kind) {
    case 'term':
      return { kind: 'key', key: namespaces.word + element.term, offset };
    case 'prefix':
      return {
        kind: 'range',
        prefixes: [namespaces.word + element.prefix, namespaces.ideograph + element.prefix],
        offset,
      };
    case 'pattern':
    case 'any':
      return refuseKind(element.kind);
    case 'stem':
      return {
        kind: 'range',
        prefixes: [namespaces.word + stemRoot(element.stem)],
        isWanted: (word) => porterStem(word) === element.stem,
        // An ideograph is its own stem.
        words: isIdeograph(element.stem) ? [namespaces.ideograph + element.stem + ideographSeparator] : undefined,
        offset,
      };
  }
}

/** Looks the plan up in one segment. */
export function findSlot(reader: SegmentReader, plan: SlotPlan, stop: StopSignal): Slot {
  const { dictionary } = reader;
  if (plan.kind === 'key') {
    const entry = dictionary.find(plan.key);
    return { offset: plan.offset, entries: entry ? [entry] : [], isPlain: true };
  }
  const entries: TermEntry[] = [];
  for (const prefix of plan.prefixes) collectPrefix(reader, prefix, entries, stop, plan.isWanted);
  for (const prefix of plan.words ?? []) collectPrefix(reader, prefix, entries, stop);
  return { offset: plan.offset, entries, isPlain: false };
}

/** Appends the entries of all keys that start with `prefix`. `isWanted` sees the key without its namespace. */
export function collectPrefix(
  reader: SegmentReader,
  prefix: string,
  entries: TermEntry[],
  stop: StopSignal,
  isWanted?: (text: string) => boolean,
): void {
  const range = reader.dictionary.walkPrefix(prefix);
  while (range.next()) {
    stop.check();
    if (!isWanted || isWanted(range.walk.text(1))) entries.push(range.walk.entry());
  }
}
