import type { Json } from '../../../mappings/elasticsearch.js';
import type { SearchRequest } from '../../engine.js';
import { type Answered, type Cluster, failureAmong, type Search } from '../cluster.js';
import { recordIndexes } from '../index-names.js';
import { type CommittedState, visibleAt } from '../snapshot.js';
import type { StateProof } from '../state/state-proof.js';

/** `_source` of a search that wants whole records: they are nearly all of what is kept, and picking them out would have the server parse it. */
export const wholeSource = true;

/** `_source` of a page of hits. The server picks members out in less time than it takes to send and read what nobody looks at. */
export const sourceOfHits = ({ members, unread = [], explain }: SearchRequest): Json | true =>
  members === undefined || explain !== undefined
    ? wholeSource
    : {
        includes: ['id', 'type', ...members].map((member) => `record.${member}`),
        // Left out rather than the others named: a list of which nothing is named would not be there at all.
        excludes: unread.map((part) => `record.${part}`),
      };

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

/** Searches that were asked for together, and who waits for their answers. */
interface Waiting {
  searches: Search[];
  resolve(answers: SearchAnswer[]): void;
  reject(error: unknown): void;
}

/**
 * Searches one committed state: adds to each search what that state shows. Whatever is asked for before the program waits for anything goes in one request, so
 * parts of an answer that do not need each other are best asked for at the same time.
 */
export class Searcher {
  private waiting: Waiting[] = [];

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
    const { prefix, state, timeout } = this;
    const index = recordIndexes(prefix, state);
    if (bodies.length === 0) return [];
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
    return new Promise((resolve, reject) => {
      // Runs when all that can go on without waiting has gone on.
      if (this.waiting.length === 0) process.nextTick(() => void this.send());
      this.waiting.push({ searches, resolve, reject });
    });
  }

  async search(query: Json, body: Json): Promise<SearchAnswer> {
    const [answer] = await this.searchAll([{ query, body }]);
    return answer as SearchAnswer; // one answer for each search
  }

  private async send(): Promise<void> {
    const { cluster, signal, timeout, waiting } = this;
    this.waiting = [];
    try {
      const asked = this.proof?.take();
      const searches = waiting.flatMap((each) => each.searches);
      const all = asked ? [asked, ...searches] : searches;
      const answers = await cluster.searchAll<SearchAnswer>(all, { signal, timeout });
      // A state that is gone explains whatever else failed.
      if (asked) this.proof?.settle(answers.shift());
      for (const each of waiting) settle(each, answers.splice(0, each.searches.length));
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }
}

function settle({ resolve, reject }: Waiting, answers: Answered<SearchAnswer>[]): void {
  const failure = failureAmong(answers);
  if (failure) reject(failure);
  else resolve(answers);
}
