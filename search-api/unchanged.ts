import type { Response } from 'express';

/**
 * Sets the ETag and answers 304 when the client has this very answer (RFC 9110, 13.1.2). Express would not where the request also says
 * `Cache-Control: no-cache`, as `fetch` does with every conditional request; that directive is for caches on the way, not for the origin.
 */
export function answerUnchanged(response: Response, etag: string): boolean {
  response.setHeader('ETag', etag);
  const { method } = response.req;
  const asked = response.req.get('if-none-match');
  if (asked === undefined || (method !== 'GET' && method !== 'HEAD') || response.statusCode !== 200) return false;
  const has = asked.trim() === '*' || asked.split(',').some((tag) => opaque(tag) === opaque(etag));
  if (has) response.status(304).end();
  return has;
}

/** Weak comparison: the mark of weakness does not count. */
const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');
