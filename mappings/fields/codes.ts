import type { FieldSpec } from '../field.js';
import { familyCodes } from './family-codes.js';
import { markCodes } from './mark-codes.js';
import { placeCodes } from './place-codes.js';
import { recordCodes } from './record-codes.js';
import { sourceCodes } from './source-codes.js';
import { statusCodes } from './status-codes.js';

/** Codes and other whole values. */
export const codeFields: readonly FieldSpec[] = [
  ...recordCodes,
  ...statusCodes,
  ...placeCodes,
  ...familyCodes,
  ...markCodes,
  ...sourceCodes,
];
