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
  if (node.kind === 'word') warnAboutForeignSigns(node.text, node.span, context);
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
  for (const { index } of text.matchAll(/\*/g)) {
    if (ends.has(index) && !/[\p{L}\p{N}]/u.test(text[index + 1] ?? '')) continue;
    throw context.error('not-supported-yet', 'truncation on the left or inside a word is not supported yet', span, {
      expected: ['`*` at the end of a word'],
      replacement: cutAt('*'),
      hint: 'only `*` at the end of a word: `electro*`; behind a field alone (`TI=*`) it means any value',
    });
  }
  return tokens.map((token): PhraseElement => {
    const isTruncated = text[token.end] === '*';
    if (isTruncated && token.isIdeograph) {
      context.warn(
        'truncated-ideograph',
        '`*` behind a Chinese character adds nothing: the run is found inside longer runs anyway',
        span,
      );
    }
    if (token.isIdeograph) return { kind: 'term', term: token.term };
    if (isStem && !isTruncated) return { kind: 'stem', stem: porterStem(token.term) };
    return isTruncated ? { kind: 'prefix', prefix: token.term } : { kind: 'term', term: token.term };
  });
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
  const hasWord = /[\p{L}\p{N}]/u.test(word);
  if (/^[-−!]\p{L}/u.test(word)) {
    context.warn(
      'leading-minus',
      `\`${word.charAt(0)}\` does not exclude; to exclude write \`NOT ${shorten(word.slice(1))}\``,
      span,
    );
  } else if (hasWord && /[$!%]$/.test(word)) {
    context.warn(
      'foreign-truncation',
      `\`${word.slice(-1)}\` was read as punctuation; truncation is written \`*\``,
      span,
    );
  }
}
