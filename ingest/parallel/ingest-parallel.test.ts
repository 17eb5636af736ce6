import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chip, chips } from '../../fixtures/invented-format.js';
import { CollectingSink } from '../../fixtures/read-fixture.js';
import type { Input } from '../inputs.js';
import type { LedgerEntry } from '../record-sink.js';
import { ingestInParallel, type ParallelOptions } from './ingest-parallel.js';

const folder = mkdtempSync(join(tmpdir(), 'ipradar-parallel-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const formatsModule = pathToFileURL(join(process.cwd(), 'dist/fixtures/invented-format.js'));

const perFile = 3_000;
const inputs: Input[] = [0, 1, 2].map((number) => {
  const path = join(folder, `${number}.xml`);
  writeFileSync(path, chips(...Array.from({ length: perFile }, (_, i) => chip(`${number}-${i}`)), '<chip/>'));
  return { name: path, path, size: statSync(path).size, release: () => Promise.resolve() };
});

async function run(options: Omit<ParallelOptions, 'formatsModule'>, files = inputs): Promise<LedgerEntry[]> {
  const ledger: LedgerEntry[] = [];
  for await (const line of ingestInParallel(files, { ...options, formatsModule })) ledger.push(line);
  return ledger;
}

it('every record of every file reaches the sink once, file after file, with its bytes', async () => {
  const sink = new CollectingSink();
  const ledger = await run({ workers: 2, sink });
  expect(ledger.map(({ read, written, rejected }) => [read, written, rejected])).toEqual(
    Array(3).fill([perFile + 1, perFile, 1]),
  );
  expect(new Set(sink.records.map(({ id }) => id)).size).toBe(3 * perFile);
  const files = sink.records.map(({ id }) => id.slice(3, 4));
  expect(files.filter((file, index) => file !== files[index - 1])).toHaveLength(3);
  expect(sink.raws[0]?.toString()).toMatch(/^<chip><number>\d-0</);
  expect(sink.rejects).toHaveLength(3);
});

it('files reach the sink in the order of the inputs, however soon a later one is ready', async () => {
  const slow = join(folder, 'slow.xml');
  writeFileSync(slow, chips(...Array.from({ length: 6_000 }, (_, i) => chip(`slow-${i}`, 'x'.repeat(1_000)))));
  const first = { name: slow, path: slow, size: statSync(slow).size, release: () => Promise.resolve() };
  const sink = new CollectingSink();
  const begun: string[] = [];
  sink.begin = (entry?: LedgerEntry) => Promise.resolve(void begun.push(entry?.file ?? ''));
  await run({ workers: 3, sink }, [first, ...inputs]);
  expect(begun).toEqual([slow, ...inputs.map(({ name }) => name)]);
  expect(sink.records.findIndex(({ id }) => id === 'XX-0-0-LD')).toBe(6_000);
});

it('a consumer that stops listening stops the sink: nothing reaches it afterwards', async () => {
  const sink = new CollectingSink();
  for await (const line of ingestInParallel(inputs, { workers: 2, sink, formatsModule })) if (line.read > 0) break;
  const count = sink.records.length;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(sink.records).toHaveLength(count);
});

it('counted in the workers the numbers are the same', async () => {
  const ledger = await run({ workers: 2, sink: 'counting' });
  expect(ledger.map(({ written }) => written)).toEqual([perFile, perFile, perFile]);
});

it('a file that is done is not read again', async () => {
  const sink = new CollectingSink();
  await run({ workers: 2, sink });
  const again = await run({ workers: 2, sink });
  expect(again.map(({ written, unchanged }) => [written, unchanged])).toEqual(Array(3).fill([0, perFile]));
  expect(sink.records).toHaveLength(3 * perFile);
});

it('an error of the sink ends the run with that very error', async () => {
  const sink = new CollectingSink();
  const failure = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  sink.record = () => Promise.reject(failure);
  await expect(run({ workers: 2, sink })).rejects.toBe(failure);
});

it('a file that vanished ends the run with an error', async () => {
  const gone = { ...(inputs[0] as Input), path: join(folder, 'gone.xml') };
  await expect(run({ workers: 1, sink: new CollectingSink() }, [gone])).rejects.toThrow('no such file');
});

it('an abort leaves the file interrupted and later files unread; the next run completes', async () => {
  const sink = new CollectingSink();
  const stop = new AbortController();
  const record = sink.record.bind(sink);
  sink.record = async (each, raw) => {
    await record(each, raw);
    stop.abort();
    // A slow sink: the worker has time to hear of it.
    if (sink.records.length < 50) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const first = await run({ workers: 1, sink, signal: stop.signal });
  expect(first).toHaveLength(1);
  expect(first[0]?.state).toBe('interrupted');
  sink.record = record;
  const second = await run({ workers: 1, sink });
  expect(second.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
});

it('progress of the workers is told', async () => {
  const files = new Set<string>();
  await run({ workers: 2, sink: 'counting', onProgress: ({ file }) => void files.add(file) });
  expect(files.size).toBe(3);
});
