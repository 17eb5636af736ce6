import { foldNumber, unifyNumber } from './numbers/number-form.js';
import type { ApplicationNumber } from './numbers/number-form.js';
import { officeNumbers } from './numbers/offices.js';
import { woNumbers } from './numbers/wo.js';

export type { ApplicationNumber } from './numbers/number-form.js';

/**
 * Takes an application number apart as its office prints it, or as DOCDB, epodoc or CNIPA's standard form spell it. `number` is canonical: no office, no
 * separators, no check digit. A number that no rule knows comes back folded, without forms. `isCheckDigitValid` is there when a check digit was printed
 * and the office's rule is known (CN, EP). Total: never throws.
 */
export function parseApplicationNumber(office: string, printed: string): ApplicationNumber {
  const text = unifyNumber(printed);
  const code = office.toUpperCase();
  const rules = /^(?:WO)?\s?PCT/.test(text) || code === 'WO' || code === 'IB' ? woNumbers : officeNumbers(code);
  const parsed = rules.application(text);
  // DOCDB cites an international application under `IB` by year and serial number alone.
  if (code === 'IB' && /^(19|20)\d{8}$/.test(foldNumber(text))) return woNumbers.application(`IB${foldNumber(text)}`);
  return parsed;
}
