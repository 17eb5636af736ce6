import { openEmbeddedEngine } from '../../engine/embedded/open.js';
import { neverStop } from '../../engine/embedded/search/query-context.js';
import { rankHits } from '../../engine/embedded/search/rank-hits.js';
import { openFrame } from '../../engine/embedded/search/run-search.js';
import { IndexReader } from '../../engine/embedded/search/snapshot.js';
import type { Engine, SearchRequest } from '../../engine/engine.js';
import { compileQuery } from '../../query/check.js';
import { Fts5Yardstick } from './fts5.js';
import { cpuMilliseconds, judge, median, percentile, round, row } from './measure.js';
import { searchIndexes } from './search-indexes.js';
import { findPhrases, type QueryKind, queryKinds } from './search-kinds.js';
import { runServingBench } from './serving-bench.js';

/** Counting all facets of some 70 % of the records may take this many times the count alone. */
const facetCeiling = 8;
/** Two words in one sentence may take this many times the AND of them. */
const sentenceCeiling = 4;

interface Contenders {
  engine: Engine;
  reader: IndexReader;
  yardstick: Fts5Yardstick;
}

interface Timings {
  hits: number[];
  /** Top 20 ids and the exact count: what FTS5 gives. */
  ranked: number[];
  /** The same with the 20 records. */
  answered: number[];
  theirs: number[];
}

/**
 * Times the query kinds on both engines over the same corpus, then what stands around the engine: a record by its number, the command, the API.
 * Every line says what it has to reach.
 */
export async function runSearchBench(options: {
  records: number;
  rounds: number;
  print: (line: string) => void;
}): Promise<void> {
  const { rounds, print } = options;
  const indexes = await searchIndexes(options.records);
  const contenders: Contenders = {
    engine: openEmbeddedEngine({ directory: indexes.dataFolder, workers: 0 }),
    reader: new IndexReader(indexes.dataFolder),
    yardstick: new Fts5Yardstick(indexes.yardstickFile),
  };
  print(
    `search: ${indexes.records} records, ${rounds} rounds, in process, ms of CPU; top 20 by score with the exact count`,
  );
  print('(ids: as FTS5 answers; records: the 20 records read and inflated too)\n');
  print(row('query kind', 'hits', 'ids p50', 'p95', 'records p50', 'p95', 'FTS5 p50', 'p95', 'FTS5 / ids', 'floor'));
  print(row('---', ...Array.from({ length: 9 }, () => '---:')));
  const medians = new Map<string, number>();
  const phrases = await findPhrases(contenders.engine, indexes.ids, 12);
  for (const kind of queryKinds(indexes, phrases)) {
    const timings = await timeKind(kind, contenders, rounds);
    if (timings.ranked.length === 0) continue;
    medians.set(kind.name, median(timings.ranked));
    print(describe(kind, timings));
  }
  const ratio = (name: string, to: string): number => (medians.get(name) ?? NaN) / (medians.get(to) ?? NaN);
  const faceted = (of: string): number => ratio(`${of}, 8 facets`, `${of}, count alone`);
  print('');
  print(judge('8 facets of most records / their count alone', faceted('most records'), '<=', facetCeiling, 'x'));
  print(`8 facets of a common word / its count alone: ${round(faceted('common word'))}x`);
  print(
    judge(
      'in one sentence / AND of the same words',
      ratio('a, b in a sentence', 'a AND b'),
      '<=',
      sentenceCeiling,
      'x',
    ),
  );
  contenders.reader.close();
  contenders.yardstick.close();
  await contenders.engine.close();
  await runServingBench({ indexes, rounds, print });
}

/** What the engine is asked for a query of a kind. */
export function requestOf(text: string, { sort, limit, facets }: QueryKind): SearchRequest {
  return {
    query: compileQuery(text, { today: '2026-01-01' }).tree,
    sort: sort ?? [{ by: 'score', direction: 'desc' }],
    limit: limit ?? 20,
    offset: 0,
    ...(facets ? { facets } : {}),
  };
}

/** Queries of a kind before its clock runs: caches are full then, and our code is compiled as it is in a server. */
const warmUp = 150;

/** Rounds of both engines in turn. */
async function timeKind(kind: QueryKind, { engine, reader, yardstick }: Contenders, rounds: number): Promise<Timings> {
  const requests = kind.ours.map((text) => requestOf(text, kind));
  if (requests.length === 0) return { hits: [], ranked: [], answered: [], theirs: [] };
  const timings: Timings = { hits: [], ranked: [], answered: [], theirs: [] };
  for (let turn = -Math.ceil(warmUp / requests.length); turn < rounds; turn++) {
    const note = (list: number[], before: number) => {
      if (turn >= 0) list.push(cpuMilliseconds() - before);
    };
    for (const request of requests) {
      // Facets are counted where the records are read, so with them the whole answer is timed both times.
      let before = cpuMilliseconds();
      if (!kind.facets) {
        reader.withSnapshot((snapshot) => rankHits(snapshot, request, openFrame(snapshot, undefined, true, neverStop)));
        note(timings.ranked, before);
      }
      before = cpuMilliseconds();
      const { count } = await engine.search(request);
      note(timings.answered, before);
      if (kind.facets) note(timings.ranked, before);
      if (turn === 0) timings.hits.push(count);
    }
    for (const match of turn < -1 ? [] : (kind.theirs ?? [])) {
      const before = cpuMilliseconds();
      yardstick.search(match);
      note(timings.theirs, before);
    }
  }
  return timings;
}

function describe(kind: QueryKind, { hits, ranked, answered, theirs }: Timings): string {
  const pair = (list: number[]) =>
    list.length > 0 ? [round(median(list)), round(percentile(list, 0.95))] : ['-', '-'];
  const ratio = theirs.length > 0 ? median(theirs) / median(ranked) : undefined;
  const verdict =
    kind.floor === undefined || ratio === undefined ? '-' : `${kind.floor}x ${ratio >= kind.floor ? 'met' : 'MISSED'}`;
  return row(
    kind.name,
    median(hits),
    ...pair(ranked),
    ...pair(answered),
    ...pair(theirs),
    ratio === undefined ? '-' : `${round(ratio, 1)}x`,
    verdict,
  );
}
