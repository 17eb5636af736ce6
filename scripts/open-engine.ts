import { statSync } from 'node:fs';
import type { ElasticsearchEngineOptions } from '../engine/elasticsearch/open.js';
import type { Engine } from '../engine/engine.js';
import { ConfigurationError, type Configuration } from './config.js';

/**
 * The configured engine; the only place that knows which engine that is. `workers` 0 answers in this thread, which starts soonest; the embedded engine's
 * own default keeps this thread free. A folder that is not there is one without records.
 * @throws ConfigurationError when the data folder is a file; EngineError
 */
export async function openEngine(configuration: Configuration, workers?: number): Promise<Engine> {
  const { data, api, engine } = configuration;
  if (engine.kind === 'elasticsearch') {
    const { openElasticsearchEngine } = await import('../engine/elasticsearch/open.js');
    return openElasticsearchEngine(elasticsearchOptions(configuration));
  }
  const { openEmbeddedEngine } = await import('../engine/embedded/open.js');
  if (statSync(data.folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new ConfigurationError(`the data folder \`${data.folder}\` is a file: choose a folder with \`--data DIR\``);
  }
  return openEmbeddedEngine({
    directory: data.folder,
    workers,
    queryMilliseconds: api.searchTimeoutSeconds * 1000,
  });
}

/** Where the configured cluster is, and how it is asked. */
export function elasticsearchOptions({ engine, api }: Configuration): ElasticsearchEngineOptions {
  return {
    nodes: engine.elasticsearchUrls,
    apiKey: engine.elasticsearchApiKey || undefined,
    prefix: engine.indexPrefix,
    clock: Date.now,
    queryMilliseconds: api.searchTimeoutSeconds * 1000,
  };
}

/**
 * For commands that work on files of the data folder.
 * @throws ConfigurationError when another engine is configured
 */
export function requireEmbedded({ engine }: Configuration, command: string): void {
  if (engine.kind === 'embedded') return;
  throw new ConfigurationError(
    `\`${command}\` works on the files of the embedded engine, and IPRADAR_ENGINE is \`${engine.kind}\`: docs/operations.md says what a cluster has in its place`,
  );
}
