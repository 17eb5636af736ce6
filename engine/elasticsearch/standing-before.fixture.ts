import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a real server, sees what is asked of it, and answers some requests itself. @param refuse the status of such an answer */
export async function standBefore(url: string, refuse: (path: string) => number | undefined): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const status = refuse(incoming.url ?? '');
    if (status !== undefined) {
      incoming.resume();
      outgoing.writeHead(status, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' });
      outgoing.end(
        JSON.stringify({ error: { type: 'es_rejected_execution_exception', reason: 'queue full' }, status }),
      );
      return;
    }
    const { method, headers } = incoming;
    const onward = ask(url + (incoming.url ?? ''), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
export const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
