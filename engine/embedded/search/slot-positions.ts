import type { PositionList } from '../index/positions.js';
import type { SegmentReader } from '../index/segment-reader.js';
import { AnyWordPositions } from './any-word-positions.js';
import type { DocList } from './doc-set.js';
import type { DocumentParts } from './document-parts.js';
import { KeyPositions } from './key-positions.js';
import { ManyKeyPositions } from './many-key-positions.js';
import type { StopSignal } from './query-context.js';
import type { Slot } from './term-lookup.js';

/** Positions of what stands in one slot, in the documents of a run of candidates. */
export interface SlotPositions {
  /**
   * Says which documents are read next, ascending.
   * @param fields by place among the candidates: fields that are still asked for; those that do not hold the slot are taken out
   */
  prepare(candidates: DocList, fields: Int32Array): void;
  /** Ascending positions in some of the fields that the candidate at a place holds the slot in. Places ascend; the list is used again for the next. */
  read(place: number, fields: number): PositionList;
}

/** What a list of occurrences needs to know of its segment and query. */
export interface PositionContext {
  segment: SegmentReader;
  parts: DocumentParts;
  /** Mask of the fields. */
  wanted: number;
  stop: StopSignal;
}

export function openSlot(slot: Slot, context: PositionContext): SlotPositions {
  if (slot.isAny) return new AnyWordPositions(context);
  const [entry] = slot.entries;
  return entry && slot.entries.length === 1 ? new KeyPositions(entry, context) : new ManyKeyPositions(slot, context);
}
