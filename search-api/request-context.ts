import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { nameClient } from '../engine/caller.js';
import type { Clock } from '../retrieval/clock.js';

/** What every handler may know of its request beside Express's own. */
export interface RequestContext {
  requestId: string;
  /** Aborts when the client has gone; the engine keeps the time limit itself. */
  signal: AbortSignal;
  isClientGone(): boolean;
}

const contexts = new WeakMap<Request, RequestContext>();

export function contextOf(request: Request): RequestContext {
  const context = contexts.get(request);
  if (!context) throw new Error('the request context is set by the first middleware');
  return context;
}

/** An id that a caller sent is kept when it is harmless in logs and headers. */
const harmlessId = /^[\w.:-]{1,64}$/;

/**
 * Who asks: the address of the connection, or what a proxy in front says in its header. Of a list (`X-Forwarded-For`) the last entry, which the nearest
 * proxy has added: those before it are whatever the client sent.
 */
function nameOfClient(request: Request, header: string): string {
  const said = header === '' ? undefined : request.get(header)?.split(',').at(-1)?.trim();
  return said || (request.socket.remoteAddress ?? '');
}

/** Gives each request its id, its abort signal and one log line at its end; the line holds no query text below `debug`. */
export function openContext(logger: Logger, clock: Clock, clientHeader = ''): RequestHandler {
  return (request, response, next) => {
    const sent = request.get('x-request-id');
    const requestId = sent && harmlessId.test(sent) ? sent : randomUUID();
    response.setHeader('X-Request-Id', requestId);
    const client = new AbortController();
    nameClient(client.signal, nameOfClient(request, clientHeader));
    contexts.set(request, {
      requestId,
      signal: client.signal,
      isClientGone: () => client.signal.aborted,
    });
    const started = clock.milliseconds();
    response.once('close', () => {
      if (!response.writableFinished) client.abort();
      logger.info(lineOf(request, response, requestId, clock.milliseconds() - started), 'request');
      if (logger.isLevelEnabled('debug')) logger.debug({ requestId, url: request.originalUrl }, 'request text');
    });
    next();
  };
}

function lineOf(request: Request, response: Response, requestId: string, took: number): Record<string, unknown> {
  return {
    requestId,
    method: request.method,
    route: typeof request.route?.path === 'string' ? request.route.path : undefined,
    status: response.statusCode,
    milliseconds: Math.round(took * 10) / 10,
    aborted: !response.writableFinished || undefined,
  };
}
