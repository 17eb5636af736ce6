import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { findNearestName } from '../retrieval/nearest-name.js';
import { HttpError } from './http-error.js';
import { describeProblem } from './problem.js';
import { contextOf } from './request-context.js';
import type { Route } from './routes/route.js';

/** 405 with `Allow`; OPTIONS itself is answered. */
export function refuseMethod(allowed: readonly string[]): RequestHandler {
  const allow = allowed.join(', ');
  return (request, response, next) => {
    if (request.method === 'OPTIONS') {
      response.setHeader('Allow', allow).status(204).end();
      return;
    }
    next(
      new HttpError('method-not-allowed', `\`${request.method}\` is not done here`, `use ${allow}`, { Allow: allow }),
    );
  };
}

/** 404 for a path that is none, with the nearest that is one. */
export function refuseRoute(routes: readonly Route[]): RequestHandler {
  const templates = [...routes.map(({ template }) => template), '/docs/'];
  return (request, _response, next) => {
    const nearest = findNearestName(request.path, templates);
    const hint = nearest ? `did you mean \`${nearest}\`?` : 'the list of paths is at `/docs/`';
    next(new HttpError('route-not-found', `there is nothing at \`${request.path}\``, hint));
  };
}

/** The only place that turns an error into an answer. Express knows an error handler by its four parameters. */
export function answerProblems(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const context = contextOf(request);
    if (context.isClientGone()) {
      response.destroy();
      return;
    }
    const { problem, headers, isBug } = describeProblem(error, context.requestId);
    if (isBug) logger.error({ requestId: context.requestId, err: error }, 'request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    for (const header of ['ETag', 'Content-Encoding', 'Repr-Digest']) response.removeHeader(header);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader('Cache-Control', 'no-store');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}
