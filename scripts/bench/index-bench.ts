import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedEngine } from '../../engine/embedded/open.js';
import { bodyOf, corpusBatches, corpusFolder, scratchFolder } from './corpus-records.js';
import { Fts5Yardstick } from './fts5.js';
import { costOf, median, round, row } from './measure.js';

interface BuildResult {
  docs: number;
  /** Wall time. */
  seconds: number;
  /** User and system time of all threads: steadier than wall time on a machine that is shared. */
  cpuSeconds: number;
  diskMegabytes: number;
  peakMegabytes: number;
}

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .filter((stat) => stat.isFile())
    .reduce((sum, stat) => sum + stat.size, 0);

/** Builds one index in this process and prints the result as JSON (run as a child so that memory is its own). */
export async function buildOnce(contender: 'ipradar' | 'fts5', records: number): Promise<BuildResult> {
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
  if (contender === 'ipradar') {
    const engine = openEmbeddedEngine({ directory: folder, workers: 0 });
    const writer = await engine.writer();
    for await (const batch of corpusBatches(corpus, 20_000)) {
      await timed(async () => {
        for (const { record, raw } of batch) await writer.upsert(record, raw);
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
  const peakMegabytes = process.resourceUsage().maxRSS / 1e3;
  rmSync(folder, { recursive: true, force: true });
  return { docs, seconds, cpuSeconds, diskMegabytes, peakMegabytes };
}

/** Interleaved runs of both builders in children; prints medians and ratios. */
export async function runIndexBench(options: {
  records: number;
  rounds: number;
  child: (args: string[]) => Promise<string>;
  print: (line: string) => void;
}): Promise<void> {
  await corpusFolder(options.records);
  const results: Record<'ipradar' | 'fts5', BuildResult[]> = { ipradar: [], fts5: [] };
  for (let round = 0; round < options.rounds; round++) {
    for (const contender of ['ipradar', 'fts5'] as const) {
      const line = await options.child(['index', '--child', contender, '--records', String(options.records)]);
      results[contender].push(JSON.parse(line) as BuildResult);
    }
  }
  const rate = (contender: 'ipradar' | 'fts5') => median(results[contender].map((each) => each.docs / each.seconds));
  const of = (contender: 'ipradar' | 'fts5', member: keyof BuildResult) =>
    median(results[contender].map((each) => each[member]));
  options.print(`index: ${of('ipradar', 'docs')} records, medians of ${options.rounds}`);
  options.print(row('builder', 'docs/s', 'disk MB', 'peak RSS MB (with the parsed batch)'));
  options.print(row('---', '---:', '---:', '---:'));
  for (const contender of ['ipradar', 'fts5'] as const) {
    const what =
      contender === 'ipradar' ? 'ipradar: index, documents and raw bytes' : 'FTS5: same tokens, nothing else stored';
    options.print(
      row(
        what,
        round(rate(contender), 0),
        round(of(contender, 'diskMegabytes'), 1),
        round(of(contender, 'peakMegabytes'), 0),
      ),
    );
  }
  options.print(`ratio ipradar / FTS5: docs/s ${round(rate('ipradar') / rate('fts5'))}x`);
}
