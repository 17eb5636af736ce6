import { matchesPattern } from '../../../query/match-pattern.js';
import type { TermEntry } from '../index/dictionary-reader.js';
import type { SegmentReader } from '../index/segment-reader.js';
import type { BytePattern } from './byte-pattern.js';
import type { StopSignal } from './query-context.js';
import type { SlotPlan } from './slot-plan.js';

/** One thing that must stand at `offset` positions after the start of the phrase: any of these keys. */
export interface Slot {
  offset: number;
  /** In key order, each once. */
  entries: TermEntry[];
  /** A single key, that can be ranked by its rarity; a truncated word cannot. */
  isPlain: boolean;
  /** Any word at all; no keys then. */
  isAny: boolean;
  /** Asked for documents only: its positions follow from those of the other slots. */
  isHint: boolean;
  /** Documents that hold it, at most. */
  size: number;
}

/** Looks the plan up in one segment. */
export function findSlot(reader: SegmentReader, plan: SlotPlan, stop: StopSignal): Slot {
  const { dictionary } = reader;
  const { offset } = plan;
  if (plan.kind === 'any')
    return { offset, entries: [], isPlain: false, isAny: true, isHint: false, size: reader.documents };
  const entries: TermEntry[] = [];
  if (plan.kind === 'key') {
    const entry = dictionary.find(plan.key);
    if (entry) entries.push(entry);
  } else {
    if (plan.suffix) collectSuffix(reader, plan.suffix, entries, stop);
    for (const { prefix, isWanted } of plan.ranges)
      collectPrefix(reader, prefix, plan.written, entries, stop, isWanted);
  }
  const isPlain = plan.kind === 'key';
  return { offset, entries, isPlain, isAny: false, isHint: isPlain && plan.isHint === true, size: sizeOf(entries) };
}

function sizeOf(entries: readonly TermEntry[]): number {
  let size = 0;
  for (const { documentFrequency } of entries) size += documentFrequency;
  return size;
}

/** Any of the keys of several slots of one position. */
export function uniteSlots(slots: readonly Slot[]): Slot {
  const byOrdinal = new Map<number, TermEntry>();
  for (const { entries } of slots) for (const entry of entries) byOrdinal.set(entry.ordinal, entry);
  const entries = [...byOrdinal.values()].sort((a, b) => a.ordinal - b.ordinal);
  return { offset: 0, entries, isPlain: false, isAny: false, isHint: false, size: sizeOf(entries) };
}

/**
 * Appends the entries of all keys that start with `prefix`. `isWanted` sees the bytes of the key, its namespace included.
 * @param written what the person wrote, for the error when it stands for too many
 */
export function collectPrefix(
  reader: SegmentReader,
  prefix: string,
  written: string,
  entries: TermEntry[],
  stop: StopSignal,
  isWanted?: (key: Uint8Array, length: number) => boolean,
): void {
  const keys = reader.dictionary.walkPrefix(prefix);
  while (keys.next()) {
    stop.check();
    if (isWanted && !isWanted(keys.walk.key, keys.walk.keyLength)) continue;
    stop.expand(1, written);
    entries.push(keys.walk.entry());
  }
}

/** Appends the entries of the words that the pattern covers, found by their common end. */
function collectSuffix(reader: SegmentReader, pattern: BytePattern, entries: TermEntry[], stop: StopSignal): void {
  const words = reader.dictionary.walkSuffix(pattern.tail);
  const ordinals: number[] = [];
  while (words.next()) {
    stop.check();
    if (!pattern.isSuffix && !matchesPattern(pattern.pattern, words.word())) continue;
    stop.expand(1, pattern.pattern);
    ordinals.push(words.ordinal);
  }
  ordinals.sort((a, b) => a - b);
  for (const entry of reader.dictionary.entries(ordinals)) entries.push(entry);
}
