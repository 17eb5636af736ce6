import { EngineError, type Engine } from '../engine.js';
import { ElasticsearchEngine } from './elasticsearch-engine.js';
import { isPrefix } from './index-names.js';
import { type ElasticsearchEngineOptions, settingsOf } from './options.js';

export type { ElasticsearchEngineOptions } from './options.js';

/** Opens the engine over a cluster. Cheap: the first question connects. @throws EngineError `rejected` for a prefix that no index may have */
export function openElasticsearchEngine(options: ElasticsearchEngineOptions): Engine {
  const settings = settingsOf(options);
  if (!isPrefix(settings.prefix))
    throw new EngineError(
      'rejected',
      `\`${settings.prefix}\` is no prefix of index names: lower case, digits and hyphens`,
    );
  return new ElasticsearchEngine(settings, { apiKey: options.apiKey });
}
