import { dayNumber } from '../../../domain/day.js';
import { embeddedFieldOf } from '../../../mappings/embedded.js';
import type { CheckedNode, PhraseLeaf } from '../../../query/tree.js';
import type { TermEntry } from '../index/dictionary-reader.js';
import type { SegmentReader } from '../index/segment-reader.js';
import { systemColumns } from '../index/segment-writer.js';
import { BitSet, type DocList, keep, noDocs, subtract } from './doc-set.js';
import { filterRange, filterStatus, findKeys, type KeyLeaf } from './filters.js';
import { refuseKind } from './not-yet.js';
import { matchPhrase, slotSize } from './phrase.js';
import type { StopSignal } from './query-context.js';
import type { LiveSegment } from './snapshot.js';
import { matchEntry, plainDocs, type TextMatches, uniteEntries } from './term-docs.js';
import { findSlot, planSlots, type Slot, type SlotPlan } from './term-lookup.js';

/** What all segments share for one request. */
export interface QueryFrame {
  /** Day for status leaves that name none, days since 1970-01-01; absent when the data has no day at all. */
  statusDay?: number;
  /** Records that became public after this day are out. */
  asOfDay?: number;
  forScores: boolean;
  stop: StopSignal;
  plans: Map<PhraseLeaf, SlotPlan[]>;
}

/** Field mask of text fields. */
export function maskOfFields(codes: readonly string[]): number {
  let mask = 0;
  for (const code of codes) {
    const { textBit } = embeddedFieldOf(code);
    if (textBit !== undefined) mask |= 1 << textBit;
  }
  return mask;
}

/**
 * Executes a tree on one segment, a set at a time: each node gives its matches as a list, within those its siblings have left over. Conjunctions begin
 * with their smallest branch.
 */
export class SegmentQuery {
  readonly reader: SegmentReader;
  /** Matches of text leaves, for ranking. */
  readonly textMatches = new Map<PhraseLeaf, TextMatches>();
  private readonly slots = new Map<PhraseLeaf, Slot[]>();
  private readonly keys = new Map<KeyLeaf, TermEntry[]>();
  private readonly costs = new Map<CheckedNode, number>();

  constructor(
    private readonly segment: LiveSegment,
    private readonly frame: QueryFrame,
  ) {
    this.reader = segment.reader;
  }

  /** Versions in the segment that are no longer true, one bit per ordinal. */
  get dead(): Uint32Array | undefined {
    return this.segment.dead;
  }

