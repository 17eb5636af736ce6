import { foldWholeValue } from './check-values.js';
import {
  assertFewSigns,
  assertPatternLength,
  isGroup,
  phraseFieldsOf,
  type CheckContext,
  type Place,
} from './check-context.js';
import { queryLimits } from './query-limits.js';
import { readLiteral, readPhrase } from './quotation.js';
import { readElements } from './read-elements.js';
import type { OperandNode } from './syntax.js';
import type { CheckedNode, PhraseElement } from './tree.js';
import {
  warnAboutForeignSigns,
  warnAboutList,
  warnAboutNothing,
  warnAboutQuestion,
  warnAboutTruncatedRun,
} from './word-warnings.js';

export type WordNode = Exclude<OperandNode, { kind: 'range' }>;

/** A word, phrase or stem in text fields: one phrase of its analysed positions. Undefined when it holds no word at all. */
export function checkPhrase(node: WordNode, place: Place, context: CheckContext): CheckedNode | undefined {
  const elements = checkElements(node, place, context);
  return elements && { kind: 'phrase', fields: phraseFieldsOf(place.field), elements, span: node.span };
}

/**
 * The analysed positions of a word, phrase or stem; undefined when it holds no word at all.
 * @throws QueryError wrong-truncation, too-many-terms
 */
export function checkElements(node: WordNode, place: Place, context: CheckContext): PhraseElement[] | undefined {
  const isQuoted = node.kind === 'quoted' || (node.kind === 'stem' && node.isQuoted);
  const text = isQuoted ? readPhrase(node.text) : node.text;
  if (node.kind === 'word') {
    warnAboutForeignSigns(node.text, node.span, context);
    warnAboutList(node, place.field, context);
  }
  assertFewSigns(text, node.span, context);
  const { elements, misplaced } = readElements(text, node.kind === 'stem');
  if (elements.length > queryLimits.phrase) {
    const message = `this phrase has ${elements.length} words, ${queryLimits.phrase} are taken`;
    throw context.error('too-many-terms', message, node.span, { hint: 'search a part of it' });
  }
  for (const element of elements)
    if (element.kind === 'pattern') assertPatternLength(element.pattern, node.span, context);
  if (misplaced?.kind === 'inside') throw truncationInRun(text, misplaced.at, node, context);
  if (misplaced) warnAboutTruncatedRun(node.span, context);
  if (elements.length === 0) {
    warnAboutNothing(node, context);
    return undefined;
  }
  if (text.endsWith('?')) warnAboutQuestion(node, context);
  return elements;
}

/** `锂*电池`: each character is a word, so that nothing is there to be truncated. */
function truncationInRun(text: string, at: number, node: WordNode, context: CheckContext): Error {
  const isTyped = context.text.slice(node.span.start, node.span.end) === text;
  const [before, after] = [text.slice(0, at), text.slice(at).replace(/^[*?]+/, '')];
  const isPlain = isTyped && !/[*?]/.test(before + after);
  return context.error('wrong-truncation', '`*` does not stand between two Chinese characters', node.span, {
    expected: ['`?` for each character between', '`ADJ5`'],
    replacement: isPlain ? `(${before} ADJ5 ${after})` : undefined,
    hint: isPlain ? undefined : 'write the parts with a distance: `锂 ADJ5 电池`',
  });
}

/** A whole name: `AP=="..."`. */
export function checkWholeName(node: WordNode, place: Place, context: CheckContext): CheckedNode | undefined {
  const members = place.field && (isGroup(place.field) ? place.field.members : [place.field.code]);
  if (node.kind === 'stem' || !members) {
    throw context.error('wrong-relation', 'a stem is searched with `=`: `AP=stem:works`', node.span, {
      expected: ['a whole name'],
    });
  }
  const folded = foldWholeValue(readLiteral(node.text, node.kind === 'quoted'), node.span, context);
  if (!folded) return undefined;
  const leaves = members.map((field): CheckedNode => ({ kind: 'keyword', field, ...folded, span: node.span }));
  const [only] = leaves;
  return leaves.length === 1 ? only : { kind: 'or', children: leaves, span: node.span };
}
