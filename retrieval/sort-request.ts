import type { SortKey } from '../engine/engine.js';
import { fieldByName, fields } from '../mappings/fields.js';
import { findNearestName } from './nearest-name.js';
import { InvalidRequest } from './service-error.js';

/**
 * Sort keys as a person writes them: `-PD` or `PD:desc`, `PD` or `PD:asc`, `score` (best first), `id`. Best first when none is given.
 * @throws InvalidRequest for a field that does not sort.
 */
export function parseSort(texts: readonly string[]): SortKey[] {
  return texts.length === 0 ? [{ by: 'score', direction: 'desc' }] : texts.map(parseSortKey);
}

function parseSortKey(text: string): SortKey {
  const match = /^(?<minus>-)?(?<name>[^:\s]+)(?:(?::|\s+)(?<direction>asc|desc))?$/i.exec(text.trim());
  const { minus, name = '', direction } = match?.groups ?? {};
  if (!match || (minus && direction)) {
    throw new InvalidRequest(
      'invalid-parameter',
      `sort key \`${text}\` cannot be read`,
      'write `-PD` or `PD:desc`',
      '/sort',
    );
  }
  const by = findSortable(name);
  const isDescending = direction ? direction.toLowerCase() === 'desc' : minus !== undefined || by === 'score';
  return { by, direction: isDescending ? 'desc' : 'asc' };
}

function findSortable(name: string): string {
  const special = ['score', 'id'].find((each) => each === name.toLowerCase());
  if (special) return special;
  const field = fieldByName(name);
  if (field && 'values' in field && field.isSortable) return field.code;
  const sortable = ['score', 'id', ...fields.filter((each) => each.isSortable).map((each) => each.code)];
  const nearest = field ? undefined : findNearestName(name, sortable);
  throw new InvalidRequest(
    'unknown-field',
    field ? `field \`${field.code}\` does not sort` : `there is no field \`${name}\``,
    nearest ? `did you mean \`${nearest}\`?` : `fields that sort: ${sortable.join(', ')}`,
    '/sort',
  );
}
