import { analyzeText, foldKeyword, porterStem } from '../mappings/analyze.js';
import { isGroup, phraseFieldsOf, type CheckContext, type Place } from './check-context.js';
import { queryLimits } from './lex.js';
import { shorten } from './query-error.js';
import { readLiteral, readPhrase } from './quotation.js';
import type { OperandNode } from './syntax.js';
import type { CheckedNode, PhraseElement, Span } from './tree.js';

type WordNode = Exclude<OperandNode, { kind: 'range' }>;

/**
 * A word, phrase or stem in text fields: one phrase of its analysed positions. Undefined when it holds no word at all.
 * @throws QueryError not-supported-yet for truncation on the left, inside, or of one character
 */
export function checkPhrase(node: WordNode, place: Place, context: CheckContext): CheckedNode | undefined {
  const isQuoted = node.kind === 'quoted' || (node.kind === 'stem' && node.isQuoted);
  const text = isQuoted ? readPhrase(node.text) : node.text;
  if (node.kind === 'word') {
    warnAboutForeignSigns(node.text, node.span, context);
    warnAboutList(node, place.field, context);
  }
  const elements = readElements(text, node.kind === 'stem', node.span, context);
  if (elements.length === 0) {
    warnAboutNothing(node, context);
    return undefined;
  }
  return { kind: 'phrase', fields: phraseFieldsOf(place.field), elements, span: node.span };
}

/** A whole name: `AP=="..."`. */
export function checkWholeName(node: WordNode, place: Place, context: CheckContext): CheckedNode | undefined {
  const { field } = place;
  const members = field && (isGroup(field) ? field.members : [field.code]);
  if (node.kind === 'stem' || !members) {
    throw context.error('wrong-relation', 'a stem is searched with `=`: `AP=stem:works`', node.span, {
      expected: ['a whole name'],
    });
  }
  const { text, isTruncated } = readLiteral(node.text, node.kind === 'quoted');
  const value = foldKeyword(text.toWellFormed());
  if (value === '') return undefined;
  const leaves = members.map((member): CheckedNode => {
    return { kind: 'keyword', field: member, value, match: isTruncated ? 'prefix' : 'exact', span: node.span };
  });
  const [only] = leaves;
  return leaves.length === 1 ? only : { kind: 'or', children: leaves, span: node.span };
}

function readElements(text: string, isStem: boolean, span: Span, context: CheckContext): PhraseElement[] {
  const tokens = analyzeText(text);
  if (tokens.length > queryLimits.phrase) {
    const message = `this phrase has ${tokens.length} words, ${queryLimits.phrase} are taken`;
    throw context.error('too-many-terms', message, span, { hint: 'search a part of it' });
  }
  // A fix-it for a bare word: truncated where the sign stands.
  const cutAt = (sign: string): string | undefined => {
    const stem = text.slice(0, text.indexOf(sign));
    const isTyped = context.text.slice(span.start, span.end) === text;
    return isTyped && /[\p{L}\p{N}]$/u.test(stem) ? `${stem}*` : undefined;
  };
  for (const { start, end } of tokens) {
    if (text[start - 1] === '?' || text[end] === '?') {
      throw context.error('not-supported-yet', '`?` for one character is not supported yet', span, {
        expected: ['`*` at the end of a word'],
        replacement: cutAt('?'),
        hint: 'truncate on the right with `*`, or leave the question mark out',
      });
    }
  }
  const ends = new Set(tokens.map((token) => token.end));
  const runStarts = new Set(tokens.filter(({ isIdeograph }) => isIdeograph).map(({ start }) => start));
  for (const { index } of text.matchAll(/\*/g)) {
    if (ends.has(index) && !/[\p{L}\p{N}]/u.test(text[index + 1] ?? '')) continue;
    if (runStarts.has(index + 1) && !/[\p{L}\p{N}]/u.test(text[index - 1] ?? '')) {
      warnAboutTruncatedRun(span, context);
      continue;
    }
    throw context.error('not-supported-yet', 'truncation on the left or inside a word is not supported yet', span, {
      expected: ['`*` at the end of a word'],
      replacement: cutAt('*'),
      hint: 'only `*` at the end of a word: `electro*`; behind a field alone (`TI=*`) it means any value',
    });
  }
  return tokens.map((token): PhraseElement => {
    const isTruncated = text[token.end] === '*';
    if (isTruncated && token.isIdeograph) warnAboutTruncatedRun(span, context);
    if (token.isIdeograph) return { kind: 'term', term: token.term };
    if (isStem && !isTruncated) return { kind: 'stem', stem: porterStem(token.term) };
    return isTruncated ? { kind: 'prefix', prefix: token.term } : { kind: 'term', term: token.term };
  });
}

function warnAboutTruncatedRun(span: Span, context: CheckContext): void {
  const message = '`*` beside a Chinese character adds nothing: the run is found inside longer runs anyway';
  context.warn('truncated-ideograph', message, span);
}

/** Runs joined by an ASCII comma are one phrase, as `1,2-dichloroethane` is; typed in Chinese they are meant as a list. */
function warnAboutList(node: WordNode, field: Place['field'], context: CheckContext): void {
  if (!/\p{Ideographic}[,;]\p{Ideographic}/u.test(node.text)) return;
  const list = `(${node.text.split(/[,;]/).join(' ')})`;
  const written = field ? `${field.code}=${list}` : list;
  const message = `\`${shorten(node.text)}\` is searched as one phrase; for all of them write \`${shorten(written)}\``;
  context.warn('list-as-value', message, node.span);
}

const foreignOperators: Readonly<Record<string, string>> = {
  '|': 'OR',
  '||': 'OR',
  '!': 'NOT',
  '~': 'NOT',
  '^': 'XOR',
};

/** A word of punctuation only is left out; where it is an operator of another language, that changes the meaning. */
function warnAboutNothing(node: WordNode, context: CheckContext): void {
  const written = node.kind === 'word' ? foreignOperators[node.text.normalize('NFKC')] : undefined;
  const hint = written ? `; write \`${written}\` if that was meant` : '';
  const message = `\`${shorten(node.text)}\` holds no word and was left out${hint}`;
  context.warn(written ? 'foreign-operator' : 'punctuation-only', message, node.span);
}

function warnAboutForeignSigns(word: string, span: Span, context: CheckContext): void {
  if (/^[-−!]\p{L}/u.test(word)) {
    context.warn(
      'leading-minus',
      `\`${word.charAt(0)}\` does not exclude; to exclude write \`NOT ${shorten(word.slice(1))}\``,
      span,
    );
  } else if (/\p{L}[$!%]$/u.test(word)) {
    context.warn(
      'foreign-truncation',
      `\`${word.slice(-1)}\` was read as punctuation; truncation is written \`*\``,
      span,
    );
  }
}
