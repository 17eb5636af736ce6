import { collapsibleFields } from '../engine/collapse.js';
import type { Collapse } from '../engine/engine.js';
import { fieldByName, fields } from '../mappings/fields.js';
import { findNearestName } from './nearest-name.js';
import { InvalidRequest } from './service-error.js';

/** Codes that a person may name. */
const possible = fields.filter((each) => each.isCollapsible || each.collapsesBy !== undefined).map(({ code }) => code);

/**
 * The field that results are collapsed by, as a person names it: `AN` or `APL` for applications, `FAM`, `FAMX` for families, or another name of theirs.
 * @throws InvalidRequest for a field that does not collapse, with those that do
 */
export function parseCollapse(text: string): Collapse {
  const name = text.trim();
  const field = fieldByName(name);
  const code = field && 'values' in field ? (field.collapsesBy ?? field.code) : undefined;
  if (collapsibleFields.some((each) => each.code === code) && code !== undefined) return { by: code };
  const nearest = field ? undefined : findNearestName(name, possible);
  throw new InvalidRequest(
    'unknown-field',
    field ? `results are not collapsed by field \`${field.code}\`` : `there is no field \`${name}\``,
    `${nearest ? `did you mean \`${nearest}\`? ` : ''}fields that collapse: ${possible.join(', ')}`,
    '/collapse',
  );
}
