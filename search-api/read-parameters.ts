import type { z } from 'zod';
import { HttpError, ParameterErrors } from './http-error.js';
import { describeIssue } from './parameter-issues.js';
import { repeatedNames } from './schemas/parameters.js';

/** Raw parameters of a query string: a value per name, all values where a name is repeated. */
export type RawParameters = Record<string, string | string[]>;

/**
 * Reads a query string; `+` is a space.
 * @throws HttpError `malformed-url` for percent-encoding that is not UTF-8, which Node would turn into U+FFFD silently.
 */
export function parseQueryString(text: string | null | undefined): RawParameters {
  const parameters = Object.create(null) as RawParameters;
  for (const pair of (text ?? '').split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1));
    const held = parameters[name];
    parameters[name] = held === undefined ? value : [held, value].flat();
  }
  return parameters;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new HttpError(
      'malformed-url',
      'the query string has malformed percent-encoding',
      'write `%` itself as `%25`',
    );
  }
}

const listNames = new Set(['type', 'sort', 'fields', 'facets', 'state']);

/**
 * Checks parameters against a schema. Text values (`isText`: query string, command line) are read as the schema's types first:
 * lists are separated by commas, numbers and flags are written out.
 * @throws ParameterErrors with every problem, unknown names with the nearest known one.
 */
export function readParameters<S extends z.ZodObject>(schema: S, raw: unknown, isText: boolean): z.output<S> {
  const known = Object.keys(schema.shape);
  const given = isObject(raw) ? typeValues(raw, isText) : raw;
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.flatMap((issue) => describeIssue(issue, known, given));
  const [first, ...rest] = issues;
  throw new ParameterErrors(first ? [first, ...rest] : [{ code: 'invalid-parameter', pointer: '', detail: 'invalid' }]);
}

const isObject = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

function typeValues(raw: Record<string, unknown>, isText: boolean): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => {
      if (listNames.has(name)) return [name, splitList(value)];
      if (repeatedNames.has(name) && typeof value === 'string') return [name, [value]];
      return [name, isText && typeof value === 'string' ? typeText(name, value) : value];
    }),
  );
}

const splitList = (value: unknown): unknown =>
  typeof value === 'string' || (Array.isArray(value) && value.every((each) => typeof each === 'string'))
    ? [value]
        .flat()
        .flatMap((each) => each.split(','))
        .map((each) => each.trim())
        .filter((each) => each !== '')
    : value;

function typeText(name: string, value: string): unknown {
  if ((name === 'limit' || name === 'offset') && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  if (name === 'highlight') {
    if (/^(true|1|yes|)$/i.test(value)) return true;
    if (/^(false|0|no)$/i.test(value)) return false;
  }
  return value;
}
