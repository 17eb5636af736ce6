import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { problemTable, type HttpProblemCode } from './problem-table.js';

/** The address cannot be taken; the message says in one line why and what to do. */
export class ListenError extends Error {}

export interface Listening {
  /** `http://127.0.0.1:8080`, the port that was really taken. */
  url: string;
  /** Stops accepting, lets running requests end, then closes. */
  close(): Promise<void>;
}

/** Query texts stand in addresses, so these may be long; what is longer goes by POST. */
const maximumHeaderBytes = 65_536;

/** @throws ListenError when the port is in use, not allowed, or the address is not ours. */
export async function listen(handler: RequestListener, host: string, port: number): Promise<Listening> {
  const server = createServer({ maxHeaderSize: maximumHeaderBytes }, handler);
  server.on('clientError', refuseRawRequest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explainListenError(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return { url: `http://${shown}:${address.port}`, close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
  });
}

function explainListenError(error: NodeJS.ErrnoException, host: string, port: number): ListenError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `port \`${port}\` on \`${host}\` is in use: stop the other program or choose another with \`--port\``,
    EACCES: `port \`${port}\` needs rights that this user does not have: choose one above 1023 with \`--port\``,
    EADDRNOTAVAIL: `\`${host}\` is not an address of this machine: choose another with \`--host\``,
    ENOTFOUND: `host \`${host}\` is not known: choose another with \`--host\``,
  };
  return new ListenError(reasons[error.code ?? ''] ?? `cannot listen on \`${host}:${port}\`: ${error.message}`, {
    cause: error,
  });
}

/** Requests that never become one: Node's parser refused them, so Express does not see them. */
function refuseRawRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const codes: Record<string, HttpProblemCode> = {
    HPE_HEADER_OVERFLOW: 'headers-too-large',
    ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  };
  const code = codes[error.code ?? ''] ?? 'malformed-request';
  const { status, title } = problemTable[code];
  const hint = code === 'headers-too-large' ? 'send a long query by POST' : undefined;
  const body = JSON.stringify({ type: `urn:ipradar:problem:${code}`, title, status, detail: title, code, hint });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
