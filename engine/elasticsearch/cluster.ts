import { Client, errors } from '@elastic/elasticsearch';
import type { Json } from '../../mappings/elasticsearch.js';
import { EngineError } from '../engine.js';
import { failureOf, type ServerError, toEngineError } from './failures.js';

/** Milliseconds for what the server may take its time with: bulk requests, refreshes, deletions by query. */
export const patience = 300_000;

export interface CallOptions {
  signal?: AbortSignal;
  /** Milliseconds; the cluster's own limit unless said. */
  timeout?: number;
  querystring?: Record<string, string | number | boolean>;
}

/** One of several searches in a request. */
export interface Search {
  header: Json;
  body: Json;
}
/** What a search in such a request is answered: an error where it failed. */
export type Answered<T> = T & { status?: number; error?: ServerError };

/** Oldest server that has all we ask for (regular expressions in intervals came with 8.16). */
const oldest = [8, 16] as const;

/**
 * The connection to a cluster: JSON in, JSON out, failures as EngineError. Knows the server's version, and nothing else does: 8 and 9 are told apart by
 * the headers that the client sends. Owns the client; `close` ends it.
 */
export class Cluster {
  private readonly client: Client;
  private headers: Promise<{ json: Record<string, string>; lines: Record<string, string> }> | undefined;

  constructor(
    nodes: readonly string[],
    private readonly timeout: number,
    credentials: { apiKey?: string } = {},
  ) {
    this.client = new Client({
      nodes: [...nodes],
      ...(credentials.apiKey === undefined ? {} : { auth: { apiKey: credentials.apiKey } }),
      // On a lost connection another node is asked; all that is written can be written again (writer.ts).
      maxRetries: 2,
    });
  }

  /** Asks for an answer. @throws EngineError */
  async call<T = Json>(method: string, path: string, body?: Json, options: CallOptions = {}): Promise<T> {
    return this.send<T>(method, path, { body }, options);
  }

  /** The same; undefined when what is asked for is not there. */
  async find<T = Json>(method: string, path: string, body?: Json, options: CallOptions = {}): Promise<T | undefined> {
    try {
      return await this.call<T>(method, path, body, options);
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  /** Several searches in one request, each with its answer or error (`failureAmong`). @throws EngineError when the request as a whole fails */
  async searchAll<T = Json>(searches: Search[], options: CallOptions = {}): Promise<Answered<T>[]> {
    if (searches.length === 0) return [];
    const lines = searches.flatMap(({ header, body }) => [JSON.stringify(header), JSON.stringify(body)]);
    const path = '/_msearch';
    const { responses } = await this.send<{ responses: Answered<T>[] }>('POST', path, { bulkBody: lines }, options);
    return responses;
  }

  /** Sends bulk lines, JSON in UTF-8, each with its line end. @throws EngineError when the request as a whole fails */
  bulk<T>(bulkBody: Buffer, options: CallOptions = {}): Promise<T> {
    return this.send<T>('POST', '/_bulk', { bulkBody }, options);
  }

  private async send<T>(
    method: string,
    path: string,
    what: { body?: Json; bulkBody?: string[] | Buffer },
    { signal, timeout = this.timeout, querystring }: CallOptions,
  ): Promise<T> {
    if (signal?.aborted) throw new EngineError('timed-out', 'the query was cancelled');
    try {
      const { json, lines } = await (this.headers ??= this.greet());
      return (await this.client.transport.request(
        { method, path, querystring, ...what },
        { signal, requestTimeout: timeout, headers: what.bulkBody ? lines : json },
      )) as T; // the caller knows what it asks for
    } catch (error) {
      throw toEngineError(error);
    }
  }

  /** Asks once what the server is. @throws EngineError */
  private async greet(): Promise<{ json: Record<string, string>; lines: Record<string, string> }> {
    try {
      const found = (await this.client.transport.request(
        { method: 'GET', path: '/' },
        { headers: { accept: 'application/json' }, requestTimeout: this.timeout },
      )) as { version?: { number?: string } };
      const number = found.version?.number ?? '';
      const [major = 0, minor = 0] = number.split('.').map(Number);
      if (major < oldest[0] || (major === oldest[0] && minor < oldest[1]) || major > 9)
        throw new EngineError(
          'rejected',
          `Elasticsearch ${number || 'of unknown version'} is not served: versions ${oldest.join('.')} to 9 are`,
        );
      const kind = (format: string) => `application/vnd.elasticsearch+${format}; compatible-with=${major}`;
      const accept = kind('json');
      return {
        json: { accept, 'content-type': kind('json') },
        lines: { accept, 'content-type': kind('x-ndjson') },
      };
    } catch (error) {
      this.headers = undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}

/** HTTP status of a failed call; undefined when there was no answer. */
export function statusOf(error: unknown): number | undefined {
  const cause = error instanceof EngineError ? error.cause : error;
  return cause instanceof errors.ResponseError ? cause.statusCode : undefined;
}

/** Why the first search that failed did; undefined when all were answered. */
export function failureAmong(answers: readonly Answered<unknown>[]): EngineError | undefined {
  const failed = answers.find(({ error }) => error);
  return failed && failureOf(failed.status ?? 500, failed.error);
}

export const isConflict = (error: unknown): boolean => statusOf(error) === 409;
