/**
 * What a service refuses, in its own words; the API's table (search-api/problem-table.ts) maps `code` to an HTTP status, the command
 * line prints message and hint. Messages are lower case, concise, values in backticks.
 */
export class ServiceError extends Error {
  constructor(
    readonly code: ServiceErrorCode,
    message: string,
    /** What the caller can do about it. */
    readonly hint?: string,
    /** Where in the request: JSON Pointer into the parameters, e.g. `/limit`. */
    readonly pointer?: string,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

export type ServiceErrorCode =
  | 'invalid-parameter'
  | 'unknown-parameter'
  | 'unknown-field'
  | 'query-too-long'
  | 'invalid-cursor'
  | 'snapshot-gone'
  | 'record-not-found'
  | 'record-not-public'
  | 'source-not-kept'
  | 'too-many-requests';

/** The request itself is wrong. */
export class InvalidRequest extends ServiceError {}

/** The state that a cursor speaks of is no longer kept. */
export class SnapshotGone extends ServiceError {
  constructor(
    /** Goes on behind the same result in the data as they are now. */
    readonly cursor: string,
    /** Id of that result. */
    readonly last: string,
  ) {
    super(
      'snapshot-gone',
      'the state of the data that this list began with is no longer kept',
      'the cursor of this problem goes on behind the same result in the data as they are now; `cursor=*` begins again',
      '/cursor',
    );
  }
}

/** Nothing is there under that name. */
export class NotFound extends ServiceError {}

/** A limit of this installation was met; trying again later helps. */
export class OverLimit extends ServiceError {
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super('too-many-requests', message, 'try again in a moment');
  }
}
