import pino from 'pino';
import { startApi } from '../search-api/start.js';
import type { Configuration } from './config.js';
import type { Queue } from '../workers/queue.js';
import { openEngine } from './open-engine.js';
import { openQueue } from './open-queue.js';
import { readVersion } from './product-version.js';
import { realClock } from './real-clock.js';

/** Opens the data, listens, and returns after SIGINT or SIGTERM with everything closed. */
export async function runServer(configuration: Configuration, onListening: (url: string) => void): Promise<void> {
  const logger = pino({ level: configuration.api.logLevel });
  const engine = await openEngine(configuration);
  let queue: Promise<Queue> | undefined;
  try {
    const jobs = () => (queue ??= openQueue(configuration));
    const parts = { engine, settings: configuration.api, logger, clock: realClock, version: readVersion(), jobs };
    const listening = await startApi(parts);
    onListening(listening.url);
    const signal = await waitForSignal();
    logger.info(`${signal}: running requests may end, then the program does; once more ends at once`);
    await listening.close();
  } finally {
    // One that could not be opened has been told to whoever asked.
    await (await queue?.catch(() => undefined))?.close();
    await engine.close();
  }
}

/** After the first signal both are Node's own again: the second ends the process at once. */
function waitForSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const handle = (signal: NodeJS.Signals): void => {
      process.off('SIGINT', handle);
      process.off('SIGTERM', handle);
      resolve(signal);
    };
    process.on('SIGINT', handle);
    process.on('SIGTERM', handle);
  });
}
