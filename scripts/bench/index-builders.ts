import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { IpRecord } from '../../domain/record.js';
import { openEmbeddedEngine } from '../../engine/embedded/open.js';
import { type BenchRecord, bodyOf, corpusBatches, corpusFolder, scratchFolder } from './corpus-records.js';
import { Fts5Yardstick } from './fts5.js';
import { costOf } from './measure.js';
import { RareWords } from './rare-words.js';

/*
 * What each side does. Records are parsed before the clock starts, for all sides; commits of 20,000, durable (fsync; FTS5: WAL, synchronous = FULL).
 *
 * - ours: text analysis of every text and name field, words with positions, sentences, values, classes, numbers, columns, status periods; records stored
 *   as deflated JSON; hash, look-up and row of each; merges until the writer is closed. `all` keeps the raw bytes too.
 * - FTS5: one column with the tokens of every text and name field (ideographs as bigrams), contentless, nothing else stored; its own merges. `fts5` gets
 *   the tokens as one string each, made before the clock starts. `fts5-with-tokens` is timed with our analysis that makes them, which FTS5 users who
 *   index Chinese pay too.
 */
export const contenders = ['all', 'one', 'one-beside', 'two-beside', 'fts5', 'fts5-with-tokens', 'parse'] as const;
export type Contender = (typeof contenders)[number];

export interface BuildResult {
  docs: number;
  /** Wall time. */
  seconds: number;
  /** User and system time of all threads: steadier than wall time on a machine that is shared. */
  cpuSeconds: number;
  /** The whole folder. */
  diskMegabytes: number;
  /** The index without documents and raw bytes. */
  indexMegabytes: number;
  /** Of the whole process, with the parsed batch. */
  peakMegabytes: number;
  /** Replacing 1,000 records in one commit. */
  upsertSeconds: number;
  /** From nothing to the first answer of a new engine. */
  openSeconds: number;
}

export interface BuildOptions {
  records: number;
  /** Characters that descriptions are filled up to with those of other records; 0 leaves the records as they are. */
  textCharacters: number;
  /** Words that each patent is given which hardly any other has (rare-words.ts); 0 leaves the records as they are. */
  rareWords: number;
}

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .filter((stat) => stat.isFile())
    .reduce((sum, stat) => sum + stat.size, 0);

const indexThreads: Partial<Record<Contender, number>> = { all: 1, one: 0, 'one-beside': 1, 'two-beside': 2 };
const commitSize = 20_000;
const upserts = 1_000;

