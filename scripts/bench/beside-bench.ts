import { spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openEmbeddedEngine } from '../../engine/embedded/open.js';
import { countFacets } from '../../engine/embedded/search/count-facets.js';
import { neverStop } from '../../engine/embedded/search/query-context.js';
import { rankHits } from '../../engine/embedded/search/rank-hits.js';
import { openFrame } from '../../engine/embedded/search/run-search.js';
import { IndexReader } from '../../engine/embedded/search/snapshot.js';
import type { SearchRequest } from '../../engine/engine.js';
import { corpusBatches, corpusFolder, scratchFolder } from './corpus-records.js';
import { cpuMilliseconds, judge, median, round, row } from './measure.js';
import { requestOf } from './search-bench.js';
import { searchIndexes } from './search-indexes.js';
import { findPhrases, queryKinds } from './search-kinds.js';

/** While another process builds, the median of a query may take so many times what it takes alone. */
const ceiling = 2;
/** Records between two commits of the builder. */
const commitEvery = 5_000;

/** The builder: writes records under new numbers into the folder until it is ended. Says `committed` after each commit. */
export async function buildWithoutEnd(directory: string, records: number, print: (line: string) => void) {
  const engine = openEmbeddedEngine({ directory, workers: 0 });
  const writer = await engine.writer();
  const corpus = await corpusFolder(records);
  for (let round = 1; ; round++)
    for await (const batch of corpusBatches(corpus, commitEvery)) {
      for (const { record, raw } of batch)
        await writer.upsert({ ...record, id: record.id.replace('-', `-${round}0`) }, raw);
      await writer.commit();
      print('committed');
    }
}

interface Timing {
  wall: number;
  cpu: number;
}

/** Medians of the query kinds on a copy of the index, first alone, then beside a process that builds in the same folder. */
export async function runBesideBench(options: {
  records: number;
  rounds: number;
  /** Starts this program as the builder. */
  builder: (folder: string) => { command: string; args: string[] };
  print: (line: string) => void;
}): Promise<void> {
  const { records, rounds, builder, print } = options;
  const indexes = await searchIndexes(records);
  const scratch = scratchFolder('beside');
  const folder = join(scratch, 'data');
  cpSync(indexes.dataFolder, folder, { recursive: true });
  const reader = new IndexReader(folder);
  const engine = openEmbeddedEngine({ directory: folder, workers: 0 });
  const kinds = queryKinds(indexes, await findPhrases(engine, indexes.ids, 12)).map((kind) => ({
    name: kind.name,
    requests: kind.ours.map((text) => requestOf(text, kind)),
  }));
  const timeAll = (): Timing[] => kinds.map(({ requests }) => timeKind(reader, requests, rounds));
  try {
    const alone = timeAll();
    const { command, args } = builder(folder);
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    let commits = 0;
    child.stdout.on('data', (text: Buffer) => (commits += text.toString().split('\n').length - 1));
    await new Promise((resolve, reject) => {
      child.stdout.once('data', resolve);
      child.once('exit', (code) => reject(new Error(`the builder ended with ${code}`)));
    });
    const beside: Timing[] = [];
    for (const { requests } of kinds) {
      beside.push(timeKind(reader, requests, rounds));
      // Its messages are read between the kinds.
      await new Promise((resolve) => setImmediate(resolve));
    }
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
    print(
      `search beside a building process: ${indexes.records} records, ${rounds} rounds, ${commits} commits meanwhile\n`,
    );
    print(row('query kind', 'alone p50 ms', 'beside p50 ms', 'ratio', 'ratio of CPU'));
    print(row('---', '---:', '---:', '---:', '---:'));
    const ratios = kinds.map(({ name }, index) => {
      const [before, during] = [alone[index], beside[index]];
      const ratio = (during?.wall ?? NaN) / (before?.wall ?? NaN);
      const ofCpu = (during?.cpu ?? NaN) / (before?.cpu ?? NaN);
      print(row(name, round(before?.wall ?? NaN), round(during?.wall ?? NaN), `${round(ratio)}x`, `${round(ofCpu)}x`));
      return ratio;
    });
    print('');
    print(judge('while another process builds, median of the kinds', median(ratios), '<=', ceiling, 'x'));
    print(judge('while another process builds, worst kind', Math.max(...ratios), '<=', ceiling, 'x'));
  } finally {
    reader.close();
    await engine.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Queries of a kind before its clock runs. */
const warmUp = 150;

function timeKind(reader: IndexReader, requests: readonly SearchRequest[], rounds: number): Timing {
  const walls: number[] = [];
  const cpus: number[] = [];
  for (let turn = -Math.ceil(warmUp / Math.max(1, requests.length)); turn < rounds; turn++)
    for (const request of requests) {
      const [wall, cpu] = [performance.now(), cpuMilliseconds()];
      reader.withSnapshot((snapshot) => {
        const frame = openFrame(snapshot, undefined, true, neverStop);
        const { matched } = rankHits(snapshot, request, frame);
        if (request.facets) countFacets(snapshot, request, matched, frame);
      });
      if (turn < 0) continue;
      walls.push(performance.now() - wall);
      cpus.push(cpuMilliseconds() - cpu);
    }
  return { wall: median(walls), cpu: median(cpus) };
}
