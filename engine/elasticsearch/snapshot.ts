import { isoFromDayNumber } from '../../domain/day.js';
import type { IsoDate } from '../../domain/text.js';
import type { Json } from '../../mappings/elasticsearch.js';

/**
 * One committed state. Elasticsearch has no transactions, so each version of a record says with which commit it appears (`from`) and with which it
 * disappears (`to`), and every search asks for one sequence number: whatever is written meanwhile, finished or not, is not in it.
 */
export interface CommittedState {
  /** Of the indexes in service. */
  generation: number;
  /** Layout that they were built with (mappings/elasticsearch.ts). */
  schema: string;
  /** Number of the newest commit. */
  sequence: number;
  /** Living records by right type, and the words of all of them. */
  records: Record<string, number>;
  words: number;
  /** Newest day that the data speaks of, since 1970-01-01. */
  dataDay?: number;
}

/** `to` of a version that has not been replaced: beyond every sequence number, and exact in JSON. */
export const forever = Number.MAX_SAFE_INTEGER;

/** Versions that a commit shows. */
export function visibleAt(sequence: number): Json[] {
  return [{ range: { from: { lte: sequence } } }, { range: { to: { gt: sequence } } }];
}

export const dataDateOf = ({ dataDay }: Pick<CommittedState, 'dataDay'>): IsoDate | undefined =>
  dataDay === undefined ? undefined : isoFromDayNumber(dataDay);

/** Records in a state. */
export const countRecords = ({ records }: CommittedState): number =>
  Object.values(records).reduce((sum, count) => sum + count, 0);
