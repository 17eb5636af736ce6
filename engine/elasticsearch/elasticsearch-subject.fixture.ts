import type { EngineSubject } from '../contract/subject.js';
import type { Engine } from '../engine.js';
import { ownPrefix } from '../../fixtures/servers.js';
import { Cluster } from './cluster.js';
import { buildIndexName, parseIndexName } from './index-names.js';
import { type ElasticsearchEngineOptions, openElasticsearchEngine } from './open.js';

export interface ElasticsearchSubject extends EngineSubject {
  prefix: string;
  /** A connection of the test's own. */
  cluster: Cluster;
  openAnother(options?: Partial<ElasticsearchEngineOptions>): Promise<Engine>;
}

/** An engine under a prefix of its own on a real cluster, for tests. @param url of the nodes, comma-separated */
export async function openSubject(
  url: string,
  options: Partial<ElasticsearchEngineOptions> = {},
): Promise<ElasticsearchSubject> {
  const prefix = ownPrefix();
  const nodes = url.split(',');
  const cluster = new Cluster(nodes, 30_000);
  const opened: Engine[] = [];
  const openAnother = (more: Partial<ElasticsearchEngineOptions> = {}): Promise<Engine> => {
    const engine = openElasticsearchEngine({
      nodes,
      clock: () => performance.timeOrigin + performance.now(),
      ...options,
      ...more,
      prefix,
    });
    opened.push(engine);
    return Promise.resolve(engine);
  };
  return {
    prefix,
    cluster,
    engine: await openAnother(),
    openAnother,
    async remove() {
      for (const each of opened) await each.close();
      const names = await listIndexes(cluster, prefix);
      if (names.length > 0) await cluster.call('DELETE', `/${names.join(',')}`);
      await cluster.close();
    },
  };
}

/** Names of all indexes of a prefix. */
export async function listIndexes(cluster: Cluster, prefix: string): Promise<string[]> {
  const state = buildIndexName({ kind: 'state', prefix });
  const found = await cluster.find<Record<string, unknown>>('GET', `/${prefix}-*/_settings`);
  return Object.keys(found ?? {}).filter((name) => name === state || parseIndexName(prefix, name));
}
