import { type Agent, request } from 'node:http';
import type { Intercepted } from '../intercepting-proxy.js';

/** Seconds of wall time. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return (performance.now() - started) / 1000;
}

/** One GET of the API. */
export const get = (agent: Agent, url: string): Promise<{ text: string }> => send(agent, url, 'GET', {});

/** A request of an engine, as it was recorded, sent by hand. */
export const replay = (
  agent: Agent,
  node: string,
  { method, path, headers, body }: Intercepted,
): Promise<{ text: string }> => {
  const { 'content-type': type = '', accept = '' } = headers;
  return send(agent, node + path, method, { 'content-type': type, accept }, body);
};

function send(
  agent: Agent,
  url: string,
  method: string,
  headers: Record<string, string>,
  body?: Buffer,
): Promise<{ text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if ((answer.statusCode ?? 500) < 400) resolve({ text });
        else reject(new Error(`${url}: ${answer.statusCode} ${text.slice(0, 300)}`));
      });
    });
    asked.once('error', reject);
    asked.end(body);
  });
}
