import type { Json } from '../../../mappings/elasticsearch.js';
import { assertAnswered, type Cluster } from '../cluster.js';
import { recordIndexes } from '../index-names.js';
import { type CommittedState, visibleAt } from '../snapshot.js';
import type { StateProof } from '../state/state-proof.js';

/** `_source` of a search that wants records: they are nearly all of what is kept, and picking them out would have the server parse it. */
export const wholeSource = true;

export interface SearchHit {
  _id: string;
  _score: number | null;
  _source: Json;
  sort?: (string | number | null)[];
  fields?: Record<string, unknown[]>;
}
export interface SearchAnswer {
  hits: { total?: { value: number }; hits: SearchHit[] };
  aggregations?: Record<string, Aggregation>;
}
export interface Aggregation {
  doc_count?: number;
  buckets?: Bucket[] | Record<string, Bucket>;
  sum_other_doc_count?: number;
  doc_count_error_upper_bound?: number;
  after_key?: Json;
  hits?: { hits: SearchHit[] };
}
export type Bucket = { key: string | number; doc_count: number } & Record<string, unknown>;

/** Searches one committed state: adds to each search what that state shows. */
export class Searcher {
  constructor(
    readonly cluster: Cluster,
    readonly prefix: string,
    readonly state: CommittedState,
    readonly signal: AbortSignal | undefined,
    /** Milliseconds for each request. */
    readonly timeout: number,
    /** Sent along with the first searches, when the state is one that was read before. */
    private readonly proof?: StateProof,
  ) {}

  /** @param query in whichever context its score is wanted @throws EngineError, StateMoved */
  async searchAll(bodies: { query: Json; body: Json }[]): Promise<SearchAnswer[]> {
    const { cluster, prefix, state, signal, timeout } = this;
    const index = recordIndexes(prefix, state);
    if (index.length === 0) return bodies.map(() => ({ hits: { total: { value: 0 }, hits: [] } }));
    const header: Json = {
      index,
      // A shard that does not answer is a failure: never a part for the whole.
      allow_partial_search_results: false,
    };
    const searches = bodies.map(({ query, body }) => ({
      header,
      body: {
        timeout: `${timeout}ms`,
        ...body,
        query: { bool: { must: [query], filter: visibleAt(state.sequence) } },
      },
    }));
    const asked = this.proof?.take();
    const answers = await cluster.searchAll<SearchAnswer>(asked ? [asked, ...searches] : searches, { signal, timeout });
    // A state that is gone explains whatever else failed.
    if (asked) this.proof?.settle(answers.shift());
    assertAnswered(answers);
    return answers;
  }

  async search(query: Json, body: Json): Promise<SearchAnswer> {
    const [answer] = await this.searchAll([{ query, body }]);
    return answer as SearchAnswer; // one answer for each search
  }
}
