import type { Logger } from 'pino';
import type { Engine } from '../engine/engine.js';
import type { Clock } from '../retrieval/clock.js';
import { createServices } from '../retrieval/services.js';
import { createApp } from './app.js';
import type { ApiSettings } from './config.js';
import type { OpenQueue } from './routes/jobs-route.js';
import { listen, type Listening } from './listen.js';

export interface StartParts {
  engine: Engine;
  settings: ApiSettings;
  logger: Logger;
  clock: Clock;
  version: string;
  /** Queue of the workers; the caller closes it. */
  jobs?: OpenQueue;
}

/** The API over an engine that the caller owns, listening. @throws ListenError */
export function startApi({ engine, settings, logger, clock, version, jobs }: StartParts): Promise<Listening> {
  const services = createServices(engine, clock, settings);
  return listen(createApp({ services, settings, logger, clock, version, jobs }), settings.host, settings.port);
}
