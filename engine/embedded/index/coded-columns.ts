import { embeddedFields } from '../../../mappings/embedded.js';
import type { CodedColumn } from './merge-terms.js';

/** The columns that hold codes of keys, as the field declarations say. */
export const codedColumns: readonly CodedColumn[] = embeddedFields.flatMap(({ spec, number, column }): CodedColumn[] =>
  column === 'values'
    ? [{ name: spec.code, namespace: 'value', fieldNumber: number }]
    : column === 'symbols'
      ? [{ name: spec.code, namespace: 'symbol', fieldNumber: number }]
      : [],
);
