import { EngineError } from '../engine/engine.js';
import { QueryError, type FixIt, type QueryErrorCode } from '../query/query-error.js';
import type { Span } from '../query/tree.js';
import { OverLimit, ServiceError, SnapshotGone } from '../retrieval/service-error.js';
import { HttpError, ParameterErrors, type ParameterIssue } from './http-error.js';
import { problemTable, type ProblemCode } from './problem-table.js';

/** RFC 9457 problem details, with our members. */
export interface Problem {
  /** `urn:ipradar:problem:<code>`. */
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ProblemCode | QueryErrorCode;
  requestId: string;
  hint?: string;
  /** JSON Pointer (RFC 6901) into the parameters. */
  pointer?: string;
  /** Every parameter that is wrong, when more than one is. */
  errors?: readonly ParameterIssue[];
  /** Where in the query: UTF-16 offsets in `q`, half-open. */
  position?: Span;
  /** What could stand there. */
  expected?: readonly string[];
  /** A change that mends the query; `fixIt.query` is the whole text then. */
  fixIt?: FixIt;
  /** Where a list goes on whose snapshot is gone, and the id of the last result before. */
  cursor?: string;
  last?: string;
}

export interface ProblemAnswer {
  problem: Problem;
  headers: Record<string, string>;
  /** A fault of ours: logged with its stack. */
  isBug: boolean;
}

const retryAfterSeconds = 2;

const engineHints: Readonly<Record<EngineError['code'], string>> = {
  'not-ready': 'try again in a moment',
  unavailable: 'try again in a moment; the operator finds the cause in the log by the request id',
  rejected:
    'the operator finds the cause in the log by the request id; packages can be ingested again into a new folder',
  locked: 'try again when the other process has ended',
  'disk-full': 'the operator has to make room for the data folder',
  damaged: 'the operator runs `ipradar status --verify`, then `ipradar repair`',
  'timed-out': 'ask for less: a narrower query, fewer facets, longer words before `*`',
  'too-large': 'ask for less: a smaller `limit` or `offset`, fewer or smaller facets, longer words before `*`',
  'snapshot-gone': 'start again with `cursor=*`',
};

/** What an error becomes on the wire. Unknown errors become 500 and say nothing of their insides. */
export function describeProblem(error: unknown, requestId: string): ProblemAnswer {
  if (error instanceof ParameterErrors) return describeParameters(error, requestId);
  if (error instanceof ServiceError) {
    const headers = error instanceof OverLimit ? { 'Retry-After': String(error.retryAfterSeconds) } : undefined;
    const { hint, pointer } = error;
    const goesOn = error instanceof SnapshotGone ? { cursor: error.cursor, last: error.last } : {};
    return answer(error.code, error.message, requestId, { hint, pointer, ...goesOn }, headers);
  }
  if (error instanceof QueryError) {
    const { hint, span: position, expected, fixIt } = error;
    const { code } = error;
    return answer('invalid-query', error.message, requestId, {
      type: `urn:ipradar:problem:${code}`,
      code,
      hint,
      pointer: '/q',
      position,
      expected,
      fixIt,
    });
  }
  if (error instanceof HttpError)
    return answer(error.code, error.message, requestId, { hint: error.hint }, error.headers);
  if (error instanceof EngineError) {
    const headers = error.isRetryable ? { 'Retry-After': String(retryAfterSeconds) } : undefined;
    const hint = engineHints[error.code];
    return answer(`engine-${error.code}`, error.message, requestId, { hint }, headers, isForOperator(error));
  }
  const fromParser = describeParserError(error, requestId);
  if (fromParser) return fromParser;
  return answer(
    'internal-error',
    'an error on our side; the request id finds it in the log',
    requestId,
    {},
    undefined,
    true,
  );
}

/** What no caller can mend; locks, limits and restarts pass by themselves. */
const isForOperator = ({ code }: EngineError): boolean =>
  ['rejected', 'damaged', 'unavailable', 'disk-full'].includes(code);

function answer(
  code: ProblemCode,
  detail: string,
  requestId: string,
  more: Partial<Problem>,
  headers: Readonly<Record<string, string>> = {},
  isBug = false,
): ProblemAnswer {
  const { status, title } = problemTable[code];
  return {
    problem: { type: `urn:ipradar:problem:${code}`, title, status, detail, code, requestId, ...more },
    headers: { ...headers },
    isBug,
  };
}

function describeParameters({ issues }: ParameterErrors, requestId: string): ProblemAnswer {
  const [first] = issues;
  return answer(first.code, first.detail, requestId, {
    hint: first.hint,
    pointer: first.pointer,
    errors: issues.length > 1 ? issues : undefined,
  });
}

/** Errors of Express and its body parser carry `status` and sometimes `type` (http-errors). */
function describeParserError(error: unknown, requestId: string): ProblemAnswer | undefined {
  if (!(error instanceof Error)) return undefined;
  const { status, type, limit } = error as Error & { status?: unknown; type?: unknown; limit?: unknown };
  if (type === 'entity.parse.failed') {
    return answer('malformed-json', 'the body is not JSON', requestId, { hint: error.message });
  }
  if (type === 'entity.too.large')
    return answer('body-too-large', 'the body is larger than this server takes', requestId, {
      hint: `at most ${String(limit)} bytes are taken, unpacked (\`IPRADAR_BODY_LIMIT\`)`,
    });
  if (type === 'entity.verify.failed')
    return answer('malformed-body', 'the body is not UTF-8', requestId, { hint: 'send JSON in UTF-8' });
  if (status === 415)
    return answer('unsupported-media-type', error.message, requestId, {
      hint: 'send JSON in UTF-8, as it is or with `Content-Encoding: gzip`, `deflate` or `br`',
    });
  if (error instanceof URIError) {
    return answer('malformed-url', 'the path has malformed percent-encoding', requestId, {
      hint: 'write `%` itself as `%25`',
    });
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return answer('malformed-body', error.message, requestId, {
      hint: 'send the whole body as its headers describe it',
    });
  }
  return undefined;
}
