import { BitSet, countBits, type DocList } from './doc-set.js';
import type { FacetColumn } from './facet-column.js';

/** Values up to which a column is worth a set of documents for each: two bytes per document at most. */
const mostCodes = 16;
/** Words of a set that are compared in the time in which one document of a list is counted. */
const wordsPerDocument = 2;

/** Sets of documents by code; kept as long as the column. */
const setsOfColumns = new WeakMap<object, BitSet[]>();
/** The matches as a set, for all facets of a request. */
const setsOfMatches = new WeakMap<Int32Array, BitSet>();

/**
 * Whether a column is counted faster by comparing sets, 32 documents at a time: it has few values, one per document, and the matches are many.
 * @param ownCount number of its codes
 */
export function suitsBits({ codes, offsets }: FacetColumn, ownCount: number, { length }: DocList): boolean {
  if (offsets || ownCount > mostCodes) return false;
  return ownCount * (codes.length / 32) < length * wordsPerDocument;
}

/** Adds the matches that have each code to `own`. */
export function tallyBits(column: FacetColumn, ownCount: number, matches: DocList, own: Uint32Array): void {
  const documents = column.codes.length;
  let wanted = setsOfMatches.get(matches.docs);
  if (!wanted) {
    wanted = new BitSet(documents);
    wanted.addAll(matches);
    setsOfMatches.set(matches.docs, wanted);
  }
  let sets = setsOfColumns.get(column.codes);
  if (!sets) setsOfColumns.set(column.codes, (sets = setsByCode(column, ownCount)));
  for (let code = 0; code < ownCount; code++) {
    const set = sets[code];
    if (set) own[code] = (own[code] ?? 0) + countCommon(set.words, wanted.words);
  }
}

function setsByCode({ codes }: FacetColumn, ownCount: number): BitSet[] {
  const sets = Array.from({ length: ownCount }, () => new BitSet(codes.length));
  for (let doc = 0; doc < codes.length; doc++) sets[codes[doc] ?? -1]?.add(doc);
  return sets;
}

function countCommon(left: Uint32Array, right: Uint32Array): number {
  let count = 0;
  for (let word = 0; word < left.length; word++) {
    const both = (left[word] ?? 0) & (right[word] ?? 0);
    if (both !== 0) count += countBits(both);
  }
  return count;
}
