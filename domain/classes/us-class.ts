import type { Classification } from '../classification.js';

const spellMain = (main: string): string => main.replace(/^(D|PLT|G9B)?\s*0*(?=\d)/, '$1');

/**
 * US national classes: `429/231.95`, `D14/138`, and the nine columns of grants and applications: three of class, three of subclass, the decimals,
 * `429231950` and `D14138`. Ranges and digests stay as printed after the slash.
 */
export function parseUsClass(text: string): Classification | undefined {
  const body = text.toUpperCase().trim();
  const slashed =
    /^(D\s?\d{1,2}|PLT|G9B|\d{1,3})\s*\/\s*([A-Z]{0,3}\s?\d{1,4}(?:\.\d{1,3})?[A-Z]{0,3}(?:-[\d.A-Z]+)?|DIG\.?\s?\d{1,3}|FOR\s?\d{1,3})$/.exec(
      body,
    );
  if (slashed)
    return {
      scheme: 'us',
      symbol: `${spellMain((slashed[1] ?? '').replace(/\s/g, ''))}/${(slashed[2] ?? '').replace(/\s/g, '')}`,
    };
  const columns = /^(D\s?\d{1,2}|D\d{2}|[ \d]{2}\d|PLT)\s*([ \d]{2}\d|\d{1,3})(\d{0,3})([A-Z]{0,2})$/.exec(
    text.toUpperCase().trimEnd(),
  );
  if (!columns) return undefined;
  const [, main = '', sub = '', decimals = '', letters = ''] = columns;
  const fraction = decimals.replace(/0+$/, '');
  return {
    scheme: 'us',
    symbol: `${spellMain(main.replace(/\s/g, ''))}/${sub.trim().replace(/^0+(?=\d)/, '')}${fraction === '' ? '' : `.${fraction}`}${letters}`,
  };
}
