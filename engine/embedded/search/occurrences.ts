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
  /**
   * Says which documents are asked for next, in ascending order.
   * @param fields by place among the candidates: fields that are still asked for; those that lack one of the words it takes are taken out, before any
   *   position is read
   */
  prepare(candidates: DocList, fields: Int32Array): void;
  /** All occurrences in these fields of the candidate at a place; places ascend. The list is used again for the next one. */
  find(place: number, fields: number): ExtentList;
  exists(place: number, fields: number): boolean;
  /** Ascending positions at which an occurrence begins, each once. The list is used again. */
  begins(place: number, fields: number): PositionList;
}
