import { porterStem } from '../../../mappings/analyze.js';
import { indexField, type Json } from '../../../mappings/elasticsearch.js';
import type { PhraseElement } from '../../../query/tree.js';
import { askForPhrase, encodeStem, encodeTerm } from '../token-stream.js';
import { allOf, anyOf } from './clauses.js';
import { beginsWithSign, toRegularExpression, toWildcard } from './patterns.js';

export type TermElement = PhraseElement & { kind: 'term' };
export const isTerm = (element: PhraseElement): element is TermElement => element.kind === 'term';

/** Whether an element stands for terms that only the server can list. */
export const isTruncated = ({ kind }: PhraseElement): boolean => kind === 'prefix' || kind === 'pattern';

/** Tokens of the words with a stem: the word that is its own stem, and the stem that stands beside all others. */
export const tokensOfStem = (stem: string): string[] => [
  ...(porterStem(stem) === stem ? [encodeTerm(stem)] : []),
  encodeStem(stem),
];

/** Records with a word in a field. */
export function oneWord(element: PhraseElement, code: string): Json {
  const field = indexField.words(code);
  switch (element.kind) {
    case 'term':
      return { term: { [field]: encodeTerm(element.term) } };
    case 'prefix':
      return { prefix: { [field]: encodeTerm(element.prefix) } };
    case 'pattern':
      return beginsWithSign(element.pattern)
        ? { regexp: { [field]: { value: toRegularExpression(element.pattern), flags: 'NONE' } } }
        : { wildcard: { [field]: toWildcard(element.pattern) } };
    case 'stem':
      return { terms: { [field]: tokensOfStem(element.stem) } };
    case 'any':
      return { exists: { field } };
  }
}

/** Records with words on consecutive positions, all of them known; scores how often. */
export function phraseOfTerms(elements: readonly TermElement[], code: string): Json {
  const [only] = elements;
  if (only && elements.length === 1) return oneWord(only, code);
  const query = askForPhrase(elements.map(({ term }) => term));
  // Similarities are asked once for each term of a phrase, and what they say is added up.
  return { match_phrase: { [indexField.words(code)]: { query, boost: 1 / elements.length } } };
}

/** A necessary condition of a phrase in a field: terms where they stand, every other element anywhere. */
export function supersetOfPhrase(elements: readonly PhraseElement[], code: string): Json {
  if (elements.every(isTerm)) return phraseOfTerms(elements, code);
  const clauses = elements.filter(({ kind }) => kind !== 'any').map((element) => oneWord(element, code));
  if (clauses.length === 0) return oneWord({ kind: 'any' }, code);
  const terms = elements.map((element) => (isTerm(element) ? element.term : undefined));
  // Terms around holes: where nothing but `any` is missing this is nearly the phrase.
  const [first, last] = [
    terms.findIndex((term) => term !== undefined),
    terms.findLastIndex((term) => term !== undefined),
  ];
  if (last > first)
    clauses.push({ match_phrase: { [indexField.words(code)]: askForPhrase(terms.slice(first, last + 1)) } });
  return allOf(clauses);
}

/** Intervals rule of one word. */
function wordRule(element: PhraseElement): Json {
  switch (element.kind) {
    case 'term':
      return termRule(encodeTerm(element.term));
    case 'prefix':
      return { prefix: { prefix: encodeTerm(element.prefix) } };
    case 'pattern':
      return beginsWithSign(element.pattern)
        ? { regexp: { pattern: toRegularExpression(element.pattern) } }
        : { wildcard: { pattern: toWildcard(element.pattern) } };
    case 'stem':
      return anyRule(tokensOfStem(element.stem).map(termRule));
    case 'any':
      throw new TypeError('no intervals rule stands for any word');
  }
}

const termRule = (token: string): Json => ({ match: { query: token } });
const anyRule = (rules: Json[]): Json => (rules.length === 1 ? (rules[0] as Json) : { any_of: { intervals: rules } });

/** Intervals rule of words on consecutive positions: one slot is left between two (token-stream.ts). */
export function wordsRule(elements: readonly PhraseElement[]): Json {
  const rules = elements.map(wordRule);
  const [only] = rules;
  if (only && rules.length === 1) return only;
  return { all_of: { ordered: true, max_gaps: rules.length - 1, intervals: rules } };
}

/**
 * Whether an intervals rule finds what the words mean: `any` has no rule, and of equal rules in order Lucene makes a repetition, which leaves occurrences out.
 * @param expands truncations may be listed by the server (up to its limit of clauses)
 */
export function hasRule(elements: readonly PhraseElement[], expands: boolean): boolean {
  if (elements.some(({ kind }) => kind === 'any')) return false;
  if (!expands && elements.some(isTruncated)) return false;
  return new Set(elements.map((element) => JSON.stringify(element))).size === elements.length;
}

export const inFields = (fields: readonly string[], query: (code: string) => Json): Json => anyOf(fields.map(query));
