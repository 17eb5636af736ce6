import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuseRawRequest } from './raw-refusal.js';

/** The address cannot be taken; the message says in one line why and what to do. */
export class ListenError extends Error {}

export interface Listening {
  /** `http://127.0.0.1:8080`, the port that was really taken. */
  url: string;
  /** Stops accepting and lets running requests end for a few seconds; then their connections are closed. */
  close(graceMilliseconds?: number): Promise<void>;
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
  return { url: `http://${shown}:${address.port}`, close: (grace) => closeServer(server, grace) };
}

/** Container runtimes kill a process some ten seconds after they asked it to end. */
const defaultGrace = 5_000;

function closeServer(server: Server, graceMilliseconds = defaultGrace): Promise<void> {
  return new Promise((resolve, reject) => {
    const impatience = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
    server.close((error) => {
      clearTimeout(impatience);
      if (error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}

function explainListenError(error: NodeJS.ErrnoException, host: string, port: number): ListenError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `port \`${port}\` on \`${host}\` is in use: stop the other program or choose another with \`--port\` or \`IPRADAR_PORT\``,
    EACCES: `port \`${port}\` needs rights that this user does not have: choose one above 1023 with \`--port\` or \`IPRADAR_PORT\``,
    EADDRNOTAVAIL: `\`${host}\` is not an address of this machine: choose another with \`--host\` or \`IPRADAR_HOST\``,
    ENOTFOUND: `host \`${host}\` is not known: choose another with \`--host\` or \`IPRADAR_HOST\``,
  };
  return new ListenError(reasons[error.code ?? ''] ?? `cannot listen on \`${host}:${port}\`: ${error.message}`, {
    cause: error,
  });
}
