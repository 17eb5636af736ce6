import type { Engine } from '../engine/engine.js';
import type { FieldGroup, FieldSpec } from '../mappings/field.js';
import { fieldGroups, fields } from '../mappings/fields.js';

export type FieldAnswer = Omit<FieldSpec, 'values'> & {
  /** Share (0-1) of records that have a value. */
  fillRate: number;
};

export interface FieldsAnswer {
  fields: FieldAnswer[];
  groups: readonly FieldGroup[];
}

/** Every searchable field as declared in mappings/fields.ts, with how often it is filled in the data at hand. */
export async function listFields(engine: Engine): Promise<FieldsAnswer> {
  const rates = await engine.fillRates();
  return {
    fields: fields.map((field) => {
      const { values: _values, ...declared } = field;
      return { ...declared, fillRate: rates[field.code] ?? 0 };
    }),
    groups: fieldGroups,
  };
}
