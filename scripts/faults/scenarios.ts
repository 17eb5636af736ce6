import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openListingServer, type ServedPackage, sha256Of } from '../../workers/jobs/listing-server.fixture.js';
import { refusedRecord, withBitTurned, withComment } from './hostile-packages.js';
import type { TestCluster, TestRedis } from './servers.js';

/** What a scenario may lay hands on while packages stream in. */
export interface Disturbed {
  cluster: TestCluster;
  redis: TestRedis;
  /** Whether the node that the workers talk to answers 429, and how often it has. */
  overload: { isOn: boolean; refused: number };
  workers: ChildProcess[];
  startWorker(): ChildProcess;
  /** Makes the clock of one of the first workers wrong by so many milliseconds. */
  shiftClock(milliseconds: number): void;
  /** Puts a file with these bytes into the watched folder. */
  drop(name: string, content: Buffer): void;
  /** Runs a command of the product beside the workers; its standard output. */
  run(...words: string[]): Promise<string>;
  /** A package of the stream. */
  package: string;
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
  /** Packages that the undisturbed run did not have, with what their lines of the ledger say. */
  more?: Readonly<Record<string, RegExp>>;
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
  {
    name: 'schedulers',
    title: 'three workers plan the same looks at the folder',
    async disturb({ startWorker, reached }) {
      await reached(0.2);
      startWorker();
    },
  },
  {
    name: 'clock',
    title: 'the clock of a worker jumps an hour ahead, two back, and comes right again',
    async disturb({ shiftClock, reached }) {
      await reached(0.2);
      for (const hours of [1, -1, 0]) {
        shiftClock(hours * 3_600_000);
        await sleep(10_000);
      }
    },
  },
  {
    name: 'poison',
    title: 'a package that is cut off, one of zeros, and one whose record cannot be indexed come in between',
    more: {
      // What its whole entries hold is there already; the others are rejected.
      'poison-cut.zip': /^done: \d+ read, [1-9]\d* rejected$/,
      'poison-zeros.xml': /^done: 0 read, 0 rejected$/,
      'poison-record.json': /^done: 1 read, 1 rejected$/,
    },
    async disturb({ drop, package: file, reached }) {
      await reached(0.2);
      const whole = readFileSync(file);
      drop('poison-cut.zip', whole.subarray(0, Math.floor(whole.length / 2)));
      drop('poison-zeros.xml', Buffer.alloc(100_000));
      drop('poison-record.json', refusedRecord());
    },
  },
  {
    name: 'checksum',
    title: 'a listed package has other bytes than its checksum says, until it is replaced',
    more: { 'listed.zip': /^done: [1-9]\d* read, 0 rejected$/ },
    async disturb({ run, package: file, reached }) {
      await reached(0.2);
      const right = withComment(readFileSync(file));
      const wrong = withBitTurned(right);
      const server = await openListingServer();
      try {
        const listed: ServedPackage = {
          file: 'listed.zip',
          date: '2026-01-01',
          content: wrong,
          sha256: sha256Of(right),
        };
        server.packages.push(listed);
        await run('jobs', 'add', 'pull-packages', JSON.stringify({ source: { kind: 'listing', url: server.url } }));
        const dead = await waitForJob(run, 'fetch-package', 'dead');
        if (!dead.reason?.includes('has the checksum')) throw new Error(`the dead letter says: ${dead.reason}`);
        listed.content = right;
        await run('jobs', 'retry', dead.id);
        await waitForJob(run, 'fetch-package', 'done');
      } finally {
        await server.close();
      }
    },
  },
];

async function waitForJob(
  run: Disturbed['run'],
  kind: string,
  state: string,
): Promise<{ id: string; reason?: string }> {
  for (let turn = 0; turn < 60; turn++) {
    const text = await run('jobs', 'list', '--kind', kind, '--state', state, '--json');
    const [job] = (JSON.parse(text) as { jobs: { id: string; reason?: string }[] }).jobs;
    if (job) return job;
    await sleep(1_000);
  }
  throw new Error(`no job ${kind} is ${state} after a minute`);
}
