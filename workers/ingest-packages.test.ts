import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, EngineError } from '../engine/engine.js';
import { openEmbeddedEngine } from '../engine/embedded/open.js';
import { chip, chips, inventedJson, inventedXml } from '../fixtures/invented-format.js';
import type { Input } from '../ingest/inputs.js';
import { openQuarantine } from '../ingest/quarantine.js';
import type { LedgerEntry } from '../ingest/record-sink.js';
import { ingestPackages } from './ingest-packages.js';

const folder = mkdtempSync(join(tmpdir(), 'ipradar-packages-'));
const engines: Engine[] = [];
afterAll(async () => {
  for (const engine of engines) await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(data: string): Engine {
  const engine = openEmbeddedEngine({ directory: data, workers: 0 });
  engines.push(engine);
  return engine;
}

function file(name: string, content: string): Input {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { name, path, size: statSync(path).size, release: () => Promise.resolve() };
}

async function ingest(engine: Engine, dataFolder: string, inputs: readonly Input[], signal?: AbortSignal) {
  const options = { dataFolder, formats: [inventedXml, inventedJson], clock: Date.now, ...(signal ? { signal } : {}) };
  const lines: LedgerEntry[] = [];
  for await (const line of ingestPackages(engine, inputs, options)) lines.push(line);
  return lines;
}

const nameIn = async (engine: Engine, id: string) => {
  const found = await engine.get(id);
  return found?.type === 'layout-design' ? found.name[0]?.text : undefined;
};

it('a later package corrects an earlier one, and the ledger counts what was written, unchanged and rejected', async () => {
  const data = join(folder, 'order');
  const engine = open(data);
  const inputs = [
    file('week-1.xml', chips(chip(1, 'old'), chip(2), '<chip><name>no number</name></chip>')),
    file('week-2.xml', chips(chip(1, 'new'), chip(2))),
  ];
  const lines = await ingest(engine, data, inputs);
  expect(lines.map(({ file: name, written, unchanged, rejected }) => [name, written, unchanged, rejected])).toEqual([
    ['week-1.xml', 2, 0, 1],
    ['week-2.xml', 1, 1, 0],
  ]);
  expect(await nameIn(engine, 'XX-1-LD')).toBe('new');
  const again = await ingest(engine, data, inputs);
  expect(again.map(({ written, unchanged }) => [written, unchanged])).toEqual([
    [0, 2],
    [0, 2],
  ]);
});

it('rejects are kept with their bytes in the data folder', async () => {
  const data = join(folder, 'rejects');
  const bad = '<chip><name>no number</name></chip>';
  await ingest(open(data), data, [file('bad.xml', chips(chip(1), bad))]);
  const quarantine = openQuarantine(join(data, 'quarantine'));
  const kept: [string, string | undefined][] = [];
  for await (const line of quarantine.list()) kept.push([line.code, quarantine.read(line)?.toString()]);
  quarantine.close();
  expect(kept).toEqual([['no-number', bad]]);
});

it('one writer at a time: a second says that the folder is locked, and can write when the first is done', async () => {
  const data = join(folder, 'lock');
  const [first, second] = [open(data), open(data)];
  const inputs = [file('a.xml', chips(chip(1))), file('b.xml', chips(chip(2)))];
  const options = { dataFolder: data, formats: [inventedXml], clock: Date.now };
  const running = ingestPackages(first, inputs, options);
  await running.next();
  await expect(ingest(second, data, inputs)).rejects.toMatchObject({ code: 'locked' });
  await running.return(undefined);
  expect((await ingest(second, data, inputs)).map(({ state }) => state)).toEqual(['done', 'done']);
});

it('an interruption keeps what was read; the next run reads the file again and ends with all of it', async () => {
  const data = join(folder, 'stop');
  const engine = open(data);
  const input = file('many.xml', chips(...Array.from({ length: 3_000 }, (_, number) => chip(number))));
  const stop = new AbortController();
  const openWriter = engine.writer.bind(engine);
  let records = 0;
  engine.writer = async (...args) => {
    const writer = await openWriter(...args);
    const upsert = writer.upsert.bind(writer);
    writer.upsert = (...each) => {
      if (++records === 1_000) stop.abort();
      return upsert(...each);
    };
    return writer;
  };
  const [line] = await ingest(engine, data, [input], stop.signal);
  expect(line).toMatchObject({ state: 'interrupted', written: 1_000 });
  const [second] = await ingest(engine, data, [input]);
  expect(second).toMatchObject({ state: 'done', read: 3_000, written: 2_000, unchanged: 1_000 });
});

/** Counts the commits of an engine's writers. */
function countCommits(engine: Engine): () => number {
  let commits = 0;
  const openWriter = engine.writer.bind(engine);
  engine.writer = async () => {
    const writer = await openWriter();
    const commit = writer.commit.bind(writer);
    writer.commit = (...given) => {
      commits++;
      return commit(...given);
    };
    return writer;
  };
  return () => commits;
}

it('small packages that follow one another share a commit, and each has its own counts and ledger line', async () => {
  const data = join(folder, 'group');
  const engine = open(data);
  const commits = countCommits(engine);
  const inputs = Array.from({ length: 20 }, (_, place) =>
    file(`small-${place}.xml`, chips(chip(`s${place}`), ...(place % 2 ? [chip('s0')] : ['<chip/>']))),
  );
  const lines = await ingest(engine, data, inputs);
  expect(lines.map(({ file: name, written, unchanged, rejected }) => [name, written, unchanged, rejected])).toEqual(
    inputs.map(({ name }, place) => [name, 1, place % 2, (place + 1) % 2]),
  );
  expect(commits()).toBeLessThan(10);
  const kept = (await engine.checkpoints('package:')).map(({ value }) => value as LedgerEntry);
  const byFile = (a: LedgerEntry, b: LedgerEntry) => (a.file < b.file ? -1 : 1);
  expect(kept.sort(byFile)).toEqual([...lines].sort(byFile));
});

it('the same package twice in one run is read once', async () => {
  const data = join(folder, 'twice');
  const engine = open(data);
  const content = chips(chip('t1'), chip('t2'));
  const lines = await ingest(engine, data, [
    file('t.xml', content),
    file('t-copy.xml', content),
    file('u.xml', chips(chip('t3'))),
  ]);
  expect(lines.map(({ file: name, written, unchanged }) => [name, written, unchanged])).toEqual([
    ['t.xml', 2, 0],
    ['t-copy.xml', 0, 2],
    ['u.xml', 1, 0],
  ]);
});

it('packages that were read whole are kept, and told, although the run fails on a later one', async () => {
  const data = join(folder, 'fails');
  const engine = open(data);
  const inputs = [
    file('whole-1.xml', chips(chip('w1'))),
    file('whole-2.xml', chips(chip('w2'))),
    { ...file('gone.xml', chips(chip('w3'))), path: join(folder, 'not-there.xml') },
  ];
  const told: string[] = [];
  const options = { dataFolder: data, formats: [inventedXml], clock: Date.now };
  const run = async () => {
    for await (const line of ingestPackages(engine, inputs, options)) told.push(line.file);
  };
  await expect(run()).rejects.toThrow('no such file');
  expect(told).toEqual(['whole-1.xml', 'whole-2.xml']);
  expect(await engine.get('XX-w2-LD')).toMatchObject({ id: 'XX-w2-LD' });
});

it.each([
  ['at once', 0],
  ['after one that stands', 1],
])('no line is told of a package whose commit fails %s, not even to who takes one line only', async (name, good) => {
  const data = join(folder, `not-durable-${good}`);
  const engine = open(data);
  const openWriter = engine.writer.bind(engine);
  engine.writer = async () => {
    const writer = await openWriter();
    const commit = writer.commit.bind(writer);
    let commits = 0;
    writer.commit = (...given) => {
      if (commits++ < good) return commit(...given);
      return Promise.reject(new EngineError('unavailable', 'no answer'));
    };
    return writer;
  };
  const inputs = ['a', 'b', 'c'].map((each) => file(`${each}-${good}.xml`, chips(chip(`${name.slice(-4)}${each}`))));
  // Each package waits for others less than no time, and the last longer.
  let now = 0;
  const clock = (): number => (now += 4_000);
  const options = { dataFolder: data, formats: [inventedXml], clock };
  const first = async () => {
    for await (const line of ingestPackages(engine, inputs.slice(good), options)) return line;
    return undefined;
  };
  const told: LedgerEntry[] = [];
  const all = async () => {
    for await (const line of ingestPackages(engine, inputs, options)) told.push(line);
  };
  await expect(all()).rejects.toMatchObject({ code: 'unavailable' });
  const kept = (await engine.checkpoints('package:')).map(({ value }) => value as LedgerEntry);
  expect(told).toEqual(kept.filter(({ state }) => state === 'done'));
  if (good === 0) await expect(first()).rejects.toMatchObject({ code: 'unavailable' });
});
