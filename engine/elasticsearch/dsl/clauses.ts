import type { Json } from '../../../mappings/elasticsearch.js';

/** Clauses of the query DSL, written once. */
export const matchAll: Json = { match_all: {} };
export const matchNone: Json = { match_none: {} };

export function allOf(clauses: readonly Json[]): Json {
  const [only] = clauses;
  return only === undefined ? matchAll : clauses.length === 1 ? only : { bool: { filter: clauses } };
}

export function anyOf(clauses: readonly Json[]): Json {
  const [only] = clauses;
  if (only === undefined) return matchNone;
  return clauses.length === 1 ? only : { bool: { should: clauses, minimum_should_match: 1 } };
}

export const noneOf = (clauses: readonly Json[]): Json => ({ bool: { must_not: clauses } });

/** What scores at least this much. */
export const scoringAtLeast = (least: number, query: Json, source = '_score'): Json => ({
  script_score: { query, script: { source }, min_score: least },
});

/** What an odd number of clauses match. */
export function oddOf(clauses: readonly Json[]): Json {
  if (clauses.length === 0) return matchNone;
  const ones = clauses.map((filter) => ({ constant_score: { filter } }));
  return scoringAtLeast(0.5, { bool: { should: ones } }, '((int) Math.round(_score)) % 2');
}

/** Values that one `terms` clause may hold (`index.max_terms_count`). */
const mostTerms = 60_000;

/** One of many whole terms of a field. */
export function oneOfTerms(field: string, terms: readonly (string | number)[]): Json {
  const [only] = terms;
  if (terms.length === 1 && only !== undefined) return { term: { [field]: only } };
  const runs: Json[] = [];
  for (let at = 0; at < terms.length; at += mostTerms)
    runs.push({ terms: { [field]: terms.slice(at, at + mostTerms) } });
  return anyOf(runs);
}
