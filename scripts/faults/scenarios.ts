import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestCluster, TestRedis } from './servers.js';

/** What a scenario may lay hands on while packages stream in. */
export interface Disturbed {
  cluster: TestCluster;
  redis: TestRedis;
  /** Whether the node that the workers talk to answers 429, and how often it has. */
  overload: { isOn: boolean; refused: number };
  workers: ChildProcess[];
  startWorker(): ChildProcess;
  /** Prefix of the indexes. */
  prefix: string;
  /** Resolves when this share (0-1) of the packages is in. */
  reached(share: number): Promise<void>;
}

export interface Scenario {
  name: string;
  /** What is done, and so what has to be survived. */
  title: string;
  disturb(disturbed: Disturbed): Promise<void>;
}

export const scenarios: readonly Scenario[] = [
  {
    name: 'node',
    title: 'a data node is killed (SIGKILL) and comes back after 20 s',
    async disturb({ cluster, reached }) {
      await reached(0.2);
      await cluster.killNode(2);
      await sleep(20_000);
      await cluster.startNode(2);
    },
  },
  {
    name: 'redis',
    title: 'Redis is killed twice and comes back after 5 s each time',
    async disturb({ redis, reached }) {
      for (const share of [0.2, 0.5]) {
        await reached(share);
        await redis.kill();
        await sleep(5_000);
        await redis.startAgain();
      }
    },
  },
  {
    name: 'worker',
    title: 'a worker is killed three times in the middle of its work; another starts',
    async disturb({ workers, startWorker, reached }) {
      for (const share of [0.15, 0.35, 0.6]) {
        await reached(share);
        workers.shift()?.kill('SIGKILL');
        workers.push(startWorker());
      }
    },
  },
  {
    name: 'quota',
    title: 'Redis has no memory left for 20 s',
    async disturb({ redis, reached }) {
      await reached(0.2);
      await redis.command('CONFIG', 'SET', 'maxmemory', '1kb');
      await sleep(20_000);
      await redis.command('CONFIG', 'SET', 'maxmemory', '0');
    },
  },
  {
    name: 'overload',
    title: 'Elasticsearch answers 429 to the workers for a minute',
    async disturb({ overload, reached }) {
      await reached(0.2);
      overload.isOn = true;
      await sleep(60_000);
      overload.isOn = false;
      if (overload.refused === 0) throw new Error('nobody was refused: the scenario proves nothing');
    },
  },
  {
    name: 'alias',
    title: 'another process takes the aliases of the indexes away and gives them to an index of its own',
    async disturb({ cluster, prefix, reached }) {
      await reached(0.3);
      const node = cluster.urls[0] ?? '';
      const call = async (method: string, path: string, body?: object): Promise<void> => {
        const options = { method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) };
        const answer = await fetch(node + path, options);
        if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
      };
      await call('PUT', `/foreign-${prefix}`);
      await call('POST', '/_aliases', {
        actions: [
          { remove: { index: `${prefix}-patent-*`, alias: `${prefix}-patent`, must_exist: false } },
          { add: { index: `foreign-${prefix}`, alias: `${prefix}-patent` } },
        ],
      });
    },
  },
];
