import { execFile } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { openEmbeddedEngine } from '../../engine/embedded/open.js';
import { createServices } from '../../retrieval/services.js';
import { startApi } from '../../search-api/start.js';
import { resolveConfiguration } from '../config.js';
import { readVersion } from '../product-version.js';
import { realClock } from '../real-clock.js';
import { judge, median, percentile } from './measure.js';
import type { SearchIndexes } from './search-indexes.js';

const recordCeiling = 5;
const apiCeiling = 3;
const commandCeiling = 0.6;

/** What stands around the engine: a record by its number, the HTTP API on top of the service, and the command from its start. */
export async function runServingBench(options: {
  indexes: SearchIndexes;
  rounds: number;
  print: (line: string) => void;
}): Promise<void> {
  const { indexes, rounds, print } = options;
  const { configuration } = resolveConfiguration({
    environment: {},
    flags: { '--data': indexes.dataFolder, '--port': '0' },
  });
  const engine = openEmbeddedEngine({ directory: indexes.dataFolder });
  const services = createServices(engine, realClock, configuration.api);
  const numbers = indexes.ids.slice(0, 200);
  const lookUps = await timeEach(numbers, rounds, async (id) => {
    const found = await services.records.resolve(id);
    if (found.kind === 'one' && found.record.id !== id) throw new Error(`${id} gave ${found.record.id}`);
  });
  print(judge('record by number in process, p95', percentile(lookUps, 0.95), '<=', recordCeiling, ' ms'));

  const words = indexes.words
    // A small corpus has no word in two hundred records.
    .filter(([, count]) => count >= Math.min(200, indexes.records / 20))
    .slice(0, 40)
    // Some are operators (`with`).
    .map(([word, count]): [string, number] => [`"${word}"`, count]);
  const question = { type: [], filter: [], sort: [], limit: 20, offset: 0, fields: [], facets: [], highlight: false };
  const listening = await startApi({
    engine,
    settings: configuration.api,
    logger: pino({ level: 'silent' }),
    clock: realClock,
    version: readVersion(),
  });
  const inProcess: number[] = [];
  const overHttp: number[] = [];
  for (let turn = 0; turn < rounds; turn++) {
    inProcess.push(...(await timeEach(words, 1, ([word]) => services.search.search({ ...question, q: word }))));
    overHttp.push(
      ...(await timeEach(words, 1, async ([word]) => {
        // Not compressed, as curl and most programs ask on one machine.
        const response = await fetch(`${listening.url}/v1/search?q=${word}`, {
          headers: { 'accept-encoding': 'identity' },
        });
        if (!response.ok) throw new Error(await response.text());
        await response.arrayBuffer();
      })),
    );
  }
  await listening.close();
  await engine.close();
  const added = median(overHttp) - median(inProcess);
  print(judge('the API adds to the service, p50', added, '<=', apiCeiling, ' ms'));
  print(`  (service ${median(inProcess).toFixed(2)} ms, over HTTP ${median(overHttp).toFixed(2)} ms, client included)`);

  const command = fileURLToPath(new URL('../ipradar.js', import.meta.url));
  const runs = await timeEach(words.slice(0, Math.max(3, rounds)), 1, ([word]) =>
    run(command, ['search', word, '--data', indexes.dataFolder]),
  );
  print(judge('`ipradar search`, process start included, p50', median(runs) / 1_000, '<=', commandCeiling, ' s'));
}

/** Milliseconds of each; one warm-up of the first. */
async function timeEach<T>(items: readonly T[], rounds: number, act: (item: T) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const item of items.slice(0, 1)) await act(item);
  for (let turn = 0; turn < rounds; turn++)
    for (const item of items) {
      const before = performance.now();
      await act(item);
      times.push(performance.now() - before);
    }
  return times;
}

function run(script: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [script, ...args], { maxBuffer: 1e8 }, (error) => (error ? reject(error) : resolve()));
  });
}
