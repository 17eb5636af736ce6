import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../../engine/engine.js';
import { chip, chips } from '../../fixtures/invented-format.js';
import { jobIdOf } from '../job-id.js';
import { type JobBench, openJobBench } from './job-bench.fixture.js';

let bench: JobBench;
beforeEach(() => (bench = openJobBench(Date.now)));
afterEach(() => bench.remove());

/** The first writer cannot commit. */
function failOnce(code: 'unavailable' | 'rejected'): () => number {
  const { engine } = bench;
  const openWriter = engine.writer.bind(engine);
  let failures = 0;
  engine.writer = async () => {
    const writer = await openWriter();
    const commit = writer.commit.bind(writer);
    writer.commit = (...given) =>
      failures++ === 0 ? Promise.reject(new EngineError(code, 'no answer')) : commit(...given);
    return writer;
  };
  return () => failures;
}

async function ingestOnce() {
  const path = join(bench.folder, 'in', 'a.xml');
  mkdirSync(join(bench.folder, 'in'));
  writeFileSync(path, chips(chip(1, 'one')));
  const payload = { path, name: 'a.xml' };
  const job = { name: 'ingest-package', key: 'a' };
  await bench.queue.add({ ...job, payload, retries: { attempts: 1, first: 10, most: 20 } });
  await bench.drain();
  return bench.queue.show(jobIdOf(job));
}

it('an engine that cannot answer costs a job no attempt: it comes back, and ends with its records in the engine', async () => {
  const failures = failOnce('unavailable');
  expect(await ingestOnce()).toMatchObject({ state: 'done', result: { written: 1 } });
  expect(failures()).toBe(2);
  expect(await bench.nameOf(1)).toBe('one');
}, 30_000);

it('any other failure counts, and the dead letter says which', async () => {
  failOnce('rejected');
  expect(await ingestOnce()).toMatchObject({ state: 'dead', reason: 'no answer' });
  expect(await bench.nameOf(1)).toBeUndefined();
});
