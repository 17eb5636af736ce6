import { classLevels } from '../../../domain/class-levels.js';
import { indexField, isShown } from '../../../mappings/elasticsearch.js';
import { schemeOfField } from '../../../mappings/embedded.js';
import { fieldOf } from '../../../mappings/fields.js';
import { EngineError, type FacetRequest, type FlatFacet } from '../../engine.js';

/** What a facet counts. */
export type FacetSource =
  /** Values of an index field: numbers, days since 1970-01-01 or texts. `shown` is the field whose spellings stand for them. */
  { kind: 'field'; field: string; holds: 'numbers' | 'days' | 'texts'; shown?: string } | { kind: 'status' };

/** @throws EngineError `rejected` when the field has no such facet */
export function sourceOf(request: FacetRequest | FlatFacet): FacetSource {
  const code = request.field;
  const spec = fieldOf(code);
  const { type } = spec;
  const level = 'level' in request ? request.level : undefined;
  const interval = 'interval' in request ? request.interval : undefined;
  if (request.kind === 'statistics' && type !== 'date' && type !== 'integer')
    throw refuse(code, 'no numbers and no dates');
  if ((request.kind === 'dates' || interval !== undefined) && type !== 'date') throw refuse(code, 'no dates');
  if (level !== undefined && !(type === 'class' && classLevels[schemeOfField(code)].includes(level)))
    throw refuse(code, `no level \`${level}\``);
  switch (type) {
    case 'status':
      return { kind: 'status' };
    case 'date':
      return interval === undefined || interval === 'day' || request.kind === 'statistics'
        ? { kind: 'field', field: indexField.day(code), holds: 'days' }
        : { kind: 'field', field: indexField.period(code, interval), holds: 'texts' };
    case 'integer':
      return { kind: 'field', field: indexField.integer(code), holds: 'numbers' };
    case 'class': {
      const field = level === undefined ? indexField.symbol(code) : indexField.level(code, level);
      return { kind: 'field', field, holds: 'texts' };
    }
    default:
      if (!isShown(spec)) throw refuse(code, 'no facet');
      return { kind: 'field', field: indexField.whole(code), holds: 'texts', shown: indexField.spelling(code) };
  }
}

const refuse = (code: string, lack: string): EngineError => new EngineError('rejected', `field ${code} has ${lack}`);
