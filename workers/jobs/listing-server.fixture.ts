import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A listed package as the server has it. */
export interface ServedPackage {
  file: string;
  date: string;
  content: Buffer;
  /** What the listing says; that of the content unless said. */
  sha256?: string;
  /** The connection breaks after so many bytes of the next answer. */
  breakAfter?: number;
}

export interface ListingServer {
  url: string;
  packages: ServedPackage[];
  /** `GET /a.zip bytes=10-`, in order. */
  requests: string[];
  close(): Promise<void>;
}

export const sha256Of = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** A real HTTP server with a dated listing and its packages, by Range too. */
export async function openListingServer(): Promise<ListingServer> {
  const packages: ServedPackage[] = [];
  const requests: string[] = [];
  const server = createServer((request, response) => answer(request, response, packages, requests));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/listing.json`,
    packages,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  packages: ServedPackage[],
  requests: string[],
): void {
  const { range } = request.headers;
  requests.push([request.url, range].filter(Boolean).join(' '));
  if (request.url === '/listing.json') {
    response.setHeader('content-type', 'application/json').end(
      JSON.stringify({
        office: 'a member that nobody asked for',
        packages: packages.map(({ file, date, content, sha256 = sha256Of(content) }) => ({
          file,
          date,
          size: content.length,
          sha256,
          url: `files/${file}`,
        })),
      }),
    );
    return;
  }
  const found = packages.find(({ file }) => request.url === `/files/${file}`);
  if (!found) {
    response.writeHead(404).end();
    return;
  }
  const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  const body = found.content.subarray(start);
  response.writeHead(start > 0 ? 206 : 200, {
    'content-length': body.length,
    ...(start > 0 ? { 'content-range': `bytes ${start}-${found.content.length - 1}/${found.content.length}` } : {}),
  });
  if (found.breakAfter === undefined) {
    response.end(body);
    return;
  }
  const part = body.subarray(0, found.breakAfter);
  found.breakAfter = undefined;
  response.write(part, () => setTimeout(() => response.destroy(), 50));
}
