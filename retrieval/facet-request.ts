import { classLevels } from '../domain/class-levels.js';
import type { BucketOrder, DateInterval, FacetRequest, FlatFacet } from '../engine/engine.js';
import { schemeOfField } from '../mappings/embedded.js';
import { fieldByName, fields } from '../mappings/fields.js';
import type { FieldSpec } from '../mappings/field.js';
import { findNearestName } from './nearest-name.js';
import { InvalidRequest } from './service-error.js';

const intervals: readonly DateInterval[] = ['year', 'quarter', 'month', 'day'];
const orders: Readonly<Record<string, BucketOrder>> = {
  'by-count': 'count',
  'by-value': 'value',
  'by-value-desc': 'value-desc',
};
const defaultSize = 10;
const maximumSize = 1000;
const defaultPercents = [5, 25, 50, 75, 95];

/**
 * Facets as a person writes them: a field, then options after colons, in any order: a size (`AP:50`), a level of a class field (`IPC:subclass`), a period
 * of a date field (`PD:quarter`), an order (`PY:by-value`); or instead of buckets their number (`AP:distinct`) or statistics (`NOC:stats`,
 * `PD:stats:p10:p90`). A second one after `>` is counted within each bucket of the first: `PY:5>IPC:subclass:3`. The key of the answer is the text as written.
 * @throws InvalidRequest naming what is wrong and what was expected.
 */
export function parseFacets(texts: readonly string[]): Record<string, FacetRequest> {
  return Object.fromEntries(texts.map((text) => [text, parseFacet(text)]));
}

function parseFacet(text: string): FacetRequest {
  const [outerText = '', innerText, ...more] = text.split('>');
  const outer = parseFlat(outerText, text);
  if (innerText === undefined) return outer;
  if (more.length > 0) throw refuse(text, 'facets are two levels deep: `PY>IPC:subclass`');
  if (outer.kind !== 'terms' && outer.kind !== 'dates')
    throw refuse(text, 'before `>` stands a facet that has buckets: `PY>AP:distinct`');
  return { ...outer, nested: parseFlat(innerText, text) };
}

/** What the options of a facet say. */
interface Options {
  size?: number;
  level?: string;
  interval?: DateInterval;
  order?: BucketOrder;
  measure?: 'distinct' | 'statistics';
  percents: number[];
}

function parseFlat(part: string, text: string): FlatFacet {
  const [name = '', ...words] = part.split(':').map((word) => word.trim());
  const spec = findFacetField(name);
  const field = spec.code;
  const options: Options = { percents: [] };
  for (const word of words) readOption(word, spec, options, text);
  const { size, level, order, measure, percents } = options;
  const interval = spec.type === 'date' ? (options.interval ?? (measure === 'distinct' ? 'day' : 'year')) : undefined;
  if (percents.length > 0 && measure !== 'statistics')
    throw refuse(text, `percentiles are part of statistics: \`${field}:stats:p${percents[0]}\``);
  if (measure && (size !== undefined || order)) throw refuse(text, 'a size and an order are for facets with buckets');
  if (measure === 'statistics')
    return { kind: measure, field, percents: percents.length > 0 ? [...new Set(percents)] : defaultPercents };
  if (measure === 'distinct') return { kind: measure, field, level, interval };
  if (interval) return { kind: 'dates', field, interval, size, order };
  return { kind: 'terms', field, size: size ?? defaultSize, level, order };
}

/** @throws InvalidRequest for a word that is no option of the field */
function readOption(word: string, spec: FieldSpec, options: Options, text: string): void {
  const isCountable = spec.type === 'date' || spec.type === 'integer';
  const levels = spec.type === 'class' ? classLevels[schemeOfField(spec.code)] : [];
  const interval = spec.type === 'date' ? intervals.find((each) => each === word) : undefined;
  const percent = isCountable ? /^p(\d{1,3}(?:\.\d+)?)$/.exec(word)?.[1] : undefined;
  if (/^\d+$/.test(word)) {
    options.size = Number(word);
    if (options.size < 1 || options.size > maximumSize) throw refuse(text, `the size is 1 to ${maximumSize}`);
  } else if (levels.includes(word)) options.level = word;
  else if (interval) options.interval = interval;
  else if (Object.hasOwn(orders, word)) options.order = orders[word];
  else if (word === 'distinct') options.measure = word;
  else if (word === 'stats' && isCountable) options.measure = 'statistics';
  else if (percent !== undefined && Number(percent) <= 100) options.percents.push(Number(percent));
  else {
    const known = [
      'a size',
      ...(levels.length > 0 ? [`a level (${levels.join(', ')})`] : []),
      ...(spec.type === 'date' ? [`a period (${intervals.join(', ')})`] : []),
      `an order (${Object.keys(orders).join(', ')})`,
      '`distinct`',
      ...(isCountable ? ['`stats` with percentiles (`p90`)'] : []),
    ];
    throw refuse(text, `after \`${spec.code}:\` comes ${known.join(', ')}; not \`${word}\``);
  }
}

function findFacetField(name: string): FieldSpec {
  const field = fieldByName(name);
  if (field && 'values' in field && field.isFacetable) return field;
  const facetable = fields.filter((each) => each.isFacetable).map((each) => each.code);
  const nearest = field ? undefined : findNearestName(name, facetable);
  throw new InvalidRequest(
    'unknown-field',
    field ? `field \`${field.code}\` has no facets` : `there is no field \`${name}\``,
    nearest ? `did you mean \`${nearest}\`?` : `fields with facets: ${facetable.join(', ')}`,
    '/facets',
  );
}

const refuse = (text: string, hint: string): InvalidRequest =>
  new InvalidRequest('invalid-parameter', `facet \`${text}\` cannot be read`, hint, '/facets');
