import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedEngine } from '../../engine/embedded/open.js';
import { bodyOf, corpusBatches, corpusFolder, scratchFolder } from './corpus-records.js';
import { Fts5Yardstick } from './fts5.js';
import { costOf, judge, median, round, row } from './measure.js';

interface BuildResult {
  docs: number;
  /** Wall time. */
  seconds: number;
  /** User and system time of all threads: steadier than wall time on a machine that is shared. */
  cpuSeconds: number;
  /** The whole folder. */
  diskMegabytes: number;
  /** The index without documents and raw bytes. */
  indexMegabytes: number;
  peakMegabytes: number;
}

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .filter((stat) => stat.isFile())
    .reduce((sum, stat) => sum + stat.size, 0);

/** What is built: all that `ipradar ingest` keeps, the same without raw bytes, or the yardstick. */
export const contenders = ['all', 'documents', 'fts5'] as const;
export type Contender = (typeof contenders)[number];

/** Builds one index in this process and prints the result as JSON (run as a child so that memory is its own). */
export async function buildOnce(contender: Contender, records: number): Promise<BuildResult> {
  const corpus = await corpusFolder(records);
  const folder = scratchFolder(contender);
  let seconds = 0;
  let cpuSeconds = 0;
  let docs = 0;
  const timed = async (work: () => Promise<unknown> | unknown) => {
    const cost = await costOf(work);
    seconds += cost.wall;
    cpuSeconds += cost.cpu;
  };
  if (contender !== 'fts5') {
    const engine = openEmbeddedEngine({ directory: folder, workers: 0 });
    const writer = await engine.writer();
    for await (const batch of corpusBatches(corpus, 20_000)) {
      await timed(async () => {
        for (const { record, raw } of batch) await writer.upsert(record, contender === 'all' ? raw : undefined);
        await writer.commit();
      });
      docs += batch.length;
    }
    await timed(() => writer.close());
    await engine.close();
  } else {
    const yardstick = new Fts5Yardstick(join(folder, 'fts5.sqlite'));
    for await (const batch of corpusBatches(corpus, 20_000)) {
      const documents = batch.map(({ record }, index) => ({ id: docs + index + 1, body: bodyOf(record, 'all') }));
      await timed(() => yardstick.add(documents));
      docs += batch.length;
    }
    await timed(() => yardstick.close());
  }
  const diskMegabytes = sizeOf(folder) / 1e6;
  const indexMegabytes = contender === 'fts5' ? diskMegabytes : sizeOf(join(folder, 'segments')) / 1e6;
  const peakMegabytes = process.resourceUsage().maxRSS / 1e3;
  rmSync(folder, { recursive: true, force: true });
  return { docs, seconds, cpuSeconds, diskMegabytes, indexMegabytes, peakMegabytes };
}

const names: Record<Contender, string> = {
  all: 'ipradar: index, documents, raw bytes',
  documents: 'ipradar: index, documents',
  fts5: 'FTS5: same tokens, nothing else stored',
};
const rateFloor = 1.8;
const diskCeiling = 0.9;

/** Interleaved runs of all builders in children; prints medians and what they have to reach. */
export async function runIndexBench(options: {
  records: number;
  rounds: number;
  child: (args: string[]) => Promise<string>;
  print: (line: string) => void;
}): Promise<void> {
  const { records, rounds, child, print } = options;
  await corpusFolder(records);
  const results: Record<Contender, BuildResult[]> = { all: [], documents: [], fts5: [] };
  for (let turn = 0; turn < rounds; turn++)
    for (const contender of contenders) {
      const line = await child(['index', '--child', contender, '--records', String(records)]);
      results[contender].push(JSON.parse(line) as BuildResult);
    }
  const of = (contender: Contender, figure: (result: BuildResult) => number) => median(results[contender].map(figure));
  print(`index: ${of('all', ({ docs }) => docs)} records, commits of 20,000, one thread, medians of ${rounds}`);
  print(row('builder', 'docs/s', 'CPU ms/record', 'disk MB', 'index MB', 'peak RSS MB (with the parsed batch)'));
  print(row('---', '---:', '---:', '---:', '---:', '---:'));
  for (const contender of contenders)
    print(
      row(
        names[contender],
        round(
          of(contender, ({ docs, seconds }) => docs / seconds),
          0,
        ),
        round(of(contender, ({ docs, cpuSeconds }) => (cpuSeconds * 1e3) / docs)),
        round(
          of(contender, (result) => result.diskMegabytes),
          1,
        ),
        round(
          of(contender, (result) => result.indexMegabytes),
          1,
        ),
        round(
          of(contender, (result) => result.peakMegabytes),
          0,
        ),
      ),
    );
  const rate = ({ docs, seconds }: BuildResult) => docs / seconds;
  print('');
  print(
    judge('docs/s, documents stored, ipradar / FTS5', of('documents', rate) / of('fts5', rate), '>=', rateFloor, 'x'),
  );
  const disk = ({ indexMegabytes }: BuildResult) => indexMegabytes;
  print(judge('index disk, ipradar / FTS5', of('documents', disk) / of('fts5', disk), '<=', diskCeiling, 'x'));
}
