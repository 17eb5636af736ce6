import { elasticsearchSchema } from '../../../mappings/elasticsearch.js';
import type { CommitState } from '../state/commit-log.js';
import type { Batch } from './batch.js';

/** The state before the first commit. */
export const firstState: CommitState = {
  generation: 1,
  schema: elasticsearchSchema,
  sequence: 0,
  records: {},
  words: 0,
  checkpoints: {},
  history: [],
  writer: '',
};

/** The state that a batch makes of another. @param times milliseconds since 1970: of this commit, and since when commits are remembered */
export function stateAfter(
  state: CommitState,
  batch: Batch,
  checkpoints: Record<string, unknown>,
  { at, since }: { at: number; since: number },
): CommitState {
  const { records, words } = batch.countChanges();
  return {
    ...state,
    sequence: batch.sequence,
    records: addCounts(state.records, records),
    words: state.words + words,
    dataDay: newest(state.dataDay, batch.dataDay),
    checkpoints,
    history: [...recent(state.history, since), { sequence: batch.sequence, at }],
  };
}

function addCounts(counts: Record<string, number>, changes: ReadonlyMap<string, number>): Record<string, number> {
  const sums = new Map(Object.entries(counts));
  for (const [type, change] of changes) sums.set(type, (sums.get(type) ?? 0) + change);
  return Object.fromEntries([...sums].filter(([, count]) => count > 0));
}

const newest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);

/** Commits since a time, and the last one before it. */
function recent(history: CommitState['history'], since: number): CommitState['history'] {
  const before = history.findLastIndex(({ at }) => at <= since);
  return history.slice(Math.max(0, before));
}
