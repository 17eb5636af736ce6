import { statSync } from 'node:fs';
import type { Engine } from '../engine/engine.js';
import { ConfigurationError, type Configuration } from './config.js';

/**
 * The engine over the configured data folder; the only place that knows which engine that is. `workers` 0 answers in this thread, which
 * starts soonest; the engine's own default keeps this thread free. A folder that is not there is one without records.
 * @throws ConfigurationError when the data folder is a file; EngineError
 */
export async function openEngine(configuration: Configuration, workers?: number): Promise<Engine> {
  const { openEmbeddedEngine } = await import('../engine/embedded/open.js');
  const { data, api } = configuration;
  if (statSync(data.folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new ConfigurationError(`the data folder \`${data.folder}\` is a file: choose a folder with \`--data DIR\``);
  }
  return openEmbeddedEngine({
    directory: data.folder,
    workers,
    queryMilliseconds: api.searchTimeoutSeconds * 1000,
  });
}
