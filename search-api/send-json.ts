import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { answerUnchanged } from './unchanged.js';

/**
 * Sends JSON with a weak ETag over `basis`: what the answer says, without the time it took. The same question over the same data
 * has the same tag, so a client that asks again conditionally is told 304.
 */
export function sendJson(response: Response, body: unknown, basis: unknown = body): void {
  const text = JSON.stringify(body);
  const said = basis === body ? text : JSON.stringify(basis);
  const etag = `W/"${createHash('sha256').update(said).digest('base64url').slice(0, 27)}"`;
  response.setHeader('Cache-Control', 'no-cache');
  if (answerUnchanged(response, etag)) return;
  response.type('json').send(text);
}
