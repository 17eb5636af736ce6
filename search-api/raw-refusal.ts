import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { problemTable, type HttpProblemCode } from './problem-table.js';

/** Answers requests that never become one: Node's parser refused them, so Express does not see them. */
export function refuseRawRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const { code, detail, hint } = causes[error.code ?? ''] ?? otherCause;
  const { status, title } = problemTable[code];
  const requestId = randomUUID();
  const problem = {
    type: `urn:ipradar:problem:${code}`,
    title,
    status,
    detail: detail ?? title,
    code,
    requestId,
    hint,
  };
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nX-Request-Id: ${requestId}\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

interface Cause {
  code: HttpProblemCode;
  detail?: string;
  hint?: string;
}

const otherCause: Cause = { code: 'malformed-request', hint: 'what was sent is not an HTTP/1.1 request' };

/** By the codes of Node's HTTP parser. */
const causes: Readonly<Record<string, Cause | undefined>> = {
  HPE_HEADER_OVERFLOW: { code: 'headers-too-large', hint: 'send a long query by POST' },
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'request-timeout', hint: 'send the whole request at once' },
  HPE_INVALID_URL: {
    code: 'malformed-request',
    detail: 'the address holds characters that have to be percent-encoded',
    hint: "with curl: `curl -G --data-urlencode 'q=…' URL`",
  },
  HPE_INVALID_METHOD: { code: 'malformed-request', detail: 'the method is not known', hint: 'use GET, HEAD or POST' },
};
