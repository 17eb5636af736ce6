import { dayNumber } from '../../../domain/day.js';
import type { CheckedNode, PhraseElement } from '../../../query/tree.js';
import type { TermEntry } from '../index/dictionary-reader.js';
import type { SegmentReader } from '../index/segment-reader.js';
import { systemColumns } from '../index/segment-writer.js';
import { estimateCost } from './cost.js';
import { BitSet, type DocList, keep, noDocs, subtract } from './doc-set.js';
import { filterRange, filterStatus, findKeys, type KeyLeaf } from './filters.js';
import type { Match, ScoredMatches, TextLeaf } from './match.js';
import { matchTextLeaf } from './match-text-leaf.js';
import type { StopSignal } from './query-context.js';
import type { LiveSegment } from './snapshot.js';
import { plainDocs } from './term-docs.js';
import { uniteEntries } from './unite-entries.js';
import { planSlots, type SlotPlan } from './slot-plan.js';
import { findSlot, type Slot } from './term-lookup.js';

/** Consecutive words: a phrase, or those of a position node. */
export interface Words {
  elements: readonly PhraseElement[];
}

/** What all segments share for one request. */
export interface QueryFrame {
  /** Day for status leaves that name none, days since 1970-01-01; absent when the data has no day at all. */
  statusDay?: number;
  /** Records that became public after this day are out. */
  asOfDay?: number;
  forScores: boolean;
  stop: StopSignal;
  plans: Map<readonly PhraseElement[], SlotPlan[]>;
}

/**
 * Executes a tree on one segment, a set at a time: each node gives its matches as a list, within those its siblings have left over. Conjunctions begin
 * with their smallest branch.
 */
export class SegmentQuery {
  readonly reader: SegmentReader;
  private readonly slots = new Map<readonly PhraseElement[], Slot[]>();
  private readonly keys = new Map<KeyLeaf, TermEntry[]>();
  private readonly costs = new Map<CheckedNode, number>();

  constructor(
    private readonly segment: LiveSegment,
    readonly frame: QueryFrame,
  ) {
    this.reader = segment.reader;
  }

  /** Versions in the segment that are no longer true, one bit per ordinal. */
  get dead(): Uint32Array | undefined {
    return this.segment.dead;
  }

  /**
   * Living documents that match.
   * @param within the only documents asked for
   */
  run(tree: CheckedNode, within?: DocList): Match {
    const { scored, ...all } = this.match(tree, within);
    let found: DocList = all;
    const { dead } = this.segment;
    if (dead) found = keep(found, (doc) => (((dead[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) === 0);
    const { asOfDay } = this.frame;
    if (asOfDay !== undefined) {
      const column = this.reader.columns.column(systemColumns.publicSince);
      if (!column) return noDocs;
      found = keep(found, (doc) => {
        const since = column.first(doc);
        return since !== column.missing && since <= asOfDay;
      });
    }
    return { ...found, scored };
  }

  /** The keys of consecutive words in this segment. */
  slotsOf({ elements }: Words): Slot[] {
    let slots = this.slots.get(elements);
    if (!slots) {
      let plans = this.frame.plans.get(elements);
      if (!plans) this.frame.plans.set(elements, (plans = planSlots(elements)));
      slots = plans.map((plan) => findSlot(this.reader, plan, this.frame.stop));
      this.slots.set(elements, slots);
    }
    return slots;
  }

  keysOf(leaf: KeyLeaf): TermEntry[] {
    let entries = this.keys.get(leaf);
    if (!entries) this.keys.set(leaf, (entries = findKeys(this.reader, leaf, this.frame.stop)));
    return entries;
  }

  /** Matches of a node inside `within` (all documents when absent), the dead included. */
  private match(node: CheckedNode, within: DocList | undefined): Match {
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
      case 'xor':
        return this.matchXor(node.children, within);
      case 'not':
        return subtract(within ?? this.everything(), this.match(node.child, within));
      case 'phrase':
      case 'proximity':
      case 'frequency':
        return this.matchText(node, within);
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
    return { docs: this.reader.allDocs(), length: this.reader.documents };
  }

  private matchText(leaf: TextLeaf, within: DocList | undefined): Match {
    const { forScores, stop } = this.frame;
    const { found, matches } = matchTextLeaf(this, leaf, within ?? undefined);
    if (!forScores) return found;
    stop.hold(matches.docs.byteLength * 3);
    return { ...found, scored: { kind: 'leaf', leaf, matches } };
  }

  private matchAnd(children: readonly CheckedNode[], within: DocList | undefined): Match {
    const parts: ScoredMatches[] = [];
    const wanted = children
      .filter((child) => child.kind !== 'not')
      .sort((a, b) => estimateCost(this, a, this.costs) - estimateCost(this, b, this.costs));
    let found = within;
    for (const child of wanted) {
      const { scored, ...list } = this.match(child, found);
      found = list;
      if (found.length === 0) return noDocs;
      if (scored) parts.push(scored);
    }
    let rest = found ?? this.everything();
    for (const child of children)
      if (child.kind === 'not') {
        rest = subtract(rest, this.match(child.child, found ? rest : undefined));
        if (rest.length === 0) return noDocs;
      }
    return withParts(rest, parts);
  }

  private matchOr(children: readonly CheckedNode[], within: DocList | undefined): Match {
    const [first] = children;
    if (children.length === 1 && first) return this.match(first, within);
    const parts: ScoredMatches[] = [];
    const bits = new BitSet(this.reader.documents);
    for (const child of children) {
      const found = this.match(child, within);
      bits.addAll(found);
      if (found.scored) parts.push(found.scored);
    }
    const found = bits.toList();
    return parts.length === 0 ? found : { ...found, scored: { kind: 'any', parts } };
  }

  private matchXor(children: readonly CheckedNode[], within: DocList | undefined): Match {
    const parts: ScoredMatches[] = [];
    const bits = new BitSet(this.reader.documents);
    for (const child of children) {
      const { docs, length, scored } = this.match(child, within);
      for (let index = 0; index < length; index++) bits.flip(docs[index] ?? 0);
      if (scored) parts.push(scored);
    }
    return withParts(bits.toList(), parts);
  }
}

const withParts = (whole: DocList, parts: ScoredMatches[]): Match =>
  parts.length === 0 ? whole : { ...whole, scored: { kind: 'within', whole, parts } };
