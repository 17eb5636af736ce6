import { embeddedFieldOf } from '../../../mappings/embedded.js';
import { buildFinder } from './build-finder.js';
import { type DocList, noDocs, subtract } from './doc-set.js';
import { DocumentParts } from './document-parts.js';
import { freeReaders } from './key-positions.js';
import { nodeOf, type TextLeaf } from './match.js';
import { countOccurrences, matchOccurrences } from './match-occurrences.js';
import type { OccurrenceFinder } from './occurrences.js';
import type { SegmentQuery } from './segment-query.js';
import { matchEntry, type TextMatches } from './term-docs.js';
import { uniteEntries } from './unite-entries.js';

/** Field mask of text fields. */
export function maskOfFields(codes: readonly string[]): number {
  let mask = 0;
  for (const code of codes) {
    const { textBit } = embeddedFieldOf(code);
    if (textBit !== undefined) mask |= 1 << textBit;
  }
  return mask;
}

/** Documents of `within` that match, and those among them that hold what the leaf looks for. */
export interface LeafMatches {
  found: DocList;
  matches: TextMatches;
}

/** Matches of a leaf in one segment, the dead included. */
export function matchTextLeaf(query: SegmentQuery, leaf: TextLeaf, within: DocList | undefined): LeafMatches {
  const { reader, frame } = query;
  const wanted = maskOfFields(leaf.fields);
  if (leaf.kind === 'frequency') return countLeaf(query, leaf.from ?? 0, leaf.to ?? Infinity, leaf, within);
  const [slot, ...more] = leaf.kind === 'phrase' ? query.slotsOf(leaf) : [];
  let matches: TextMatches;
  if (!slot || more.length > 0 || slot.isAny)
    matches = matchOccurrences(finderOf(query, leaf), within, frame.forScores, frame.stop);
  else {
    const [only] = slot.entries;
    if (!only) matches = noDocs;
    else if (slot.entries.length === 1)
      matches = matchEntry(reader.postings(only), wanted, within, frame.forScores, frame.stop);
    else matches = uniteEntries(reader, slot.entries, wanted, within, frame.stop);
  }
  return { found: matches, matches };
}

function finderOf(query: SegmentQuery, leaf: TextLeaf): OccurrenceFinder {
  const { reader: segment, frame } = query;
  freeReaders();
  const context = {
    segment,
    parts: new DocumentParts(segment),
    wanted: maskOfFields(leaf.fields),
    stop: frame.stop,
  };
  return buildFinder(nodeOf(leaf), (words) => query.slotsOf(words), context);
}

function countLeaf(
  query: SegmentQuery,
  from: number,
  to: number,
  leaf: TextLeaf,
  within: DocList | undefined,
): LeafMatches {
  const { reader, frame } = query;
  const { matches, others } = countOccurrences(finderOf(query, leaf), { from, to }, within, frame.stop);
  if (from > 0 || to < 0) return { found: matches, matches };
  // None is a number too.
  const all = within ?? { docs: reader.allDocs(), length: reader.documents };
  return { found: subtract(all, others), matches };
}
