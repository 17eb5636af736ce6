import { once } from 'node:events';
import type { Request, Response } from 'express';
import { readParameters } from '../read-parameters.js';
import { contextOf } from '../request-context.js';
import { idsParameters } from '../schemas/parameters.js';
import type { Operation, Route, RouteParts } from './route.js';

const mediaType = 'application/x-ndjson';
/** Characters that are sent at once. */
const chunkLength = 1 << 16;
/** A client that takes nothing for this long holds its place for nobody. */
const stallMilliseconds = 60_000;

/** `GET|POST /v1/search/ids`: the ids of all matches as they are found, a line of JSON each. */
export function idsRoute({ services, gate }: RouteParts): Route {
  const answer = async (request: Request, response: Response, raw: unknown, isText: boolean): Promise<void> => {
    const question = readParameters(idsParameters, raw, isText);
    const { signal } = contextOf(request);
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Type', mediaType);
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    await gate(() => sendLines(response, services.search.ids(question, signal), signal), signal);
  };
  const shared = {
    parameters: idsParameters,
    hasTag: false,
    answers: {
      200: {
        description: 'ids in order, a line `{"id": "…"}` each; a list that breaks off is no whole body',
        mediaTypes: [mediaType],
      },
    },
  };
  const get: Operation = {
    operationId: 'searchIds',
    summary: 'The ids of all matches',
    ...shared,
    handle: (request, response) => answer(request, response, request.query, true),
  };
  const post: Operation = {
    operationId: 'searchIdsByPost',
    summary: 'The ids of all matches of a long query',
    ...shared,
    handle: (request, response) => answer(request, response, request.body, false),
  };
  return { path: '/v1/search/ids', template: '/v1/search/ids', get, post };
}

/** Sends no faster than the client takes; what it has not taken is not read either. */
async function sendLines(response: Response, ids: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  let chunk = '';
  const send = async (): Promise<void> => {
    const isTaken = response.write(chunk);
    chunk = '';
    if (!isTaken)
      await once(response, 'drain', { signal: AbortSignal.any([signal, AbortSignal.timeout(stallMilliseconds)]) });
  };
  for await (const id of ids) {
    chunk += `${JSON.stringify({ id })}\n`;
    if (chunk.length >= chunkLength) await send();
  }
  response.end(chunk);
}
