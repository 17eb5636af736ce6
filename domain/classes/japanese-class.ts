import type { Classification } from '../classification.js';
import { ipcAncestors } from './ipc.js';

/**
 * JPO's own schemes. FI: an IPC symbol, then a three-digit subdivision and a file letter: `B01D53/14 311 A`, printed also `53/14,311@A`.
 * F-term: theme of five characters, viewpoint of two letters, two digits: `4F100AA01`, printed also `4F100/AA01` (DOCDB).
 */
export function parseJapaneseClass(scheme: 'fi' | 'f-term', text: string): Classification | undefined {
  const body = text.toUpperCase().trim();
  if (scheme === 'f-term') {
    const term = /^(\d[A-Z]\d{3})[\s/]*(?:([A-Z]{2})\s*(\d{2})?(?:\.?([A-Z0-9]))?)?$/.exec(body);
    return term ? { scheme, symbol: `${term[1]}${term[2] ?? ''}${term[3] ?? ''}${term[4] ?? ''}` } : undefined;
  }
  // DOCDB puts the edition of the IPC before the symbol: `4F21S43  /237`.
  const match = /^[1-9]?([A-H]\d\d[A-Z])\s*0*(\d{1,4})\s*\/\s*(\d{2,6})(?:[\s,]+(\d{3}))?(?:[\s@]+([A-Z]))?$/.exec(
    body,
  );
  if (!match) return undefined;
  const [, subclass = '', group = '', subgroup = '', division, letter] = match;
  return {
    scheme,
    symbol: [`${subclass}${group}/${subgroup}`, division, letter].filter((part) => part !== undefined).join(' '),
  };
}

export function japaneseClassAncestors(scheme: 'fi' | 'f-term', symbol: string): string[] {
  if (scheme === 'f-term') {
    const chain = [symbol.slice(0, 5), symbol.slice(0, 7), symbol.slice(0, 9), symbol];
    return chain.filter((entry, index) => entry.length > (chain[index - 1]?.length ?? 0));
  }
  const parts = symbol.split(' ');
  return [...ipcAncestors(parts[0] ?? ''), ...parts.slice(1).map((_, index) => parts.slice(0, index + 2).join(' '))];
}
