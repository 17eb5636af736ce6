import type { PositionList } from '../index/positions.js';
import type { DocList } from './doc-set.js';
import type { ExtentList } from './extent-list.js';

/**
 * Occurrences of a node of query/tree.ts (PositionNode) in one segment: first the documents that may hold it, a set at a time, then document by
 * document, reading no more positions than it takes.
 */
export interface OccurrenceFinder {
  /** Documents that may hold it, at most. */
  readonly size: number;
  /** Bytes of positions that are held for all documents at once. */
  readonly gathered: number;
  /** Documents of `within` (all when absent) that may hold it: none that does is missing, but `holds` has the last word. */
  candidates(within: DocList | undefined): DocList;
  /** Says which documents are asked for next, in ascending order, each once. */
  prepare(candidates: DocList): void;
  /** Mask of the fields in which the document holds all words that it takes; asked before its positions are read. */
  holds(doc: number): number;
  /** All occurrences in these fields, each of which holds the words. The list is used again for the next document. */
  find(doc: number, fields: number): ExtentList;
  exists(doc: number, fields: number): boolean;
  /** Ascending positions at which an occurrence begins, each once. The list is used again. */
  begins(doc: number, fields: number): PositionList;
}
