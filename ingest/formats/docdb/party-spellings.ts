import type { XmlNode } from '../../xml/xml-node.js';

/** One party as written in one data format. */
export interface Spelling {
  element: XmlNode;
  format: string;
  sequence: string;
  name: string;
}

const beyondLatinBlocks = /[^\0-\u024f]/;
const otherScript = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;
/** Script properties are slow to test: nearly all names end at the first test. */
export const isNonLatin = (name: string): boolean => beyondLatinBlocks.test(name) && otherScript.test(name);

/**
 * Spellings of the same party brought together. DOCDB numbers each format on its own and says that the orders may differ: two Latin spellings belong
 * together where they share a word, at the same number first; what shares none goes to its number where that is free and the lists are of one length, or
 * its script says nothing about the words. What fits nowhere is a party of its own. Order: by the standardised list (`docdb`), then what is left.
 */
export function groupSpellings(spellings: readonly Spelling[]): Spelling[][] {
  if (spellings.length < 2) return spellings.map((spelling) => [spelling]);
  const formats = new Map<string, Spelling[]>();
  for (const spelling of spellings) {
    const list = formats.get(spelling.format);
    if (list) list.push(spelling);
    else formats.set(spelling.format, [spelling]);
  }
  const base = formats.get('docdb') ?? spellings.filter(({ format }) => format === spellings[0]?.format);
  const groups = base.map((spelling) => [spelling]);
  for (const list of formats.values()) if (list !== base && list[0]?.format !== base[0]?.format) join(groups, list);
  return groups;
}

function join(groups: Spelling[][], list: readonly Spelling[]): void {
  const isSameLength = groups.length === list.length;
  const taken = new Set<Spelling[]>();
  const left: Spelling[] = [];
  const give = (spelling: Spelling, group: Spelling[]): void => {
    group.push(spelling);
    taken.add(group);
  };
  for (let index = 0; index < list.length; index++) {
    const spelling = list[index] as Spelling;
    const opposite = groups[index];
    const numbered =
      opposite?.[0]?.sequence === spelling.sequence
        ? opposite
        : groups.find((group) => group[0]?.sequence === spelling.sequence);
    if (numbered && !taken.has(numbered) && resembles(numbered, spelling)) give(spelling, numbered);
    else left.push(spelling);
  }
  for (const spelling of left) {
    const alike = groups.find((group) => !taken.has(group) && resembles(group, spelling));
    const numbered = groups.find((group) => group[0]?.sequence === spelling.sequence && !taken.has(group));
    if (alike) give(spelling, alike);
    else if (numbered && (isSameLength || isNonLatin(spelling.name))) give(spelling, numbered);
    else groups.push([spelling]);
  }
}

const resembles = (group: readonly Spelling[], spelling: Spelling): boolean =>
  group.some(({ name }) => shareWord(name, spelling.name));

function shareWord(one: string, other: string): boolean {
  // Nearly all names begin alike in both: the rest is not looked at.
  if (one.slice(0, 5).toUpperCase() === other.slice(0, 5).toUpperCase()) return true;
  const words = new Set(wordsOf(one.toUpperCase()));
  return wordsOf(other.toUpperCase()).some((word) => words.has(word));
}

/** Words of three letters at least, without diacritics and the umlauts' and ligatures' second letter. */
const wordsOf = (name: string): string[] =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([AOU])E(?=[A-Z])/g, '$1')
    .match(/[\p{L}\p{N}]{3,}/gu) ?? [];
