import type { Classification } from '../classification.js';

/** Classes of letters: designs, plants and the cross-reference art of `G9B`. */
const spellMain = (main: string): string => main.replace(/\s/g, '').replace(/^(D|PLT|G9B)?0*(?=\d)/, '$1');
const spellSubclass = (sub: string): string => sub.replace(/\s/g, '').replace(/^0+(?=\d)/, '');

const slashedPattern =
  /^(D\s?\d{1,2}|PLT|G9B|\d{1,3})\s*\/\s*(DIG\.?\s?\d{1,3}|FOR\s?\d{1,3}|[A-Z]{0,3}\s?\d{1,4}(?:\.\d{1,3})?[A-Z]{0,3}(?:-[\d.A-Z]+)?)$/;

/**
 * US national classes: `429/231.95`, `D14/138`, and the columns of grants and applications: three of class and three of subclass, both right
 * justified, then decimals: `429231950`, `307 46`, `  2169`, `D14138`. A class whose leading blanks were lost is what stands before the last three digits.
 */
export function parseUsClass(text: string): Classification | undefined {
  const upper = text.toUpperCase().trimEnd();
  const slashed = slashedPattern.exec(upper.trim());
  if (slashed)
    return {
      scheme: 'us',
      symbol: `${spellMain(slashed[1] ?? '')}/${(slashed[2] ?? '').replace(/[\s]|(?<=DIG)\./g, '')}`,
    };
  const columns =
    /^(D[ \d]\d|PLT| {2}\d| \d\d|\d{3})( {2}\d| \d\d|\d{3})(\.?\d{1,3})?([A-Z]{0,3})$/.exec(upper) ??
    /^(\d{1,2})(\d{3})()()$/.exec(upper.trim()) ??
    /^(D[ \d]\d|PLT| {2}\d| \d\d|\d{3})(DIG\s?\d{1,3}|FOR\s?\d{1,3})()()$/.exec(upper);
  if (!columns) return undefined;
  const [, main = '', sub = '', decimals = '', letters = ''] = columns;
  const fraction = decimals.replace('.', '').replace(/0+$/, '');
  return {
    scheme: 'us',
    symbol: `${spellMain(main)}/${spellSubclass(sub)}${fraction === '' ? '' : `.${fraction}`}${letters}`,
  };
}
