import { randomBytes } from 'node:crypto';
import type { EngineSubject } from '../contract/subject.js';
import type { Engine } from '../engine.js';
import { Cluster } from './cluster.js';
import { buildIndexName, parseIndexName } from './index-names.js';
import { type ElasticsearchEngineOptions, openElasticsearchEngine } from './open.js';

export interface ElasticsearchSubject extends EngineSubject {
  prefix: string;
  openAnother(options?: Partial<ElasticsearchEngineOptions>): Promise<Engine>;
}

/** An engine under a prefix of its own on a real cluster, for tests. */
export function openSubject(options: Omit<ElasticsearchEngineOptions, 'prefix'>): Promise<ElasticsearchSubject> {
  const prefix = `t${randomBytes(6).toString('hex')}`;
  const opened: Engine[] = [];
  const openAnother = (more: Partial<ElasticsearchEngineOptions> = {}): Promise<Engine> => {
    const engine = openElasticsearchEngine({ ...options, ...more, prefix });
    opened.push(engine);
    return Promise.resolve(engine);
  };
  return openAnother().then((engine) => ({
    prefix,
    engine,
    openAnother,
    async remove() {
      for (const each of opened) await each.close();
      const cluster = new Cluster(options.nodes, 30_000);
      for (const name of await listIndexes(cluster, prefix)) await cluster.call('DELETE', `/${name}`);
      await cluster.close();
    },
  }));
}

/** Names of all indexes of a prefix. */
export async function listIndexes(cluster: Cluster, prefix: string): Promise<string[]> {
  const state = buildIndexName({ kind: 'state', prefix });
  const found = await cluster.find<Record<string, unknown>>('GET', `/${prefix}-*/_settings`);
  return Object.keys(found ?? {}).filter((name) => name === state || parseIndexName(prefix, name));
}
