import { analyzeText, porterStem } from '../../../mappings/analyze.js';
import { matchesPattern } from '../../../query/match-pattern.js';
import type { PhraseElement } from '../../../query/tree.js';
import { ideographSeparator, namespaces } from '../index/term-key.js';
import { BytePattern } from './byte-pattern.js';

/** How a phrase is put together from keys, independent of any segment. */
export type SlotPlan = { offset: number } & (
  | { kind: 'key'; key: string; isHint?: boolean }
  | { kind: 'keys'; ranges: KeyRange[]; suffix?: BytePattern; written: string }
  | { kind: 'any' }
);

/** Keys that start with `prefix` and are wanted. */
interface KeyRange {
  prefix: string;
  isWanted?: (key: Uint8Array, length: number) => boolean;
}

function isIdeograph(term: string): boolean {
  const tokens = analyzeText(term);
  return tokens.length === 1 && tokens[0]?.isIdeograph === true && tokens[0].term === term;
}

/** Shared beginning of all words with this stem: Porter's rules change no more than the last two letters of what they leave. */
function stemRoot(stem: string): string {
  return stem.slice(0, Math.max(1, stem.length - 2));
}

/**
 * Plans the keys of a phrase. Neighbouring ideographs share a key (term-key.ts), so a run of them is covered by every second pair, and the pairs
 * between are hints; an ideograph before a word is the key without neighbour; one at the end, or before something truncated, is the range of all its
 * keys.
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
    const pair = (at: number, isHint = false): void => {
      const key = namespaces.ideograph + termAt(at) + ideographSeparator + termAt(at + 1);
      plans.push({ kind: 'key', key, offset: at, isHint });
    };
    let at = offset;
    for (; at + 1 < end; at += 2) pair(at);
    if (at < end) {
      const next = elements[end];
      const alone = namespaces.ideograph + termAt(at) + ideographSeparator;
      if (next?.kind === 'term') plans.push({ kind: 'key', key: alone, offset: at });
      // An odd run ends with the pair that overlaps, unless it is one ideograph alone.
      else if (at > offset) pair(at - 1);
      else plans.push({ kind: 'keys', ranges: [{ prefix: alone }], written: termAt(at), offset: at });
    }
    for (let between = offset + 1; between + 2 < end; between += 2) pair(between, true);
    offset = end;
  }
  return plans;
}

const decoder = new TextDecoder();

function planElement(element: PhraseElement, offset: number): SlotPlan {
  switch (element.kind) {
    case 'term':
      return { kind: 'key', key: namespaces.word + element.term, offset };
    case 'prefix': {
      const ranges = [namespaces.word, namespaces.ideograph].map((namespace) => ({
        prefix: namespace + element.prefix,
      }));
      return { kind: 'keys', ranges, written: `${element.prefix}*`, offset };
    }
    case 'stem': {
      const ranges: KeyRange[] = [
        {
          prefix: namespaces.word + stemRoot(element.stem),
          isWanted: (key, length) => porterStem(decoder.decode(key.subarray(1, length))) === element.stem,
        },
      ];
      // An ideograph is its own stem.
      if (isIdeograph(element.stem)) ranges.push({ prefix: namespaces.ideograph + element.stem + ideographSeparator });
      return { kind: 'keys', ranges, written: `stem:${element.stem}`, offset };
    }
    case 'pattern':
      return planPattern(element.pattern, offset);
    case 'any':
      return { kind: 'any', offset };
  }
}

function planPattern(written: string, offset: number): SlotPlan {
  const pattern = new BytePattern(written);
  const { head, tail, literals } = pattern;
  const ranges: KeyRange[] = [];
  const isBySuffix = head === '' && tail !== '';
  if (!isBySuffix)
    ranges.push({
      prefix: namespaces.word + head,
      isWanted: (key, length) => pattern.matches(key, 1, length),
    });
  // A term of one ideograph.
  const [only = ''] = literals;
  if (literals.length < 2 && matchesPattern(written, only || 'x'))
    ranges.push({ prefix: namespaces.ideograph + (only ? only + ideographSeparator : '') });
  return { kind: 'keys', ranges, suffix: isBySuffix ? pattern : undefined, written, offset };
}
