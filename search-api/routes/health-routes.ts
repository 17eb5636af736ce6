import { EngineError } from '../../engine/engine.js';
import { readParameters } from '../read-parameters.js';
import { healthAnswer, readyAnswer } from '../schemas/answers.js';
import { noParameters } from '../schemas/parameters.js';
import type { Route, RouteParts } from './route.js';

/** `/healthz` says that the process answers and asks nobody; `/readyz` says that the engine can be searched. */
export function healthRoutes({ services }: RouteParts): Route[] {
  return [
    {
      path: '/healthz',
      template: '/healthz',
      get: {
        operationId: 'getHealth',
        summary: 'The process answers',
        parameters: noParameters,
        hasTag: false,
        answers: { 200: { description: 'it does', schema: healthAnswer } },
        async handle(request, response) {
          readParameters(noParameters, request.query, true);
          response.setHeader('Cache-Control', 'no-store').json({ status: 'ok' });
        },
      },
    },
    {
      path: '/readyz',
      template: '/readyz',
      get: {
        operationId: 'getReadiness',
        summary: 'The engine can be searched',
        parameters: noParameters,
        hasTag: false,
        answers: { 200: { description: 'it can; 503 when it cannot', schema: readyAnswer } },
        async handle(request, response) {
          readParameters(noParameters, request.query, true);
          const { ready, records, dataDate } = await services.health();
          if (!ready) throw new EngineError('not-ready', 'the engine is opening its data');
          response
            .setHeader('Cache-Control', 'no-store')
            .json({ status: 'ready', records, dataDate: dataDate ?? null });
        },
      },
    },
  ];
}
