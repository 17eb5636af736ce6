import type { IsoDate } from '../../domain/text.js';
import type { CheckedNode } from '../../query/tree.js';
import type { SearchRequest } from '../engine.js';
import { StopSignal } from './search/query-context.js';
import { runCount, runFillRates, runScan, runSearch } from './search/run-search.js';
import type { IndexReader } from './search/snapshot.js';

/** What can be asked of a query thread. */
export type QueryTask =
  | { kind: 'search'; request: SearchRequest }
  | { kind: 'count'; nodes: CheckedNode[]; asOf?: IsoDate }
  | { kind: 'scan'; query: CheckedNode; asOf?: IsoDate }
  | { kind: 'fill-rates' };

/** Why a running query has to end. */
export type StopReason = () => 'aborted' | 'timed-out' | undefined;

/** Answers a task on the newest committed state. */
export function answerTask(reader: IndexReader, task: QueryTask, reason: StopReason): unknown {
  const stop = new StopSignal(reason);
  return reader.withSnapshot((snapshot, documents) => {
    switch (task.kind) {
      case 'search':
        return runSearch(snapshot, documents, task.request, stop);
      case 'count':
        return runCount(snapshot, task.nodes, task.asOf, stop);
      case 'scan':
        return runScan(snapshot, task.query, task.asOf, stop);
      case 'fill-rates':
        return runFillRates(snapshot, stop);
    }
  });
}
