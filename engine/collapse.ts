import type { FieldSpec } from '../mappings/field.js';
import { fields } from '../mappings/fields.js';
import { type Collapse, EngineError } from './engine.js';

/** Fields that hits may be collapsed by. */
export const collapsibleFields: readonly FieldSpec[] = fields.filter(({ isCollapsible }) => isCollapsible);

/** The field that a request collapses by. @throws EngineError `rejected` for one that does not collapse */
export function fieldOfCollapse({ by }: Collapse): FieldSpec {
  const field = collapsibleFields.find(({ code }) => code === by);
  if (field) return field;
  const possible = collapsibleFields.map(({ code }) => code).join(', ');
  throw new EngineError('rejected', `hits cannot be collapsed by \`${by}\`: fields that collapse are ${possible}`);
}
