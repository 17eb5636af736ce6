import type { IpRecord } from '../domain/record.js';
import { matchesKeyword, matchesNode, type EvaluateOptions } from './evaluate.js';
import { findExtents, type Extent } from './extents.js';
import { markMatched, wordsNodesOf } from './matched-words.js';
import { RecordReading } from './record-reading.js';
import { cutSnippets, type Snippet } from './snippets.js';
import type { CheckedNode, FrequencyLeaf, KeywordLeaf, PhraseLeaf, PositionNode, ProximityLeaf, Span } from './tree.js';

/**
 * A place that matched: UTF-16 offsets in the value, and the number of the term (from 0, as typed): a word, phrase or name of the query, or of one of
 * its distances.
 */
export interface Match extends Span {
  leaf: number;
}

export interface FieldHighlight {
  /** Places by value of the field (index in `FieldSpec.values`), ascending, never overlapping. */
  values: { value: number; matches: Match[] }[];
  snippets: Snippet[];
  /** Places in all, those beyond the limit included. */
  count: number;
}

export interface HighlightOptions extends EvaluateOptions {
  /** Most snippets per field; 3 unless said. */
  snippets?: number;
  /** UTF-16 units of text on both sides of a match; 60 unless said. */
  context?: number;
  /** Most places listed per field; 500 unless said. */
  matches?: number;
}

/**
 * Where the words, phrases and names of a query stand in a record, by field code. Only parts of the query that made the record match count:
 * nothing under NOT, nothing of an alternative that failed. Empty when the record does not match.
 */
export function highlight(
  tree: CheckedNode,
  record: IpRecord,
  options: HighlightOptions = {},
): Record<string, FieldHighlight> {
  const reading = new RecordReading(record);
  const found = new Map<string, Map<number, Match[]>>();
  const numbers = numberTerms(tree);
  for (const leaf of matchingLeaves(tree, reading, options))
    markLeaf(leaf, reading, (field, value, span, term) => {
      let byValue = found.get(field);
      if (!byValue) found.set(field, (byValue = new Map<number, Match[]>()));
      const match = { ...span, leaf: numbers.get(term) ?? 0 };
      const matches = byValue.get(value);
      if (matches) matches.push(match);
      else byValue.set(value, [match]);
    });
  return Object.fromEntries(
    [...found].map(([field, byValue]) => [field, describeField(field, byValue, reading, options)]),
  );
}

type TextLeaf = PhraseLeaf | ProximityLeaf | FrequencyLeaf | KeywordLeaf;
type Term = CheckedNode | PositionNode;

/** Numbers of the terms, from left to right: a leaf is one, each word or phrase in a distance is one. */
function numberTerms(tree: CheckedNode): Map<Term, number> {
  const numbers = new Map<Term, number>();
  const visit = (node: CheckedNode): void => {
    if ('children' in node) node.children.forEach(visit);
    else if (node.kind === 'not') visit(node.child);
    else if (node.kind === 'proximity' || node.kind === 'frequency')
      for (const term of wordsNodesOf(node.node)) numbers.set(term, numbers.size);
    else numbers.set(node, numbers.size);
  };
  visit(tree);
  return numbers;
}

function matchingLeaves(node: CheckedNode, reading: RecordReading, options: EvaluateOptions): TextLeaf[] {
  if (node.kind === 'not') return node.child.kind === 'not' ? matchingLeaves(node.child.child, reading, options) : [];
  if (!matchesNode(node, reading, options)) return [];
  switch (node.kind) {
    case 'and':
    case 'or':
    case 'xor':
      return node.children.flatMap((child) => matchingLeaves(child, reading, options));
    case 'phrase':
    case 'proximity':
    case 'frequency':
    case 'keyword':
      return [node];
    default:
      return [];
  }
}

function markLeaf(
  leaf: TextLeaf,
  reading: RecordReading,
  mark: (field: string, value: number, span: Span, term: Term) => void,
): void {
  if (leaf.kind === 'keyword') {
    reading.values(leaf.field).forEach((value, index) => {
      const text = String(value);
      if (matchesKeyword(leaf, text)) mark(leaf.field, index, { start: 0, end: text.length }, leaf);
    });
    return;
  }
  for (const field of leaf.fields) {
    const words = reading.words(field);
    const markExtent = ({ first, last }: Extent, term: Term): void => {
      const [head, tail] = [words[first], words[last]];
      if (head && tail) mark(field, head.value, { start: head.start, end: tail.end }, term);
    };
    if (leaf.kind === 'phrase')
      for (const extent of findExtents({ kind: 'words', elements: leaf.elements }, words)) markExtent(extent, leaf);
    else markMatched(leaf.node, words, (node, extent) => markExtent(extent, node));
  }
}

function describeField(
  field: string,
  byValue: Map<number, Match[]>,
  reading: RecordReading,
  { snippets: mostSnippets = 3, context = 60, matches: mostMatches = 500 }: HighlightOptions,
): FieldHighlight {
  const values: FieldHighlight['values'] = [];
  const snippets: Snippet[] = [];
  let count = 0;
  for (const [value, spans] of [...byValue].sort(([left], [right]) => left - right)) {
    const matches = mergeMatches(spans);
    const room = Math.max(0, mostMatches - count);
    count += matches.length;
    if (room > 0) values.push({ value, matches: matches.slice(0, room) });
    if (snippets.length < mostSnippets) {
      const text = String(reading.values(field)[value]);
      const cut = cutSnippets(text, matches, context, mostSnippets - snippets.length);
      snippets.push(...cut.map((snippet) => ({ value, ...snippet })));
    }
  }
  return { values, snippets, count };
}

/** Sorted; places that overlap become one, those of neighbouring words stay apart. */
function mergeMatches(spans: readonly Match[]): Match[] {
  const merged: Match[] = [];
  for (const span of [...spans].sort((left, right) => left.start - right.start || right.end - left.end)) {
    const last = merged[merged.length - 1];
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}
