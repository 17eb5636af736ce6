import { readParameters } from '../read-parameters.js';
import { contextOf } from '../request-context.js';
import { explainAnswer, fieldsAnswer, packagesAnswer } from '../schemas/answers.js';
import { explainParameters, noParameters } from '../schemas/parameters.js';
import { sendJson } from '../send-json.js';
import type { Operation, Route, RouteParts } from './route.js';

/** What can be asked (`/v1/fields`), what a query means (`/v1/query/explain`), what was read (`/v1/packages`). */
export function catalogueRoutes({ services, gate }: RouteParts): Route[] {
  const fields: Operation = {
    operationId: 'listFields',
    summary: 'Every searchable field with names, type, example and fill rate',
    parameters: noParameters,
    answers: { 200: { description: 'fields and groups', schema: fieldsAnswer } },
    async handle(request, response) {
      readParameters(noParameters, request.query, true);
      sendJson(response, await services.fields());
    },
  };
  const packages: Operation = {
    operationId: 'listPackages',
    summary: 'The ledger: every package read, with counts and state',
    parameters: noParameters,
    answers: { 200: { description: 'ledger lines, newest first', schema: packagesAnswer } },
    async handle(request, response) {
      readParameters(noParameters, request.query, true);
      sendJson(response, { packages: await services.packages() });
    },
  };
  const explanation = { 200: { description: 'tree, canonical text, count per branch', schema: explainAnswer } };
  const explain: Operation = {
    operationId: 'explainQuery',
    summary: 'What a query means and how many records each part finds',
    parameters: explainParameters,
    answers: explanation,
    async handle(request, response) {
      const { q, asOf } = readParameters(explainParameters, request.query, true);
      const { signal } = contextOf(request);
      sendJson(response, await gate(() => services.explain.explain(q, asOf, signal), signal));
    },
  };
  const explainByPost: Operation = {
    ...explain,
    operationId: 'explainQueryByPost',
    async handle(request, response) {
      const { q, asOf } = readParameters(explainParameters, request.body, false);
      const { signal } = contextOf(request);
      sendJson(response, await gate(() => services.explain.explain(q, asOf, signal), signal));
    },
  };
  return [
    { path: '/v1/fields', template: '/v1/fields', get: fields },
    { path: '/v1/packages', template: '/v1/packages', get: packages },
    { path: '/v1/query/explain', template: '/v1/query/explain', get: explain, post: explainByPost },
  ];
}
