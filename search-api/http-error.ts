import type { HttpProblemCode } from './problem-table.js';

/** A refusal that concerns HTTP, not the search. */
export class HttpError extends Error {
  constructor(
    readonly code: HttpProblemCode,
    message: string,
    readonly hint?: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** One thing that is wrong with a parameter. */
export interface ParameterIssue {
  code: 'invalid-parameter' | 'unknown-parameter';
  /** JSON Pointer into the parameters. */
  pointer: string;
  detail: string;
  hint?: string;
}

/** Everything that is wrong with the parameters, so that a caller mends them in one go. */
export class ParameterErrors extends Error {
  constructor(readonly issues: readonly [ParameterIssue, ...ParameterIssue[]]) {
    super(issues.map((issue) => issue.detail).join('; '));
  }

  get hint(): string | undefined {
    const hints = this.issues.flatMap((issue) => issue.hint ?? []);
    return hints.length > 0 ? hints.join('; ') : undefined;
  }
}
