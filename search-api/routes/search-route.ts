import type { Request, Response } from 'express';
import { readParameters } from '../read-parameters.js';
import { contextOf } from '../request-context.js';
import { searchAnswer } from '../schemas/answers.js';
import { searchParameters } from '../schemas/parameters.js';
import { sendAnswer } from '../send-answer.js';
import type { Operation, Route, RouteParts } from './route.js';

/** `GET|POST /v1/search`: the same question in the query string or as JSON. */
export function searchRoute({ services, gate }: RouteParts): Route {
  const answer = async (request: Request, response: Response, raw: unknown, isText: boolean): Promise<void> => {
    const question = readParameters(searchParameters, raw, isText);
    const { signal } = contextOf(request);
    const found = await gate(() => services.search.search(question, signal), signal);
    await sendAnswer(response, found);
  };
  const shared = {
    parameters: searchParameters,
    answers: { 200: { description: 'what matches; an empty list when nothing does', schema: searchAnswer } },
  };
  const get: Operation = {
    operationId: 'search',
    summary: 'Search all rights',
    ...shared,
    handle: (request, response) => answer(request, response, request.query, true),
  };
  const post: Operation = {
    operationId: 'searchByPost',
    summary: 'Search all rights with a long query',
    ...shared,
    handle: (request, response) => answer(request, response, request.body, false),
  };
  return { path: '/v1/search', template: '/v1/search', get, post };
}