  /** Living documents that match. */
  run(tree: CheckedNode): DocList {
    let found = this.match(tree, undefined);
    const { dead } = this.segment;
    if (dead) found = keep(found, (doc) => (((dead[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) === 0);
    const { asOfDay } = this.frame;
    if (asOfDay === undefined) return found;
    const column = this.reader.columns.column(systemColumns.publicSince);
    if (!column) return noDocs;
    return keep(found, (doc) => {
      const since = column.first(doc);
      return since !== column.missing && since <= asOfDay;
    });
  }

  slotsOf(leaf: PhraseLeaf): Slot[] {
    let slots = this.slots.get(leaf);
    if (!slots) {
      let plans = this.frame.plans.get(leaf);
      if (!plans) this.frame.plans.set(leaf, (plans = planSlots(leaf.elements)));
      slots = plans.map((plan) => findSlot(this.reader, plan, this.frame.stop));
      this.slots.set(leaf, slots);
    }
    return slots;
  }

  private keysOf(leaf: KeyLeaf): TermEntry[] {
    let entries = this.keys.get(leaf);
    if (!entries) this.keys.set(leaf, (entries = findKeys(this.reader, leaf, this.frame.stop)));
    return entries;
  }

  /** Matches of a node inside `within` (all documents when absent), the dead included. */
  private match(node: CheckedNode, within: DocList | undefined): DocList {
    const { stop } = this.frame;
    stop.check();
    if (within?.length === 0) return noDocs;
    switch (node.kind) {
      case 'all':
        return within ?? this.everything();
      case 'none':
        return noDocs;
      case 'and':
        return this.matchAnd(node.children, within);
      case 'or':
        return this.matchOr(node.children, within);
      case 'xor': {
        const bits = new BitSet(this.reader.documents);
        for (const child of node.children) {
          const { docs, length } = this.match(child, within);
          for (let index = 0; index < length; index++) bits.flip(docs[index] ?? 0);
        }
        return bits.toList();
      }
      case 'not':
        return subtract(within ?? this.everything(), this.match(node.child, within));
      case 'phrase':
        return this.matchText(node, within);
      case 'proximity':
      case 'frequency':
        return refuseKind(node.kind);
      case 'keyword':
      case 'class':
      case 'number':
      case 'exists': {
        const entries = this.keysOf(node);
        const [only] = entries;
        if (!only) return noDocs;
        return entries.length === 1
          ? plainDocs(this.reader, only, within, stop)
          : uniteEntries(this.reader, entries, -1, within, stop);
      }
      case 'range':
        return filterRange(this.reader, node, within ?? this.everything(), stop);
      case 'status': {
        const day = node.on === undefined ? this.frame.statusDay : dayNumber(node.on);
        return filterStatus(this.reader, node, day, within ?? this.everything(), stop);
      }
    }
  }

  private everything(): DocList {
    const docs = this.reader.allDocs();
    return { docs, length: docs.length };
  }

  private matchAnd(children: readonly CheckedNode[], within: DocList | undefined): DocList {
    const wanted = children.filter((child) => child.kind !== 'not').sort((a, b) => this.cost(a) - this.cost(b));
    let found = within;
    for (const child of wanted) {
      found = this.match(child, found);
      if (found.length === 0) return noDocs;
    }
    let rest = found ?? this.everything();
    for (const child of children)
      if (child.kind === 'not') {
        rest = subtract(rest, this.match(child.child, found ? rest : undefined));
        if (rest.length === 0) return noDocs;
      }
    return rest;
  }

  private matchOr(children: readonly CheckedNode[], within: DocList | undefined): DocList {
    const [first] = children;
    if (children.length === 1 && first) return this.match(first, within);
    const bits = new BitSet(this.reader.documents);
    for (const child of children) bits.addAll(this.match(child, within));
    return bits.toList();
  }

  private matchText(leaf: PhraseLeaf, within: DocList | undefined): TextMatches {
    const { forScores, stop } = this.frame;
    const wanted = maskOfFields(leaf.fields);
    const slots = this.slotsOf(leaf);
    const [slot] = slots;
    if (!slot) return noDocs;
    let found: TextMatches;
    if (slots.length > 1) found = matchPhrase(this.reader, slots, wanted, within, forScores, stop);
    else {
      const [only] = slot.entries;
      if (!only) found = noDocs;
      else if (slot.entries.length === 1) found = matchEntry(this.reader, only, wanted, within, forScores, stop);
      else found = uniteEntries(this.reader, slot.entries, wanted, within, stop);
    }
    if (forScores) this.textMatches.set(leaf, found);
    return found;
  }

  /** Rough number of documents that a node has to touch. */
  private cost(node: CheckedNode): number {
    const known = this.costs.get(node);
    if (known !== undefined) return known;
    const cost = this.estimate(node);
    this.costs.set(node, cost);
    return cost;
  }

  private estimate(node: CheckedNode): number {
    const { documents } = this.reader;
    switch (node.kind) {
      case 'none':
        return 0;
      case 'and':
        return Math.min(documents, ...node.children.map((child) => this.cost(child)));
      case 'or':
        return node.children.reduce((sum, child) => sum + this.cost(child), 0);
      case 'phrase':
        return Math.min(documents, ...this.slotsOf(node).map(slotSize));
      case 'keyword':
      case 'class':
      case 'number':
      case 'exists':
        return this.keysOf(node).reduce((sum, { documentFrequency }) => sum + documentFrequency, 0);
      case 'range':
      case 'status':
        // Cheap on what others leave over, dear on everything: last but for the negations.
        return documents * 2;
      default:
        return documents * 4;
    }
  }
}