/** Builds one index in this process (run as a child so that memory is its own). */
export async function buildOnce(contender: Contender, options: BuildOptions): Promise<BuildResult> {
  const folder = scratchFolder(contender);
  try {
    return contender === 'parse'
      ? await parseOnly(options)
      : contender === 'fts5' || contender === 'fts5-with-tokens'
        ? await buildYardstick(folder, contender === 'fts5-with-tokens', options)
        : await buildOurs(folder, contender, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Clock {
  seconds = 0;
  cpuSeconds = 0;
  async time(work: () => Promise<unknown> | unknown): Promise<void> {
    const { wall, cpu } = await costOf(work);
    this.seconds += wall;
    this.cpuSeconds += cpu;
  }
}

async function* batchesOf({ records, textCharacters, rareWords }: BuildOptions): AsyncGenerator<BenchRecord[]> {
  const words = new RareWords();
  for await (const batch of corpusBatches(await corpusFolder(records), commitSize)) {
    const filled =
      textCharacters === 0 ? batch : batch.map((each, place) => fillUp(each, place, batch, textCharacters));
    yield rareWords === 0 ? filled : filled.map((each) => ({ ...each, record: words.addTo(each.record, rareWords) }));
  }
}

/** Gives a patent the descriptions of the records behind it in the batch until it has a full text's length. */
function fillUp(bench: BenchRecord, place: number, batch: readonly BenchRecord[], characters: number): BenchRecord {
  const { record } = bench;
  if (record.type !== 'patent') return bench;
  const description = [...record.description];
  const lengthOf = (sections: typeof description): number =>
    sections.reduce((sum, section) => sum + JSON.stringify(section).length, 0);
  let length = lengthOf(description);
  for (let next = place + 1; length < characters && next < place + 200; next++) {
    const other = batch[next % batch.length]?.record;
    if (other?.type !== 'patent') continue;
    description.push(...other.description);
    length += lengthOf(other.description);
  }
  return { ...bench, record: { ...record, description } satisfies IpRecord };
}

const changed = (record: IpRecord): IpRecord => ({
  ...record,
  events: [...record.events, { code: 'renewed', date: '2024-01-01' }],
});

async function buildOurs(folder: string, contender: Contender, options: BuildOptions): Promise<BuildResult> {
  const engine = openEmbeddedEngine({ directory: folder, workers: 0, indexThreads: indexThreads[contender] });
  let writer = await engine.writer();
  const clock = new Clock();
  let docs = 0;
  let last: BenchRecord[] = [];
  for await (const batch of batchesOf(options)) {
    await clock.time(async () => {
      for (const { record, raw } of batch) await writer.upsert(record, contender === 'all' ? raw : undefined);
      await writer.commit();
    });
    docs += batch.length;
    last = batch.slice(0, upserts);
  }
  await clock.time(() => writer.close());
  const sizes = { diskMegabytes: sizeOf(folder) / 1e6, indexMegabytes: sizeOf(join(folder, 'segments')) / 1e6 };
  writer = await engine.writer();
  const update = await costOf(async () => {
    for (const { record } of last) await writer.upsert(changed(record), undefined);
    await writer.commit();
  });
  await engine.close();
  const open = await costOf(async () => {
    const reader = openEmbeddedEngine({ directory: folder, workers: 0, readOnly: true });
    await reader.count([{ kind: 'exists', field: 'TI' }]);
    await reader.close();
  });
  return {
    docs,
    ...clock,
    ...sizes,
    peakMegabytes: process.resourceUsage().maxRSS / 1e3,
    upsertSeconds: (update.wall * upserts) / last.length,
    openSeconds: open.wall,
  };
}

async function buildYardstick(folder: string, withTokens: boolean, options: BuildOptions): Promise<BuildResult> {
  const file = join(folder, 'fts5.sqlite');
  let yardstick = new Fts5Yardstick(file);
  const clock = new Clock();
  let docs = 0;
  let last: { id: number; body: string }[] = [];
  for await (const batch of batchesOf(options)) {
    const tokens = () => batch.map(({ record }, index) => ({ id: docs + index + 1, body: bodyOf(record, 'all') }));
    let documents = withTokens ? [] : tokens();
    await clock.time(() => yardstick.add(withTokens ? (documents = tokens()) : documents));
    docs += batch.length;
    last = documents.slice(0, upserts);
  }
  await clock.time(() => yardstick.close());
  const megabytes = sizeOf(folder) / 1e6;
  yardstick = new Fts5Yardstick(file);
  const update = await costOf(() => yardstick.replace(last.map(({ id, body }) => ({ id, body: `${body} renewed` }))));
  yardstick.close();
  const open = await costOf(() => {
    const reader = new Fts5Yardstick(file);
    reader.search('renewed');
    reader.close();
  });
  return {
    docs,
    ...clock,
    diskMegabytes: megabytes,
    indexMegabytes: megabytes,
    peakMegabytes: process.resourceUsage().maxRSS / 1e3,
    upsertSeconds: (update.wall * upserts) / last.length,
    openSeconds: open.wall,
  };
}

/** The memory that the batches take by themselves. */
async function parseOnly(options: BuildOptions): Promise<BuildResult> {
  let docs = 0;
  for await (const batch of batchesOf(options)) docs += batch.length;
  const nothing = { seconds: 0, cpuSeconds: 0, diskMegabytes: 0, indexMegabytes: 0, upsertSeconds: 0, openSeconds: 0 };
  return { docs, ...nothing, peakMegabytes: process.resourceUsage().maxRSS / 1e3 };
}
