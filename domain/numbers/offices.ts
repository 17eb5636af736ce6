import { cnNumbers } from './cn.js';
import { epNumbers } from './ep.js';
import { genericNumbers } from './generic.js';
import { jpNumbers } from './jp.js';
import { krNumbers } from './kr.js';
import type { OfficeNumbers } from './number-form.js';
import { usNumbers } from './us.js';
import { woNumbers } from './wo.js';
import { emNumbers, euNumbers } from './eu.js';

const known = new Map<string, OfficeNumbers>([
  ['CN', cnNumbers],
  ['US', usNumbers],
  ['EP', epNumbers],
  ['WO', woNumbers],
  ['JP', jpNumbers],
  ['KR', krNumbers],
  ['EM', emNumbers],
  ['EU', euNumbers],
]);

/** Rules of an office's numbers; offices without a table of their own share the general one. */
export function officeNumbers(office: string): OfficeNumbers {
  const found = known.get(office) ?? genericNumbers(office);
  // Codes come from data too: only those that can be codes are worth keeping.
  if (/^[A-Z]{2}$/.test(office)) known.set(office, found);
  return found;
}
