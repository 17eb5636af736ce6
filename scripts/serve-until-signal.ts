import pino from 'pino';
import { startApi } from '../search-api/start.js';
import type { Configuration } from './config.js';
import { openEngine } from './open-engine.js';
import { readVersion } from './product-version.js';
import { realClock } from './real-clock.js';

/** Opens the data, listens, and returns after SIGINT or SIGTERM with everything closed. */
export async function runServer(configuration: Configuration, onListening: (url: string) => void): Promise<void> {
  const logger = pino({ level: configuration.api.logLevel });
  const engine = await openEngine(configuration);
  try {
    const parts = { engine, settings: configuration.api, logger, clock: realClock, version: readVersion() };
    const listening = await startApi(parts);
    onListening(listening.url);
    await waitForSignal();
    await listening.close();
  } finally {
    await engine.close();
  }
}

function waitForSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        // A second signal ends the process at once, as usual.
        resolve();
      });
    }
  });
}
