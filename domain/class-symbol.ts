import { compareIpcSymbols, ipcAncestors, parseIpcSymbol } from './classes/ipc.js';
import { compareEclaSymbols, eclaAncestors, parseEclaSymbol } from './classes/ecla.js';
import {
  compareDottedSymbols,
  locarnoAncestors,
  niceAncestors,
  parseLocarno,
  parseNice,
  parseVienna,
  viennaAncestors,
} from './classes/goods.js';
import { japaneseClassAncestors, parseJapaneseClass } from './classes/japanese-class.js';
import { parseUsClass } from './classes/us-class.js';
import type { Classification, ClassificationScheme } from './classification.js';

const isPlain = /^[\x20-\x7E]*$/;

/**
 * Reads one printed class symbol of a scheme into its canonical spelling, with the edition, position and value that the form carries: padded IPC,
 * `(2006.01)`, DOCDB's fixed columns, `Int.Cl.7`, CPC, Nice, Locarno, Vienna, US national classes. Undefined when it is no symbol of the scheme. Total.
 */
export function parseClassSymbol(scheme: ClassificationScheme, raw: string): Classification | undefined {
  const text = isPlain.test(raw) ? raw : raw.normalize('NFKC').replace(/[\t\r\n\u00A0]/g, ' ');
  if (text.length > 120) return undefined;
  switch (scheme) {
    case 'ipc':
    case 'cpc':
      return parseIpcSymbol(scheme, text, raw);
    case 'ecla':
      return keepOriginal(parseEclaSymbol(text) ?? parseIpcSymbol(scheme, text, raw), raw);
    case 'nice':
      return keepOriginal(parseNice(text), raw);
    case 'locarno':
      return keepOriginal(parseLocarno(text), raw);
    case 'vienna':
      return keepOriginal(parseVienna(text), raw);
    case 'us':
      return keepOriginal(parseUsClass(text), raw);
    case 'fi':
    case 'f-term':
      return keepOriginal(parseJapaneseClass(scheme, text), raw);
  }
}

/** `original` stays when normalisation changed more than spaces. */
function keepOriginal(found: Classification | undefined, raw: string): Classification | undefined {
  if (found === undefined) return undefined;
  return found.symbol === raw.replace(/\s/g, '') ? found : { ...found, original: raw.trim() };
}

/**
 * The symbol and all above it, from the top down: `['H', 'H01', 'H01M', 'H01M10', 'H01M10/0525']`, `['14', '14-03']`, `['1', '1.15', '1.15.15']`.
 * `symbol` is canonical; the entry of a main group is `H01M10`, which stands for `H01M10/00` too.
 */
export function classAncestors(scheme: ClassificationScheme, symbol: string): string[] {
  switch (scheme) {
    case 'ipc':
    case 'cpc':
      return ipcAncestors(symbol);
    case 'ecla':
      return eclaAncestors(symbol);
    case 'nice':
      return niceAncestors(symbol);
    case 'locarno':
      return locarnoAncestors(symbol);
    case 'vienna':
      return viennaAncestors(symbol);
    case 'us': {
      const at = symbol.indexOf('/');
      return at > 0 ? [symbol.slice(0, at), symbol] : [symbol];
    }
    case 'fi':
    case 'f-term':
      return japaneseClassAncestors(scheme, symbol);
  }
}

/**
 * What a search down the hierarchy looks for among `classAncestors`: the canonical symbol, and for a main group (`H01M10/00`, whose title covers all its
 * subgroups) its entry `H01M10`. Undefined when `raw` is no symbol.
 */
export function findHierarchyEntry(scheme: ClassificationScheme, raw: string): string | undefined {
  const symbol = parseClassSymbol(scheme, raw)?.symbol;
  return scheme === 'ipc' || scheme === 'cpc' || scheme === 'ecla' ? symbol?.replace(/\/00$/, '') : symbol;
}

/** Order of a scheme's own lists: negative, zero, positive. Subgroups of IPC and CPC sort as decimals: 10/052 before 10/0525 before 10/054. */
export function compareClassSymbols(scheme: ClassificationScheme, a: string, b: string): number {
  if (scheme === 'ecla') return compareEclaSymbols(a, b);
  return scheme === 'ipc' || scheme === 'cpc' ? compareIpcSymbols(a, b) : compareDottedSymbols(a, b);
}
