import { join } from 'node:path';
import pino from 'pino';
import { formats } from '../../ingest/formats/formats.js';
import { createServices } from '../../retrieval/services.js';
import { runWorker } from '../../workers/run-worker.js';
import { openMaintenance } from '../engine-maintenance.js';
import { exitCodes } from '../exit-codes.js';
import { configure, type GlobalFlags } from '../global-flags.js';
import { onInterrupt } from '../on-interrupt.js';
import { openEngine } from '../open-engine.js';
import { withQueue } from '../open-queue.js';
import { realClock } from '../real-clock.js';

/** `ipradar worker`: log lines on standard output until SIGTERM or Ctrl-C, or until nothing is left to do. */
export async function runWorkerCommand(globals: GlobalFlags, { once = false }: { once?: boolean }): Promise<number> {
  const { configuration } = configure(globals);
  const { data, workers: settings, api, ingest } = configuration;
  const log = pino({ level: api.logLevel });
  const interrupt = onInterrupt('running jobs may end, then the worker does; once more ends at once');
  // Jobs ask the engine little: it answers them in this thread.
  const engine = await openEngine(configuration, 0);
  const { maintenance, close } = await openMaintenance(configuration);
  try {
    await withQueue(configuration, async (queue) => {
      const { search } = createServices(engine, realClock, api);
      log.info(
        { queue: settings.redisUrl === '' ? 'file' : 'redis', concurrency: settings.concurrency },
        'worker begins',
      );
      await runWorker({
        parts: {
          queue,
          engine,
          maintenance,
          findIds: (q, asOf, signal) => search.ids({ q, type: [], filter: [], ...(asOf ? { asOf } : {}) }, signal),
          formats,
          limits: ingest,
          dataFolder: data.folder,
          workFolder: settings.folder === '' ? join(data.folder, 'work') : settings.folder,
          shards: { from: settings.shardFrom, bytes: settings.shardBytes },
          clock: Date.now,
        },
        settings,
        log,
        signal: interrupt.signal,
        once,
      });
    });
    log.info({}, 'worker ends');
    return exitCodes.ok;
  } finally {
    interrupt.release();
    await close();
    await engine.close();
  }
}
