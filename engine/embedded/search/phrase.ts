import { fieldShift, PositionList, positionMask } from '../index/positions.js';
import type { SegmentReader } from '../index/segment-reader.js';
import { type DocList, noDocs } from './doc-set.js';
import type { StopSignal } from './query-context.js';
import { eachEntry, eachPosting, matchEntry, type TextMatches, uniteEntries } from './term-docs.js';
import type { Slot } from './term-lookup.js';

/** Positions of many documents: those of the document at place i are values[offsets[i], offsets[i + 1]), ascending. */
interface PositionTable {
  offsets: Int32Array;
  values: Int32Array;
}

export function slotSize(slot: Slot): number {
  return slot.entries.reduce((sum, entry) => sum + entry.documentFrequency, 0);
}

/**
 * Documents in which all slots stand at their offsets inside one of the `wanted` fields. Set at a time: first the documents that hold all slots, then
 * their positions slot by slot, from the rarest on, each cutting down what the next has to read.
 */
export function matchPhrase(
  segment: SegmentReader,
  slots: readonly Slot[],
  wanted: number,
  within: DocList | undefined,
  forScores: boolean,
  stop: StopSignal,
): TextMatches {
  const ordered = [...slots].sort((a, b) => slotSize(a) - slotSize(b));
  let candidates = within;
  for (const slot of ordered) {
    const [only] = slot.entries;
    if (!only) return noDocs;
    candidates =
      slot.entries.length === 1
        ? matchEntry(segment, only, wanted, candidates, false, stop)
        : uniteEntries(segment, slot.entries, wanted, candidates, stop);
    if (candidates.length === 0) return noDocs;
  }
  if (!candidates) return noDocs;
  let rest: DocList = candidates;
  let starts: PositionTable | undefined;
  for (const slot of ordered) {
    const found = readSlotPositions(segment, slot, wanted, rest, stop);
    const step: Step = starts ? joinStarts(rest, starts, found, slot.offset) : firstStarts(rest, found, slot.offset);
    rest = step.candidates;
    starts = step.starts;
    if (rest.length === 0) return noDocs;
  }
  return starts && forScores ? withOccurrences(rest, starts) : rest;
}

function readSlotPositions(
  segment: SegmentReader,
  slot: Slot,
  wanted: number,
  candidates: DocList,
  stop: StopSignal,
): PositionTable {
  const { docs, length } = candidates;
  const list = new PositionList(length * 2);
  if (slot.entries.length === 1) {
    const offsets = new Int32Array(length + 1);
    let place = 0;
    eachEntry(segment, slot.entries, (postings) =>
      eachPosting(postings, candidates, stop, (reader, index) => {
        const doc = reader.docs[index] ?? 0;
        while ((docs[place] ?? 0) < doc) offsets[++place] = list.length;
        reader.readPositions(index, wanted, list);
      }),
    );
    while (place < length) offsets[++place] = list.length;
    return { offsets, values: list.values };
  }
  // Several keys: (place, position) pairs, then sorted into place order.
  const places = new PositionList(length * 2);
  eachEntry(segment, slot.entries, (postings) => {
    let place = 0;
    eachPosting(postings, candidates, stop, (reader, index) => {
      const doc = reader.docs[index] ?? 0;
      while ((docs[place] ?? 0) < doc) place++;
      reader.readPositions(index, wanted, list);
      while (places.length < list.length) places.push(place);
    });
  });
  const offsets = new Int32Array(length + 1);
  for (let index = 0; index < places.length; index++) {
    const place = (places.values[index] ?? 0) + 1;
    offsets[place] = (offsets[place] ?? 0) + 1;
  }
  for (let place = 0; place < length; place++) offsets[place + 1] = (offsets[place + 1] ?? 0) + (offsets[place] ?? 0);
  const next = offsets.slice();
  const values = new Int32Array(list.length);
  for (let index = 0; index < list.length; index++) {
    const place = places.values[index] ?? 0;
    values[next[place] ?? 0] = list.values[index] ?? 0;
    next[place] = (next[place] ?? 0) + 1;
  }
  for (let place = 0; place < length; place++) values.subarray(offsets[place], offsets[place + 1]).sort();
  return { offsets, values };
}

interface Step {
  candidates: DocList;
  starts: PositionTable;
}

function firstStarts(candidates: DocList, found: PositionTable, offset: number): Step {
  return cutDown(candidates, found.values.length, (place, out) => {
    const end = found.offsets[place + 1] ?? 0;
    for (let index = found.offsets[place] ?? 0; index < end; index++) {
      const position = found.values[index] ?? 0;
      // The phrase must not begin before its field does.
      if ((position & positionMask) >= offset) out.push(position - offset);
    }
  });
}

function joinStarts(candidates: DocList, starts: PositionTable, found: PositionTable, offset: number): Step {
  return cutDown(candidates, starts.values.length, (place, out) => {
    let left = starts.offsets[place] ?? 0;
    let right = found.offsets[place] ?? 0;
    const leftEnd = starts.offsets[place + 1] ?? 0;
    const rightEnd = found.offsets[place + 1] ?? 0;
    while (left < leftEnd && right < rightEnd) {
      const start = starts.values[left] ?? 0;
      const difference = start + offset - (found.values[right] ?? 0);
      if (difference === 0) {
        out.push(start);
        left++;
        right++;
      } else if (difference < 0) left++;
      else right++;
    }
  });
}

/** Keeps the candidates for which `fill` finds a start. */
function cutDown(candidates: DocList, capacity: number, fill: (place: number, out: PositionList) => void): Step {
  const { docs, length } = candidates;
  const kept = new Int32Array(length);
  const offsets = new Int32Array(length + 1);
  const out = new PositionList(Math.max(16, Math.min(capacity, length * 2)));
  let count = 0;
  for (let place = 0; place < length; place++) {
    const before = out.length;
    fill(place, out);
    if (out.length === before) continue;
    kept[count++] = docs[place] ?? 0;
    offsets[count] = out.length;
  }
  return { candidates: { docs: kept, length: count }, starts: { offsets, values: out.values } };
}

function withOccurrences(candidates: DocList, starts: PositionTable): TextMatches {
  const frequencies = new Int32Array(candidates.length);
  const masks = new Int32Array(candidates.length);
  for (let place = 0; place < candidates.length; place++) {
    const end = starts.offsets[place + 1] ?? 0;
    const begin = starts.offsets[place] ?? 0;
    frequencies[place] = end - begin;
    for (let index = begin; index < end; index++)
      masks[place] = (masks[place] ?? 0) | (1 << ((starts.values[index] ?? 0) >>> fieldShift));
  }
  return { ...candidates, frequencies, masks };
}
