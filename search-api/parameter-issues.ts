import type { z } from 'zod';
import { findNearestName } from '../retrieval/nearest-name.js';
import type { ParameterIssue } from './http-error.js';

/**
 * What is wrong with parameters, in words: names the parameter, the value as given and what was expected.
 * @param known Names of all parameters of this operation.
 * @param given The values that were checked.
 */
export function describeIssue(issue: z.core.$ZodIssue, known: readonly string[], given: unknown): ParameterIssue[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => describeUnknown(key, known));
  const name = String(issue.path[0] ?? '');
  const value = valueAt(given, issue.path);
  return [
    {
      code: 'invalid-parameter',
      pointer: issue.path.map((part) => `/${escapePointer(String(part))}`).join(''),
      detail: describeValue(name, value),
      hint: hintOf(issue, name, value),
    },
  ];
}

function describeUnknown(key: string, known: readonly string[]): ParameterIssue {
  const meant = otherNames[key.toLowerCase().replace(/[^a-z]/g, '')];
  const nearest = meant !== undefined && known.includes(meant) ? meant : findNearestName(key, known);
  return {
    code: 'unknown-parameter',
    pointer: `/${escapePointer(key)}`,
    detail: `there is no parameter \`${shorten(key)}\``,
    hint: nearest ? `did you mean \`${nearest}\`?` : `parameters: ${known.join(', ') || 'none'}`,
  };
}

/** What other search interfaces call the same thing. */
const otherNames: Readonly<Record<string, string | undefined>> = {
  query: 'q',
  text: 'q',
  search: 'q',
  size: 'limit',
  rows: 'limit',
  count: 'limit',
  pagesize: 'limit',
  perpage: 'limit',
  from: 'offset',
  start: 'offset',
  skip: 'offset',
  orderby: 'sort',
  order: 'sort',
  sortby: 'sort',
  select: 'fields',
  aggs: 'facets',
  groupby: 'facets',
  groupfield: 'collapse',
  collapseby: 'collapse',
  fq: 'filter',
  filters: 'filter',
  postfilter: 'filter',
  scroll: 'cursor',
  searchafter: 'cursor',
  cursormark: 'cursor',
  date: 'asOf',
};

function describeValue(name: string, value: unknown): string {
  if (name === '') return 'the parameters are not a JSON object';
  if (value === undefined) return `\`${name}\` is missing`;
  if (value === '') return `\`${name}\` is empty`;
  if (Array.isArray(value)) return `\`${name}\` has ${value.length} values or is a list where none is taken`;
  return `\`${name}\` cannot be \`${shorten(typeof value === 'string' ? value : JSON.stringify(value))}\``;
}

function hintOf(issue: z.core.$ZodIssue, name: string, value: unknown): string | undefined {
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const nearest = typeof value === 'string' ? findNearestName(value, values) : undefined;
    return nearest ? `did you mean \`${nearest}\`?` : `one of ${values.join(', ')}`;
  }
  return hints[name];
}

const hints: Readonly<Record<string, string>> = {
  '': 'write `{"q": "*"}`',
  q: 'one query as text; `*` finds everything',
  type: 'right types as text, several separated by commas or in a list',
  sort: 'sort keys as text, e.g. `-PD`; several separated by commas or in a list',
  fields: 'names as text, several separated by commas or in a list; /v1/fields lists them',
  facets: 'facets as text, e.g. `AP:10`; several separated by commas or in a list, 50 at most',
  filter: 'queries as text, one to a parameter, 20 at most',
  cursor: '`*` for the first page, then `meta.cursor` of the page before',
  after: 'the last id that arrived',
  asOf: 'a day is written `yyyy-mm-dd`',
  limit: 'a whole number from 0 to 1000',
  offset: 'a whole number from 0 to 1000000; `cursor=*` pages on without end',
  highlight: '`true` or `false`',
  explain: '`score`',
  collapse: 'one field as text: `AN`, `FAM` or `FAMX`',
};

const valueAt = (given: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, part) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[part] : undefined),
    given,
  );

/** A value is told back, but not a megabyte of it. */
const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
const escapePointer = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');
