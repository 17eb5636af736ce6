import { z } from 'zod';
import type { Metrics } from '../metrics.js';
import { readParameters } from '../read-parameters.js';
import { noParameters } from '../schemas/parameters.js';
import type { Route } from './route.js';

/** `/metrics`: what Prometheus scrapes. */
export function metricsRoute(metrics: Metrics): Route {
  return {
    path: '/metrics',
    template: '/metrics',
    get: {
      operationId: 'getMetrics',
      summary: 'Figures for monitoring, in the text format of Prometheus',
      parameters: noParameters,
      hasTag: false,
      answers: { 200: { description: 'requests, engine, process', schema: z.string(), mediaTypes: ['text/plain'] } },
      async handle(request, response) {
        readParameters(noParameters, request.query, true);
        const text = await metrics.text();
        response.setHeader('Cache-Control', 'no-store').setHeader('Content-Type', metrics.contentType).send(text);
      },
    },
  };
}
