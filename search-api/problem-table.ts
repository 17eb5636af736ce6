import type { ServiceErrorCode } from '../retrieval/service-error.js';
import type { EngineError } from '../engine/engine.js';

/** Refusals that come from HTTP itself. */
export type HttpProblemCode =
  | 'malformed-json'
  | 'malformed-url'
  | 'malformed-body'
  | 'unsupported-media-type'
  | 'body-too-large'
  | 'headers-too-large'
  | 'malformed-request'
  | 'request-timeout'
  | 'route-not-found'
  | 'job-not-found'
  | 'queue-unavailable'
  | 'method-not-allowed'
  | 'invalid-query'
  | 'internal-error';

export type ProblemCode = ServiceErrorCode | HttpProblemCode | `engine-${EngineError['code']}`;

/** The one table from code to HTTP status and title. A query's own codes all fall under `invalid-query`. */
export const problemTable: Readonly<Record<ProblemCode, { status: number; title: string }>> = {
  'invalid-parameter': { status: 400, title: 'invalid parameter' },
  'unknown-parameter': { status: 400, title: 'unknown parameter' },
  'unknown-field': { status: 400, title: 'unknown field' },
  'query-too-long': { status: 400, title: 'query too long' },
  'invalid-cursor': { status: 400, title: 'invalid cursor' },
  'invalid-query': { status: 400, title: 'the query cannot be read' },
  'malformed-json': { status: 400, title: 'malformed JSON' },
  'malformed-url': { status: 400, title: 'malformed percent-encoding' },
  'malformed-body': { status: 400, title: 'the body cannot be read' },
  'malformed-request': { status: 400, title: 'malformed HTTP request' },
  'record-not-found': { status: 404, title: 'no such record' },
  'record-not-public': { status: 404, title: 'not public on that day' },
  'source-not-kept': { status: 404, title: 'raw bytes not kept' },
  'job-not-found': { status: 404, title: 'no such job' },
  'queue-unavailable': { status: 503, title: 'the queue is unavailable' },
  'route-not-found': { status: 404, title: 'no such page' },
  'method-not-allowed': { status: 405, title: 'method not allowed' },
  'request-timeout': { status: 408, title: 'the request took too long to arrive' },
  'snapshot-gone': { status: 410, title: 'the snapshot is gone' },
  'body-too-large': { status: 413, title: 'body too large' },
  'unsupported-media-type': { status: 415, title: 'unsupported media type' },
  'too-many-requests': { status: 429, title: 'too many requests at the same time' },
  'headers-too-large': { status: 431, title: 'address or headers too long' },
  'internal-error': { status: 500, title: 'internal error' },
  'engine-damaged': { status: 500, title: 'stored bytes are damaged' },
  'engine-rejected': { status: 500, title: 'the engine refused the request' },
  'engine-not-ready': { status: 503, title: 'the engine is not ready' },
  'engine-unavailable': { status: 503, title: 'the engine is unavailable' },
  'engine-locked': { status: 503, title: 'the engine is locked' },
  'engine-disk-full': { status: 503, title: 'the disk is full' },
  'engine-timed-out': { status: 422, title: 'the search takes too long' },
  'engine-too-large': { status: 422, title: 'the search takes too much memory' },
  'engine-snapshot-gone': { status: 410, title: 'the snapshot is gone' },
};
