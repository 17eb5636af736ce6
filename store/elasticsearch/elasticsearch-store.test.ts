import { Cluster } from '../../engine/elasticsearch/cluster.js';
import { describeOnServer, ownPrefix } from '../../fixtures/servers.js';
import { describeStoreContract } from '../contract/contract.js';
import { codeOf, noteSpec, steppingClock } from '../contract/subject.js';
import { openElasticsearchStore } from './elasticsearch-store.js';

for (const kind of ['elasticsearch-9', 'elasticsearch-8'] as const)
  describeOnServer(kind, `the store on ${kind}`, (url) => {
    describeStoreContract(kind, async (clock) => {
      const prefix = ownPrefix();
      // A connection each, as servers have.
      const clusters: Cluster[] = [];
      const open = async () => {
        const cluster = new Cluster([url()], 30_000);
        clusters.push(cluster);
        return openElasticsearchStore({ cluster, prefix, clock });
      };
      return {
        store: await open(),
        openAnother: open,
        remove: async () => {
          await clusters[0]?.call('DELETE', `/${prefix}-store-1`);
          for (const cluster of clusters) await cluster.close();
        },
      };
    });

    test('several servers that start at the same time make one index', async () => {
      const prefix = ownPrefix();
      const cluster = new Cluster([url()], 30_000);
      const options = { cluster, prefix, clock: steppingClock() };
      const stores = await Promise.all(Array.from({ length: 4 }, () => openElasticsearchStore(options)));
      await stores[0]?.collection(noteSpec).create('a', { text: 'x' });
      expect(await stores[3]?.collection(noteSpec).list()).toHaveLength(1);
      await cluster.call('DELETE', `/${prefix}-store-1`);
      await cluster.close();
    });
  });

test('a cluster that is not there is `unavailable`', async () => {
  // Port 9 answers nobody.
  const cluster = new Cluster(['http://127.0.0.1:9'], 2_000);
  expect(await codeOf(openElasticsearchStore({ cluster, prefix: 'x', clock: steppingClock() }))).toBe('unavailable');
  await cluster.close();
});
