import { errors } from '@elastic/elasticsearch';
import { EngineError } from '../engine.js';

/** One cause as Elasticsearch names it. */
export interface ServerError {
  type?: string;
  reason?: string;
  root_cause?: ServerError[];
  caused_by?: ServerError;
  failed_shards?: { reason?: ServerError }[];
}

/** All types and reasons in an error, outermost first. */
export function causesOf(error: ServerError | undefined): { type: string; reason: string }[] {
  if (!error) return [];
  const inner = [
    error.caused_by,
    ...(error.root_cause ?? []),
    ...(error.failed_shards ?? []).map(({ reason }) => reason),
  ];
  return [{ type: error.type ?? '', reason: error.reason ?? '' }, ...inner.flatMap((each) => causesOf(each))];
}

/** The words of a truncation are more than one query may have: the same can be asked another way (verified-leaves.ts). */
export class TooManyWords extends EngineError {}

const fullDisk = /flood.stage|read.only.*allow.delete|disk usage exceeded|no space left/i;

/** What a failed answer means to the product. @param status HTTP status */
export function failureOf(status: number, error: ServerError | undefined, cause?: unknown): EngineError {
  const causes = causesOf(error);
  const has = (pattern: RegExp) => causes.some(({ type, reason }) => pattern.test(type) || pattern.test(reason));
  const said = causes.findLast(({ reason }) => reason !== '')?.reason ?? `status ${status}`;
  const options = { cause };
  if (has(fullDisk)) return new EngineError('disk-full', `Elasticsearch has no space left to write: ${said}`, options);
  if (has(/expanded to too many terms|too_many_clauses|too_many_nested_clauses|maxClauseCount/))
    return new TooManyWords('too-large', `the query stands for more words than Elasticsearch takes: ${said}`, options);
  if (has(/too_many_buckets/))
    return new EngineError(
      'too-large',
      'the facets would have more buckets than Elasticsearch gives: ask for fewer, or for smaller ones',
      options,
    );
  if (has(/circuit_breaking_exception/))
    return new EngineError('too-large', `the query would take more memory than Elasticsearch has: ${said}`, options);
  if (has(/timeout|timed.out|task_cancelled|time_exceeded/i))
    return new EngineError('timed-out', `Elasticsearch did not answer in time: ${said}`, options);
  if (status === 429 || status >= 500 || has(/no_shard_available|cluster_block|node_not_connected/))
    return new EngineError('unavailable', `Elasticsearch cannot answer now: ${said}`, options);
  return new EngineError('rejected', `Elasticsearch refused a request: ${said}`, options);
}

/** Turns what the client throws into an EngineError; other errors pass as they are. */
export function toEngineError(error: unknown): unknown {
  if (error instanceof EngineError) return error;
  if (error instanceof errors.ResponseError) {
    const body = error.meta.body as { error?: ServerError | string } | undefined; // as every error of the server is
    const cause = typeof body?.error === 'object' ? body.error : { reason: body?.error };
    return failureOf(error.statusCode ?? 500, cause, error);
  }
  const options = { cause: error };
  if (error instanceof errors.RequestAbortedError)
    return new EngineError('timed-out', 'the query was cancelled', options);
  if (error instanceof errors.TimeoutError)
    return new EngineError('timed-out', 'Elasticsearch did not answer in time', options);
  if (error instanceof errors.ConnectionError || error instanceof errors.NoLivingConnectionsError)
    return new EngineError('unavailable', `Elasticsearch cannot be reached: ${error.message}`, options);
  if (error instanceof errors.ElasticsearchClientError)
    return new EngineError('unavailable', `talking to Elasticsearch failed: ${error.message}`, options);
  return error;
}
