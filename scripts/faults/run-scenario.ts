import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openElasticsearchEngine } from '../../engine/elasticsearch/open.js';
import type { Engine } from '../../engine/engine.js';
import { InterceptingProxy } from '../intercepting-proxy.js';
import { freePort } from '../free-port.js';
import { removeIndexes } from '../remove-indexes.js';
import { Processes } from './processes.js';
import { type Scenario, scenarios } from './scenarios.js';
import { Searches } from './searches.js';
import type { TestCluster, TestRedis } from './servers.js';
import { readState, type StoredState } from './stored-state.js';

/** What is streamed, and through what. */
export interface Stream {
  cluster: TestCluster;
  redis: TestRedis;
  /** For data folders and logs. */
  folder: string;
  /** Packages that are there before, and those that stream in. */
  base: readonly string[];
  streamed: readonly string[];
  /** Queries that speak of the first packages only. */
  questions: readonly string[];
}

export interface Outcome {
  state: StoredState;
  answers: Record<string, number>;
  problems: string[];
  seconds: number;
}

/** One stream of packages under one disturbance. @param answers numbers that the questions have; asked for when absent */
export async function runScenario(
  stream: Stream,
  scenario: Scenario,
  answers?: Record<string, number>,
): Promise<Outcome> {
  const { cluster, redis, folder, base, streamed, questions } = stream;
  const prefix = `faults-${scenario.name}`;
  const place = join(folder, scenario.name);
  const dropped = join(place, 'dropped');
  mkdirSync(dropped, { recursive: true });
  const overload = { isOn: false, refused: 0 };
  const proxy = await InterceptingProxy.before(cluster.urls[0] ?? '', () => {
    if (!overload.isOn) return undefined;
    overload.refused++;
    return 429;
  });
  const common = {
    IPRADAR_ENGINE: 'elasticsearch',
    IPRADAR_INDEX_PREFIX: prefix,
    IPRADAR_DATA: join(place, 'data'),
    REDIS_URL: `${redis.url}/${scenarios.indexOf(scenario) + 1}`,
    IPRADAR_WATCH: dropped,
    IPRADAR_WORKERS_WATCH_CRON: '*/2 * * * * *',
    IPRADAR_WORKERS_WATCH_SETTLE_SECONDS: '1',
    IPRADAR_WORKERS_LOCK_SECONDS: '5',
  };
  const urls = cluster.urls.join(',');
  const log = join(folder, `${scenario.name}.log`);
  const api = new Processes({ ...common, ELASTICSEARCH_URL: urls, IPRADAR_PORT: String(await freePort()) }, log);
  const ofWorkers = { ...common, ELASTICSEARCH_URL: scenario.name === 'overload' ? proxy.url : urls };
  const workers = new Processes(ofWorkers, log);
  const clock = join(place, 'clock');
  const shiftClock = (milliseconds: number): void => writeFileSync(clock, String(milliseconds));
  shiftClock(0);
  const shifted = { NODE_OPTIONS: '--import=./dist/scripts/faults/shifted-clock.js', IPRADAR_FAULTS_CLOCK: clock };
  const clocked = new Processes({ ...ofWorkers, ...shifted }, log);
  const engine = openElasticsearchEngine({ nodes: cluster.urls, prefix, clock: Date.now });
  const started = Date.now();
  try {
    await api.run('ingest', ...base);
    answers ??= await countAnswers(api, questions);
    api.start('serve');
    await becomesReady(`http://127.0.0.1:${api.environment['IPRADAR_PORT']}`);
    const searches = new Searches(`http://127.0.0.1:${api.environment['IPRADAR_PORT']}`, answers);
    const running = [clocked.start('worker'), workers.start('worker')];
    for (const file of streamed) drop(dropped, basename(file), readFileSync(file));
    const disturbing = scenario.disturb({
      cluster,
      redis,
      overload,
      workers: running,
      startWorker: () => workers.start('worker'),
      shiftClock,
      drop: (name, content) => drop(dropped, name, content),
      run: (...words) => workers.run(...words),
      package: streamed[0] ?? '',
      prefix,
      reached: async (share) => void (await ledgerHas(engine, base.length + share * streamed.length)),
    });
    await disturbing;
    const more = Object.keys(scenario.more ?? {}).length;
    const isThere = await ledgerHas(engine, base.length + streamed.length + more);
    const report = await searches.stop();
    const problems = report.wrong.map((each) => `a search: ${each}`);
    if (!isThere) problems.push('not every package came in within 15 minutes');
    if (report.right === 0) problems.push('no search was answered');
    problems.push(...(await stuckJobs(workers)));
    console.error(`${scenario.name}: ${report.right} searches right, ${report.refused} refused`);
    const state = await readState(engine);
    return { state, answers, problems, seconds: Math.round((Date.now() - started) / 1000) };
  } finally {
    for (const each of [clocked, workers, api]) await each.stop();
    await engine.close();
    await proxy.stop();
    await removeIndexes(cluster.urls[0] ?? '', `${prefix}-*,foreign-${prefix}*`);
  }
}

/** Under another name first, so that no half-copied file is seen. */
function drop(into: string, name: string, content: Buffer): void {
  const target = join(into, name);
  writeFileSync(`${target}.part`, content);
  renameSync(`${target}.part`, target);
}

async function countAnswers(processes: Processes, questions: readonly string[]): Promise<Record<string, number>> {
  const answers: Record<string, number> = {};
  for (const query of questions) {
    const text = await processes.run('search', query, '--json', '--limit', '0');
    const { count } = (JSON.parse(text) as { meta: { count: number } }).meta;
    // A query that finds nothing proves nothing.
    if (count > 0) answers[query] = count;
  }
  if (Object.keys(answers).length < 3)
    throw new Error('fewer than three of the queries find anything: take more records');
  return answers;
}

async function becomesReady(api: string): Promise<void> {
  for (let turn = 0; turn < 60; turn++) {
    if ((await fetch(`${api}/readyz`).catch(() => undefined))?.ok) return;
    await sleep(500);
  }
  throw new Error('the API did not get ready');
}

/** Waits until so many packages are read to their end; false after 15 minutes. */
async function ledgerHas(engine: Engine, packages: number): Promise<boolean> {
  for (let turn = 0; turn < 900; turn++) {
    const lines = await engine.checkpoints('package:').catch(() => []);
    if (lines.filter(({ value }) => (value as { state?: string }).state === 'done').length >= packages) return true; // LedgerEntry
    await sleep(1_000);
  }
  return false;
}

/** Jobs that are dead, or wait for nothing, once everything is in. */
async function stuckJobs(workers: Processes): Promise<string[]> {
  for (let turn = 0; ; turn++) {
    const text = await workers.run('jobs', 'list', '--json', '--limit', '1000');
    const { jobs } = JSON.parse(text) as { jobs: { id: string; name: string; state: string; reason?: string }[] };
    const stuck = jobs.filter(({ name, state }) => name !== 'pull-packages' && !['done', 'cancelled'].includes(state));
    if (stuck.length === 0) return [];
    if (turn === 20) return stuck.slice(0, 5).map(({ id, state, reason }) => `job ${id} is ${state}: ${reason ?? ''}`);
    await sleep(3_000);
  }
}
