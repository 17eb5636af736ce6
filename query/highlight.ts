import type { IpRecord } from '../domain/record.js';
import { matchesKeyword, matchesNode, type EvaluateOptions } from './evaluate.js';
import { findPhrase } from './match-phrase.js';
import { RecordReading } from './record-reading.js';
import { cutSnippets, type Snippet } from './snippets.js';
import type { CheckedNode, KeywordLeaf, PhraseLeaf, Span } from './tree.js';

/** A place that matched: UTF-16 offsets in the value, and the number of the leaf in the tree (from 0, as read). */
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
  const numbers = numberLeaves(tree);
  for (const leaf of matchingLeaves(tree, reading, options)) {
    const number = numbers.get(leaf) ?? 0;
    for (const field of leaf.kind === 'phrase' ? leaf.fields : [leaf.field]) {
      const byValue = found.get(field) ?? new Map<number, Match[]>();
      for (const [value, span] of leaf.kind === 'phrase'
        ? phraseSpans(leaf, field, reading)
        : keywordSpans(leaf, reading)) {
        byValue.set(value, [...(byValue.get(value) ?? []), { ...span, leaf: number }]);
      }
      if (byValue.size > 0) found.set(field, byValue);
    }
  }
  return Object.fromEntries(
    [...found].map(([field, byValue]) => [field, describeField(field, byValue, reading, options)]),
  );
}

type TextLeaf = PhraseLeaf | KeywordLeaf;

function numberLeaves(tree: CheckedNode): Map<CheckedNode, number> {
  const numbers = new Map<CheckedNode, number>();
  const visit = (node: CheckedNode): void => {
    if ('children' in node) node.children.forEach(visit);
    else if (node.kind === 'not') visit(node.child);
    else numbers.set(node, numbers.size);
  };
  visit(tree);
  return numbers;
}

function matchingLeaves(node: CheckedNode, reading: RecordReading, options: EvaluateOptions): TextLeaf[] {
  if (node.kind === 'not') return node.child.kind === 'not' ? matchingLeaves(node.child.child, reading, options) : [];
  if (!matchesNode(node, reading, options)) return [];
  if ('children' in node) return node.children.flatMap((child) => matchingLeaves(child, reading, options));
  return node.kind === 'phrase' || node.kind === 'keyword' ? [node] : [];
}

function phraseSpans(leaf: PhraseLeaf, field: string, reading: RecordReading): [number, Span][] {
  const words = reading.words(field);
  return findPhrase(leaf.elements, words).flatMap((first): [number, Span][] => {
    const [head, tail] = [words[first], words[first + leaf.elements.length - 1]];
    return head && tail ? [[head.value, { start: head.start, end: tail.end }]] : [];
  });
}

function keywordSpans(leaf: KeywordLeaf, reading: RecordReading): [number, Span][] {
  return reading.values(leaf.field).flatMap((value, index): [number, Span][] => {
    const text = String(value);
    return matchesKeyword(leaf, text) ? [[index, { start: 0, end: text.length }]] : [];
  });
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
