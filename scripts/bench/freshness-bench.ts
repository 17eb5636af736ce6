import { createWriteStream, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ZipFile } from 'yazl';
import { openEmbeddedEngine } from '../../engine/embedded/open.js';
import type { Engine } from '../../engine/engine.js';
import { openInProcessQueue } from '../../workers/in-process/open.js';
import type { Job, Queue } from '../../workers/queue.js';
import { exitOf, startIpradar } from '../run-ipradar.js';
import { corpusFolder, scratchFolder } from './corpus-records.js';
import { judge, round, row } from './measure.js';

export interface FreshnessBench {
  /** Records of the corpus, shared among the packages. */
  records: number;
  /** Packages, dropped one after the other. */
  rounds: number;
  /** When the folder is looked at; the product's default unless said. */
  cron?: string;
  print: (line: string) => void;
}

/** Moments of a package, milliseconds since 1970. */
interface Moments {
  dropped: number;
  seen: number;
  split: number;
  parsed: number;
  indexed: number;
  searchable: number;
}

const floor = 300;

/**
 * Drops packages into the folder that a real worker process watches and asks another process's engine until it finds their records. Packages are read in
 * shards whatever their size, so that parsing and indexing are told apart.
 */
export async function runFreshnessBench({ records, rounds, cron, print }: FreshnessBench): Promise<void> {
  const folder = scratchFolder('freshness');
  const [watched, data] = [join(folder, 'watched'), join(folder, 'data')];
  mkdirSync(watched);
  const packages = await writePackages(await corpusFolder(records), folder, rounds);
  const worker = startIpradar(['worker', '--watch', watched, '--data', data], {
    REDIS_URL: '',
    IPRADAR_WORKERS_SHARD_FROM: '1',
    IPRADAR_LOG_LEVEL: 'warn',
    ...(cron ? { IPRADAR_WORKERS_WATCH_CRON: cron } : {}),
  });
  worker.stdout?.pipe(process.stderr);
  const ended = exitOf(worker);
  const engine = openEmbeddedEngine({ directory: data, workers: 0 });
  try {
    print(row('package', 'records', 'seen', 'split', 'parsed', 'indexed', 'searchable'));
    print(row(...Array.from({ length: 7 }, () => '---')));
    const ages: number[] = [];
    for (const [number, path] of packages.entries()) {
      const before = await countRecords(engine);
      const target = join(watched, `week-${number}.zip`);
      renameSync(path, target);
      const moments = await follow(data, target, engine, before);
      const since = (moment: number): string => round((moment - moments.dropped) / 1_000, 1);
      const added = (await countRecords(engine)) - before;
      const { seen, split, parsed, indexed, searchable } = moments;
      print(row(`${number + 1}`, added, ...[seen, split, parsed, indexed, searchable].map(since)));
      ages.push((searchable - moments.dropped) / 1_000);
    }
    print('');
    print('Seconds since the package was dropped, wall clock, one worker process with two jobs at a time.');
    print(judge('dropped to searchable, worst', Math.max(...ages), '<=', floor, ' s'));
  } finally {
    worker.kill('SIGTERM');
    await ended;
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The corpus as packages of packages. */
async function writePackages(corpus: string, folder: string, count: number): Promise<string[]> {
  const files = readdirSync(corpus)
    .filter((name) => name.endsWith('.zip'))
    .sort();
  const paths: string[] = [];
  for (let number = 0; number < count; number++) {
    const zip = new ZipFile();
    for (const [place, name] of files.entries()) if (place % count === number) zip.addFile(join(corpus, name), name);
    zip.end();
    const path = join(folder, `${number}.zip`);
    await pipeline(zip.outputStream, createWriteStream(path));
    paths.push(path);
  }
  return paths;
}

const countRecords = async (engine: Engine): Promise<number> =>
  (await engine.search({ query: { kind: 'all' }, sort: [], limit: 0, offset: 0 })).count;

/** Waits until a search finds more than before, then reads from the jobs when each stage ended. */
async function follow(data: string, path: string, engine: Engine, before: number): Promise<Moments> {
  const dropped = Date.now();
  while ((await countRecords(engine)) <= before) {
    if (Date.now() - dropped > 2 * floor * 1_000)
      throw new Error(`\`${path}\` was not searchable within ${2 * floor} s`);
    await sleep(50);
  }
  const searchable = Date.now();
  const queue = openInProcessQueue({ file: join(data, 'jobs.sqlite'), clock: Date.now });
  try {
    const split = await findJob(queue, 'split-package', (job) => nameIn(job) === path);
    const index = await findJob(queue, 'index-package', (job) => nameIn(job) === path);
    const shards = await queue.childrenOf(index.id);
    const parsed = Math.max(...shards.map(endOf));
    return {
      dropped,
      seen: Date.parse(split.createdAt),
      split: endOf(split),
      parsed,
      indexed: endOf(index),
      searchable,
    };
  } finally {
    await queue.close();
  }
}

const endOf = ({ finishedAt }: Job): number => Date.parse(finishedAt ?? '');
const nameIn = ({ payload }: Job): unknown =>
  payload && typeof payload === 'object' && !Array.isArray(payload) ? payload['name'] : undefined;

/** The newest job of a kind that is so, once it is done: a search may find its records a moment before. */
async function findJob(queue: Queue, name: string, isIt: (job: Job) => boolean): Promise<Job> {
  for (let tries = 0; tries < 600; tries++) {
    const found = (await queue.list({ name, states: ['done'], limit: 1_000 })).find(isIt);
    if (found) return found;
    await sleep(50);
  }
  throw new Error(`no \`${name}\` ended`);
}
