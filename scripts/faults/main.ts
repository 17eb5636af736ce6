#!/usr/bin/env node
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openElasticsearchEngine } from '../../engine/elasticsearch/open.js';
import type { Engine } from '../../engine/engine.js';
import { writeCorpus } from '../corpus/write-corpus.js';
import { InterceptingProxy } from '../intercepting-proxy.js';
import { freePort } from '../free-port.js';
import { removeIndexes } from '../remove-indexes.js';
import { Processes } from './processes.js';
import { type Scenario, scenarios } from './scenarios.js';
import { Searches } from './searches.js';
import { TestCluster, TestRedis } from './servers.js';
import { differences, readState, type StoredState } from './stored-state.js';

const usage = `npm run faults -- [${scenarios.map(({ name }) => name).join('|')}]... [--records N]

Streams packages of N records (50,000 unless said) through two workers into a real cluster of three nodes, does damage meanwhile, and compares what is
stored afterwards with an undisturbed run. A searching client asks all the while and must get right answers or 503.`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { records: { type: 'string', default: '50000' }, help: { type: 'boolean', default: false } },
});
const wanted = scenarios.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const unknown = positionals.filter((each) => !scenarios.some(({ name }) => name === each));
if (values.help || unknown.length > 0) {
  console.log(usage);
  process.exit(values.help ? 0 : 2);
}

const folder = mkdtempSync(join(tmpdir(), 'ipradar-faults-'));
const corpus = join(tmpdir(), `ipradar-faults-corpus-${values.records}`);
if (!existsSync(join(corpus, 'manifest.json')))
  await writeCorpus({ records: Number(values.records), seed: 3, out: corpus });
const packages = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
  // Of these the date in the name is the publication date of every record.
  .filter((name) => /(ipg\d{6}|CN_PATENT_FULLTEXT_\d{8})\.zip$/.test(name))
  .map((name) => join(corpus, name))
  .sort((a, b) => dateOf(a).localeCompare(dateOf(b)) || a.localeCompare(b));
// The first packages are there when the stream begins, and the searches speak of them only.
const baseUntil = dateOf(packages[Math.floor(packages.length / 6)] ?? '');
const base = packages.filter((file) => dateOf(file) <= baseUntil);
const questions = ['battery', '电池', 'IPC=H01M', 'TI=(device OR method)', 'a NEAR5 layer'].map(
  (query) => `(${query}) AND PD<=${baseUntil} AND RT=patent`,
);
const streamed = packages.filter((file) => dateOf(file) > baseUntil);

function dateOf(file: string): string {
  const digits = /(\d{6,8})\.zip$/.exec(file)?.[1] ?? '';
  return digits.length === 6 ? `20${digits}` : digits;
}

const port = 24_100;
const cluster = await TestCluster.start(port);
const redis = await TestRedis.start(24_150);
let failed = 0;
try {
  console.error(`${base.length} packages first, ${streamed.length} streamed; an undisturbed run to compare with`);
  const undisturbed = await runScenario({
    name: 'none',
    title: 'nothing is disturbed',
    disturb: async () => undefined,
  });
  for (const scenario of wanted) {
    const { state, problems, seconds } = await runScenario(scenario, undisturbed.answers);
    problems.push(...differences(state, undisturbed.state));
    console.log(
      `${problems.length === 0 ? 'survived' : 'FAILED  '} ${scenario.name}: ${scenario.title} (${seconds} s)`,
    );
    for (const problem of problems) console.log(`    ${problem}`);
    if (problems.length > 0) failed++;
  }
} finally {
  await cluster.stop();
  await redis.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${wanted.length - failed} survived, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

interface Outcome {
  state: StoredState;
  answers: Record<string, number>;
  problems: string[];
  seconds: number;
}

async function runScenario(scenario: Scenario, answers?: Record<string, number>): Promise<Outcome> {
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
  const workers = new Processes({ ...common, ELASTICSEARCH_URL: scenario.name === 'overload' ? proxy.url : urls }, log);
  const engine = openElasticsearchEngine({ nodes: cluster.urls, prefix, clock: Date.now });
  const started = Date.now();
  try {
    await api.run('ingest', ...base);
    answers ??= await countAnswers(api);
    api.start('serve');
    await becomesReady(`http://127.0.0.1:${api.environment['IPRADAR_PORT']}`);
    const searches = new Searches(`http://127.0.0.1:${api.environment['IPRADAR_PORT']}`, answers);
    const running = [workers.start('worker'), workers.start('worker')];
    for (const file of streamed) drop(file, dropped);
    const disturbing = scenario.disturb({
      cluster,
      redis,
      overload,
      workers: running,
      startWorker: () => workers.start('worker'),
      prefix,
      reached: async (share) => void (await ledgerHas(engine, base.length + share * streamed.length)),
    });
    await disturbing;
    const isThere = await ledgerHas(engine, base.length + streamed.length);
    const report = await searches.stop();
    const problems = report.wrong.map((each) => `a search: ${each}`);
    if (!isThere) problems.push('not every package came in within 15 minutes');
    if (report.right === 0) problems.push('no search was answered');
    problems.push(...(await stuckJobs(workers)));
    console.error(`${scenario.name}: ${report.right} searches right, ${report.refused} refused`);
    const state = await readState(engine);
    return { state, answers, problems, seconds: Math.round((Date.now() - started) / 1000) };
  } finally {
    await workers.stop();
    await api.stop();
    await engine.close();
    await proxy.stop();
    await removeIndexes(cluster.urls[0] ?? '', `${prefix}-*,foreign-${prefix}*`);
  }
}

/** Under another name first, so that no half-copied file is seen. */
function drop(file: string, into: string): void {
  const target = join(into, basename(file));
  copyFileSync(file, `${target}.part`);
  renameSync(`${target}.part`, target);
}

async function countAnswers(processes: Processes): Promise<Record<string, number>> {
  const answers: Record<string, number> = {};
  for (const query of questions) {
    const text = await processes.run('search', query, '--json', '--limit', '0');
    const { count } = (JSON.parse(text) as { meta: { count: number } }).meta;
    if (!(count > 0)) throw new Error(`\`${query}\` finds nothing: it proves nothing`);
    answers[query] = count;
  }
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
