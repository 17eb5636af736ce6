#!/usr/bin/env node
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCorpus } from '../corpus/write-corpus.js';
import { runScenario, type Stream } from './run-scenario.js';
import { scenarios } from './scenarios.js';
import { TestCluster, TestRedis } from './servers.js';
import { differences } from './stored-state.js';

const usage = `npm run faults -- [${scenarios.map(({ name }) => name).join('|')}]... [--records N] [--packages N]

Streams packages of N records (50,000 unless said; the oldest packages only with --packages) through two workers into a real cluster of three nodes, does damage
meanwhile, and compares what is stored afterwards with an undisturbed run. A searching client asks all the while and must get right answers or 503.`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    records: { type: 'string', default: '50000' },
    packages: { type: 'string', default: 'Infinity' },
    help: { type: 'boolean', default: false },
  },
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
  .sort((a, b) => dateOf(a).localeCompare(dateOf(b)) || a.localeCompare(b))
  .slice(0, Number(values.packages));
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
const stream: Stream = { cluster, redis, folder, base, streamed, questions };
let failed = 0;
try {
  console.error(`${base.length} packages first, ${streamed.length} streamed; an undisturbed run to compare with`);
  const undisturbed = await runScenario(stream, {
    name: 'none',
    title: 'nothing is disturbed',
    disturb: async () => undefined,
  });
  for (const scenario of wanted) {
    const { state, problems, seconds } = await runScenario(stream, scenario, undisturbed.answers);
    for (const [file, wanted] of Object.entries(scenario.more ?? {})) {
      const line = state.ledger[file];
      if (!wanted.test(line ?? '')) problems.push(`ledger: ${file} is ${line}, ${wanted.source} was wanted`);
      delete state.ledger[file];
    }
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
