import type { IsoDate } from '../domain/text.js';
import { type Engine, EngineError, type SearchRequest, type SearchResult } from '../engine/engine.js';
import type { Clock } from './clock.js';
import { type Cursor, decodeCursor, encodeCursor, fingerprint, firstCursor } from './cursor.js';
import type { SearchQuestion } from './search-service.js';
import { InvalidRequest, SnapshotGone } from './service-error.js';

/** A list of results, page by page; one state of the data for as long as its cursors are followed. */
export interface ResultList {
  /** The day that relative dates speak of: the same on every page. */
  today: IsoDate;
  /**
   * The page that the question asks for, and the cursor of the next.
   * @throws SnapshotGone when the state of the cursor is no longer kept
   */
  search(request: SearchRequest, signal?: AbortSignal): Promise<{ result: SearchResult; cursor?: string }>;
}

/** @throws InvalidRequest for a cursor that is none, or of another search */
export async function openList(engine: Engine, clock: Clock, question: SearchQuestion): Promise<ResultList> {
  const { cursor: text, q, filter, type, sort, collapse, asOf, offset } = question;
  if (text === undefined)
    return {
      today: clock.today(),
      search: async (request, signal) => ({ result: await engine.search(request, signal) }),
    };
  if (offset > 0)
    throw new InvalidRequest('invalid-parameter', '`offset` goes with no cursor', 'leave `offset` out', '/offset');
  const search = fingerprint([q, filter, type, sort, asOf, ...(collapse === undefined ? [] : [collapse])]);
  const cursor: Partial<Cursor> = text === firstCursor ? {} : decodeCursor(text, search);
  const { today = clock.today(), position: after } = cursor;
  return {
    today,
    async search(request, signal) {
      const snapshot = cursor.snapshot ?? (await engine.pin()).snapshot;
      let isOpen = cursor.snapshot !== undefined;
      try {
        const result = await engine.search({ ...request, after, snapshot }, signal);
        const { next } = result;
        isOpen ||= next !== undefined;
        return { result, cursor: next && encodeCursor({ snapshot, today, search, position: next }) };
      } catch (error) {
        if (!after || !(error instanceof EngineError) || error.code !== 'snapshot-gone') throw error;
        throw new SnapshotGone(encodeCursor({ today, search, position: after }), after.id);
      } finally {
        // Pages may be asked for again, so a state that cursors speak of goes by age only.
        if (!isOpen) await engine.release(snapshot);
      }
    },
  };
}
