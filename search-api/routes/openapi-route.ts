import { z } from 'zod';
import { readParameters } from '../read-parameters.js';
import { noParameters } from '../schemas/parameters.js';
import { sendJson } from '../send-json.js';
import type { Route } from './route.js';

/** `/openapi.json`; the document is built on first use, when all routes are known. */
export function openApiRoute(build: () => Record<string, unknown>): Route {
  let document: Record<string, unknown> | undefined;
  return {
    path: '/openapi.json',
    template: '/openapi.json',
    get: {
      operationId: 'getOpenApi',
      summary: 'This description of the API',
      parameters: noParameters,
      answers: { 200: { description: 'OpenAPI 3.1', schema: z.looseObject({ openapi: z.string() }) } },
      async handle(request, response) {
        readParameters(noParameters, request.query, true);
        document ??= build();
        sendJson(response, document);
      },
    },
  };
}
