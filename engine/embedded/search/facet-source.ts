import { classLevels } from '../../../domain/class-levels.js';
import type { ClassificationScheme } from '../../../domain/classification.js';
import { type EmbeddedField, embeddedFieldOf } from '../../../mappings/embedded.js';
import { type DateInterval, EngineError, type FacetRequest } from '../../engine.js';

/** What a facet counts: where its values stand in a segment and what becomes a bucket. */
export type FacetSource = { code: string; key: string } & (
  | { kind: 'coded'; namespace: 'value' | 'symbol'; number: number }
  | { kind: 'level'; number: number; scheme: ClassificationScheme; level: string }
  | { kind: 'period'; interval: DateInterval }
  /** Integers, or days since 1970-01-01. */
  | { kind: 'number'; isDay: boolean }
  /** Statuses on a day; the last known ones without. */
  | { kind: 'status'; day: number | undefined }
);

/** @throws EngineError `rejected` when the field has no such facet */
export function sourceOf(request: FacetRequest, statusDay: number | undefined): FacetSource {
  const code = request.field;
  const { column, number, scheme } = embeddedFieldOf(code);
  const level = 'level' in request ? request.level : undefined;
  const interval = 'interval' in request ? request.interval : undefined;
  if (request.kind === 'statistics') {
    if (column !== 'days' && column !== 'integers') throw refuse(code, 'no numbers and no dates');
    return { code, key: `${code} number`, kind: 'number', isDay: column === 'days' };
  }
  if ((request.kind === 'dates' || interval !== undefined) && column !== 'days') throw refuse(code, 'no dates');
  if (level !== undefined && !(scheme && classLevels[scheme].includes(level)))
    throw refuse(code, `no level \`${level}\``);
  switch (column) {
    case undefined:
      throw refuse(code, 'no facet');
    case 'status':
      return { code, key: 'status', kind: 'status', day: statusDay };
    case 'days':
      return { code, key: `${code} ${interval ?? 'day'}`, kind: 'period', interval: interval ?? 'day' };
    case 'integers':
      return { code, key: `${code} number`, kind: 'number', isDay: false };
    case 'values':
    case 'symbols':
      if (level !== undefined && scheme) return { code, key: `${code} ${level}`, kind: 'level', number, scheme, level };
      return { code, key: code, kind: 'coded', namespace: namespaceOf(column), number };
  }
}

const namespaceOf = (column: EmbeddedField['column']): 'value' | 'symbol' =>
  column === 'symbols' ? 'symbol' : 'value';

const refuse = (code: string, lack: string): EngineError => new EngineError('rejected', `field ${code} has ${lack}`);
