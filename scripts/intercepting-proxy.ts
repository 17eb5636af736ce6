import { createServer, type IncomingHttpHeaders, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Intercepted {
  method: string;
  /** With its query string. */
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Sees what is sent to a node of Elasticsearch, for tests, benches and faults. */
export class InterceptingProxy {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** @param intercept given each request before it is passed on; a status it returns is answered in the node's place */
  static async before(
    target: string,
    intercept: (request: Intercepted) => number | undefined,
  ): Promise<InterceptingProxy> {
    const { hostname, port } = new URL(target);
    const server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('end', () => {
        const { method = 'GET', url: path = '/', headers } = incoming;
        const body = Buffer.concat(chunks);
        const status = intercept({ method, path, headers, body });
        if (status !== undefined) {
          outgoing.writeHead(status, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' });
          outgoing.end(
            JSON.stringify({
              error: { type: 'intercepted', reason: `answered ${status} in place of the node` },
              status,
            }),
          );
          return;
        }
        const passed = ask({ hostname, port, method, path, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        });
        passed.on('error', () => outgoing.destroy());
        passed.end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new InterceptingProxy(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
