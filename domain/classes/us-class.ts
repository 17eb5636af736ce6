import type { Classification } from '../classification.js';

/** Classes of letters: designs, plants and the cross-reference art of `G9B`. */
const spellMain = (main: string): string => main.replace(/\s/g, '').replace(/^(D|PLT|G9B)?0*(?=\d)/, '$1');
const spellSubclass = (sub: string): string => sub.replace(/\s/g, '').replace(/^0+(?=\d)/, '');

const slashedPattern =
  /^(D\s?\d{1,2}|PLT|G9B|\d{1,3})\s*\/\s*(DIG\.?\s?\d{1,3}|FOR\s?\d{1,3}|[A-Z]{0,3}\s?\d{1,4}(?:\.\d{1,3})?[A-Z]{0,3}(?:-[\d.A-Z]+)?)$/;

const mainColumns = / {2}\d| \d\d|\d{3}|D[ \d]\d| D\d|PLT|G9B/.source;
const subclassColumns = / {2}\d| \d\d|\d{3}/.source;
const subclass = `(${subclassColumns})(\\.?\\d{0,3})\\s?([A-Z]{0,3})`;
const columnsPattern = new RegExp(`^(${mainColumns})${subclass}(?:\\s?-${subclass})?$`);
const lettersPattern = new RegExp(`^(${mainColumns})((?:DIG|FOR)\\s?\\d{1,3})$`);

/** Subclass of three columns, decimals, letters: ` 30`, `5`, `R` is `30.5R`. */
function spellSubclassColumns(sub = '', decimals = '', letters = ''): string {
  const fraction = decimals.replace('.', '').replace(/0+$/, '');
  return `${spellSubclass(sub)}${fraction === '' ? '' : `.${fraction}`}${letters}`;
}

/**
 * US national classes: `429/231.95`, `D14/138`, and the columns of grants and applications: three of class and three of subclass, both right
 * justified, then decimals and letters: `429231950`, `307 46`, `  2169`, ` 24 305 R`, and ranges: `  2 46- 48`. A class whose leading blanks were lost is
 * what stands before the last three digits.
 */
export function parseUsClass(text: string): Classification | undefined {
  const upper = text.toUpperCase().trimEnd();
  const slashed = slashedPattern.exec(upper.trim());
  if (slashed) {
    const sub = (slashed[2] ?? '').replace(/\s|(?<=DIG)\./g, '');
    return { scheme: 'us', symbol: `${spellMain(slashed[1] ?? '')}/${sub}` };
  }
  const bare = /^(D\s?\d{1,2}|PLT|\d{1,3})$/.exec(upper.trim());
  if (bare) return { scheme: 'us', symbol: spellMain(bare[1] ?? '') };
  const short = /^(\d{1,2})(\d{3})$/.exec(upper.trim());
  if (short) return { scheme: 'us', symbol: `${spellMain(short[1] ?? '')}/${spellSubclass(short[2] ?? '')}` };
  const lettered = lettersPattern.exec(upper);
  if (lettered) return { scheme: 'us', symbol: `${spellMain(lettered[1] ?? '')}/${spellSubclass(lettered[2] ?? '')}` };
  // Cross-reference art of semiconductors: `257E21006` is 257/E21.006.
  const crossReference = /^(\d{3})(E\d\d)(\d{3})$/.exec(upper.trim());
  if (crossReference) return { scheme: 'us', symbol: `${crossReference[1]}/${crossReference[2]}.${crossReference[3]}` };
  const columns = columnsPattern.exec(upper);
  if (!columns) return undefined;
  const [, main = '', ...parts] = columns;
  const from = spellSubclassColumns(...parts.slice(0, 3));
  const to = parts[3] === undefined ? '' : `-${spellSubclassColumns(...parts.slice(3))}`;
  return { scheme: 'us', symbol: `${spellMain(main)}/${from}${to}` };
}
