import { indexField, type Json } from '../../../mappings/elasticsearch.js';
import type { FieldSpec } from '../../../mappings/field.js';
import { fields } from '../../../mappings/fields.js';
import { EngineError, type HitPosition, type SortKey } from '../../engine.js';
import type { SearchHit } from './searcher.js';

/** Keys that the order is made of: the score when nothing is said. */
export const orderOf = (sort: readonly SortKey[]): readonly SortKey[] =>
  sort.length > 0 ? sort : [{ by: 'score', direction: 'desc' }];

export const isScored = (sort: readonly SortKey[]): boolean => orderOf(sort).some(({ by }) => by === 'score');

/** The order as Elasticsearch takes it; ties by id. @throws EngineError `rejected` for a field that does not sort */
export function sortClauses(sort: readonly SortKey[]): Json[] {
  return [...orderOf(sort).map(sortClause), { id: 'asc' }];
}

function sortClause({ by, direction }: SortKey): Json {
  if (by === 'score') return { _score: direction };
  if (by === 'id') return { id: direction };
  const spec = fields.find(({ code }) => code === by);
  if (!spec?.isSortable) throw new EngineError('rejected', `the field \`${by}\` does not sort`);
  return { [sortField(spec)]: { order: direction, mode: direction === 'asc' ? 'min' : 'max', missing: '_last' } };
}

function sortField({ code, type }: FieldSpec): string {
  if (type === 'date') return indexField.day(code);
  return type === 'integer' ? indexField.integer(code) : indexField.whole(code);
}

/** A record without a value stands where Elasticsearch puts its extreme numbers, which JSON cannot say exactly. */
const extremes = { asc: '9223372036854775807', desc: '-9223372036854775808' } as const;

/** Where a hit stands. */
export function positionOf({ sort = [] }: SearchHit, keys: readonly SortKey[]): HitPosition {
  const values = orderOf(keys).map((_, place) => {
    const value = sort[place] ?? null;
    return typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER ? null : value;
  });
  return { values, id: String(sort.at(-1)) };
}

/** `search_after` for what stands behind a position. */
export function behind({ values, id }: HitPosition, keys: readonly SortKey[]): unknown[] {
  const after = orderOf(keys).map(({ by, direction }, place) => {
    const value = values[place] ?? null;
    const isNumber = ['date', 'integer'].includes(fields.find(({ code }) => code === by)?.type ?? '');
    return value === null && isNumber ? extremes[direction] : value;
  });
  return [...after, id];
}
