import type { Engine } from '../engine/engine.js';
import type { Configuration } from './config.js';

/**
 * The engine over the configured data folder; the only place that knows which engine that is. `workers` 0 answers in this thread, which
 * starts soonest; the engine's own default keeps this thread free. @throws EngineError
 */
export async function openEngine(configuration: Configuration, workers?: number): Promise<Engine> {
  const { openEmbeddedEngine } = await import('../engine/embedded/open.js');
  const { data, api } = configuration;
  return openEmbeddedEngine({
    directory: data.folder,
    workers,
    queryMilliseconds: api.searchTimeoutSeconds * 1000,
  });
}
