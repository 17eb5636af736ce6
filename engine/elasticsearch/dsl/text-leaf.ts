import { indexField, type Json } from '../../../mappings/elasticsearch.js';
import type { CheckedNode, FrequencyLeaf, PhraseLeaf, PositionNode, ProximityLeaf } from '../../../query/tree.js';
import { allOf, anyOf, matchAll, matchNone, noneOf, scoringAtLeast } from './clauses.js';
import { rulesOf, supersetOf } from './proximity.js';
import {
  hasRule,
  inFields,
  isTerm,
  oneWord,
  phraseOfTerms,
  supersetOfPhrase,
  tokensOfStem,
  wordsRule,
} from './words.js';

export type TextLeaf = PhraseLeaf | ProximityLeaf | FrequencyLeaf;

/** How leaves become clauses. */
export interface LeafContext {
  /** Whether truncations may stand inside intervals: the server lists their words up to a limit. */
  expands: boolean;
  /** The clause of a node that no clause says exactly: the records among the candidates that query/evaluate.ts finds. */
  verify(node: CheckedNode, candidates: Json): Json;
}

/** Records that a text leaf finds. */
export function textLeafQuery(leaf: TextLeaf, context: LeafContext): Json {
  switch (leaf.kind) {
    case 'phrase':
      return phraseQuery(leaf, context);
    case 'proximity':
      return proximityQuery(leaf, context);
    case 'frequency':
      return frequencyQuery(leaf, context);
  }
}

function phraseQuery(leaf: PhraseLeaf, { expands, verify }: LeafContext): Json {
  const { elements, fields } = leaf;
  const [only] = elements;
  if (only === undefined) return matchNone;
  if (elements.length === 1) return inFields(fields, (code) => oneWord(only, code));
  if (elements.every(isTerm)) return inFields(fields, (code) => phraseOfTerms(elements, code));
  if (!hasRule(elements, expands))
    return verify(
      leaf,
      inFields(fields, (code) => supersetOfPhrase(elements, code)),
    );
  return inFields(fields, (code) => ({ intervals: { [indexField.words(code)]: wordsRule(elements) } }));
}

/** Rules that one leaf may ask for, each with a clause or more for every word in it: Elasticsearch takes some thousands in all. */
const mostRules = 1500;

function proximityQuery(leaf: ProximityLeaf, { expands, verify }: LeafContext): Json {
  const rules = rulesOf(leaf.node, expands);
  if (!rules || rules.length * leaf.fields.length > mostRules)
    return verify(
      leaf,
      inFields(leaf.fields, (code) => supersetOf(leaf.node, code)),
    );
  return inFields(leaf.fields, (code) =>
    anyOf(rules.map((rule) => ({ intervals: { [indexField.words(code)]: rule } }))),
  );
}

/** At least `from` and not at least one more than `to`. */
function frequencyQuery(leaf: FrequencyLeaf, context: LeafContext): Json {
  const [from, to] = [leaf.from ?? 0, leaf.to ?? Infinity];
  if (to < 0 || from > to) return matchNone;
  const clauses: Json[] = [];
  if (from > 0) clauses.push(atLeast(Math.ceil(from), leaf, context));
  if (to !== Infinity) clauses.push(noneOf([atLeast(Math.floor(to) + 1, leaf, context)]));
  return clauses.length === 0 ? matchAll : allOf(clauses);
}

function atLeast(least: number, { fields, node }: FrequencyLeaf, context: LeafContext): Json {
  if (least === 1) return existsQuery(fields, node, context);
  const counted = occurrencesQuery(node, fields);
  // Half an occurrence less: scores are no exact numbers.
  if (counted) return scoringAtLeast(least - 0.5, counted);
  const leaf: FrequencyLeaf = { kind: 'frequency', fields, node, from: least };
  return context.verify(
    leaf,
    inFields(fields, (code) => supersetOf(node, code)),
  );
}

/** Records in which the node occurs at all. */
export function existsQuery(fields: string[], node: PositionNode, context: LeafContext): Json {
  return node.kind === 'words'
    ? phraseQuery({ kind: 'phrase', fields, elements: node.elements }, context)
    : proximityQuery({ kind: 'proximity', fields, node }, context);
}

/** A query that scores the number of occurrences in the fields; undefined where the server cannot count them. */
export function occurrencesQuery(node: PositionNode, fields: readonly string[]): Json | undefined {
  if (node.kind !== 'words') return undefined;
  const { elements } = node;
  const [only] = elements;
  const should = (make: (code: string) => Json[]): Json => ({ bool: { should: fields.flatMap(make) } });
  if (only?.kind === 'stem' && elements.length === 1) {
    const tokens = tokensOfStem(only.stem);
    return should((code) => tokens.map((token) => ({ term: { [indexField.words(code)]: token } })));
  }
  return elements.length > 0 && elements.every(isTerm) ? should((code) => [phraseOfTerms(elements, code)]) : undefined;
}
