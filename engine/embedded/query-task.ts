import type { IsoDate } from '../../domain/text.js';
import type { CheckedNode } from '../../query/tree.js';
import type { SearchRequest } from '../engine.js';
import { DamagedFile, type LeftOut } from './damage.js';
import { type IdRequest, runIds } from './search/id-run.js';
import { StopSignal } from './search/query-context.js';
import { type PackedResult, runCount, runFillRates, runSearch } from './search/run-search.js';
import type { IndexReader, Snapshot } from './search/snapshot.js';

/** What can be asked of a query thread. */
export type QueryTask =
  | { kind: 'search'; request: SearchRequest }
  | { kind: 'count'; nodes: CheckedNode[]; asOf?: IsoDate }
  | ({ kind: 'ids'; snapshot: string } & IdRequest)
  | { kind: 'fill-rates' };

/** What a search answers, with the segments that it could not read. */
export type SearchAnswer = PackedResult & { leftOut: readonly LeftOut[] };

/** An answer that cannot say what it lacks is not given. */
function assertWhole({ leftOut }: Snapshot): void {
  const [first] = leftOut;
  if (first) throw new DamagedFile(first.path, first.what);
}

/** Why a running query has to end. */
export type StopReason = () => 'aborted' | 'timed-out' | undefined;

/** Answers a task on the pinned snapshot that it names, else on the newest committed state. */
export function answerTask(reader: IndexReader, task: QueryTask, reason: StopReason): unknown {
  const stop = new StopSignal(reason);
  const name = task.kind === 'search' ? task.request.snapshot : task.kind === 'ids' ? task.snapshot : undefined;
  return reader.withSnapshot((snapshot, documents) => {
    switch (task.kind) {
      case 'search':
        return {
          ...runSearch(snapshot, documents, task.request, stop),
          leftOut: snapshot.leftOut,
        } satisfies SearchAnswer;
      case 'count':
        assertWhole(snapshot);
        return runCount(snapshot, task.nodes, task.asOf, stop);
      case 'ids':
        assertWhole(snapshot);
        return runIds(snapshot, task, stop);
      case 'fill-rates':
        return runFillRates(snapshot, stop);
    }
  }, name);
}
