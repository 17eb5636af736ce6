import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Clock } from '../retrieval/clock.js';
import type { Services } from '../retrieval/services.js';
import type { ApiSettings } from './config.js';
import { docsPage } from './docs-page.js';
import { Metrics } from './metrics.js';
import { createGate } from './gate.js';
import { buildOpenApi } from './openapi.js';
import { readBody } from './read-body.js';
import { answerProblems, refuseMethod, refuseRoute } from './refusals.js';
import { openContext } from './request-context.js';
import { parseQueryString } from './read-parameters.js';
import { catalogueRoutes } from './routes/catalogue-routes.js';
import { healthRoutes } from './routes/health-routes.js';
import { idsRoute } from './routes/ids-route.js';
import { metricsRoute } from './routes/metrics-route.js';
import { recordRoutes } from './routes/record-routes.js';
import type { Operation, Route } from './routes/route.js';
import { searchRoute } from './routes/search-route.js';
import { jobsRoutes, type OpenQueue } from './routes/jobs-route.js';
import { openApiRoute } from './routes/openapi-route.js';

export interface AppParts {
  services: Services;
  settings: ApiSettings;
  logger: Logger;
  clock: Clock;
  /** The queue of the workers, opened when it is first asked for; without it there is no /v1/jobs. */
  jobs?: OpenQueue;
  /** Version of the product, for /openapi.json. */
  version: string;
}

/** Builds the API over the services; listens to nothing. */
export function createApp({ services, settings, logger, clock, version, jobs }: AppParts): Express {
  const parts = { services, settings, gate: createGate(settings.maxConcurrentSearches) };
  const metrics = new Metrics(() => services.health());
  const routes: Route[] = [
    searchRoute(parts),
    idsRoute(parts),
    ...recordRoutes(parts),
    ...catalogueRoutes(parts),
    ...healthRoutes(parts),
    metricsRoute(metrics),
    ...(jobs ? jobsRoutes(jobs) : []),
  ];
  routes.push(openApiRoute(() => buildOpenApi(routes, version)));

  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', parseQueryString);
  app.use(metrics.measure);
  app.use(openContext(logger, clock, settings.clientHeader));
  app.use(helmet({ contentSecurityPolicy: { directives: contentPolicy }, strictTransportSecurity: false }));
  app.use(compression());
  for (const route of routes) mount(app, route, settings);
  app.use('/docs', docsPage());
  app.use('/docs', refuseUnlessRead);
  app.use(refuseRoute(routes));
  app.use(answerProblems(logger));
  return app;
}

/** A file that is not there is a 404 whatever the page; writing to one that is, 405. */
const refuseUnlessRead: RequestHandler = (request, response, next) =>
  request.method === 'GET' || request.method === 'HEAD'
    ? next()
    : refuseMethod(['GET', 'HEAD', 'OPTIONS'])(request, response, next);

/** Plain HTTP on a private network is a supported way to run, so nothing is upgraded to https. */
const contentPolicy = { 'upgrade-insecure-requests': null, 'img-src': ["'self'", 'data:'] };

function mount(app: Express, route: Route, settings: ApiSettings): void {
  const at = app.route(route.path);
  const allowed: string[] = [];
  if (route.get) {
    at.get(run(route.get));
    allowed.push('GET', 'HEAD');
  }
  if (route.post) {
    at.post(...readBody(settings), run(route.post));
    allowed.push('POST');
  }
  at.all(refuseMethod([...allowed, 'OPTIONS']));
}

const run =
  (operation: Operation): RequestHandler =>
  (request, response) =>
    operation.handle(request, response);
