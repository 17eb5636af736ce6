import type { FacetRequest } from '../engine/engine.js';
import { fieldByName, fields } from '../mappings/fields.js';
import type { FieldSpec } from '../mappings/field.js';
import { findNearestName } from './nearest-name.js';
import { InvalidRequest } from './service-error.js';

const classLevels = ['section', 'class', 'subclass', 'group', 'subgroup'];
const intervals = ['year', 'month'] as const;
const defaultSize = 10;
const maximumSize = 1000;

/**
 * Facets as a person writes them: `AP`, `AP:50` (size), `IPC:subclass` (hierarchy level), `IPC:subclass:20`, `PD:year`, `PD:month`.
 * The key of the answer is the text as written.
 * @throws InvalidRequest naming what is wrong and what was expected.
 */
export function parseFacets(texts: readonly string[]): Record<string, FacetRequest> {
  return Object.fromEntries(texts.map((text) => [text, parseFacet(text)]));
}

function parseFacet(text: string): FacetRequest {
  const [name = '', ...options] = text.split(':').map((part) => part.trim());
  const field = findFacetField(name);
  if (field.type === 'date') {
    const [interval = 'year', ...more] = options;
    const known = intervals.find((each) => each === interval);
    if (!known || more.length > 0)
      throw refuse(text, `a date facet is \`${field.code}:year\` or \`${field.code}:month\``);
    return { kind: 'dates', field: field.code, interval: known };
  }
  const facet: FacetRequest = { kind: 'terms', field: field.code, size: defaultSize };
  for (const option of options) {
    if (/^\d+$/.test(option)) {
      facet.size = Number(option);
      if (facet.size < 1 || facet.size > maximumSize) throw refuse(text, `the size is 1 to ${maximumSize}`);
    } else if (field.type === 'class' && classLevels.includes(option)) {
      facet.level = option;
    } else {
      const levels = field.type === 'class' ? `a level (${classLevels.join(', ')}) or ` : '';
      throw refuse(text, `after \`:\` comes ${levels}a size, not \`${option}\``);
    }
  }
  return facet;
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
