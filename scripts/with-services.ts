import type { Engine } from '../engine/engine.js';
import { createServices, type Services } from '../retrieval/services.js';
import type { Configuration } from './config.js';
import { openEngine } from './open-engine.js';
import { realClock } from './real-clock.js';

/** Opens the data folder for reading, runs `use`, closes. */
export async function withServices<T>(
  configuration: Configuration,
  use: (services: Services, engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = await openEngine(configuration, 0);
  try {
    return await use(createServices(engine, realClock, configuration.api), engine);
  } finally {
    await engine.close();
  }
}
