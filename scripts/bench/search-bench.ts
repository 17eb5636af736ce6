import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openEmbeddedEngine } from '../../engine/embedded/open.js';
import type { SearchRequest } from '../../engine/engine.js';
import { compileQuery } from '../../query/check.js';
import { analyzeText } from '../../mappings/analyze.js';
import { bodyOf, corpusBatches, corpusFolder, scratchFolder } from './corpus-records.js';
import { Fts5Yardstick, yardstickPhrase } from './fts5.js';
import { median, percentile, round, row } from './measure.js';

interface Kind {
  name: string;
  /** Query text in our language. */
  ours: string[];
  /** The same for FTS5, where it can say it. */
  theirs?: string[];
  facets?: SearchRequest['facets'];
}

/** Words of the corpus by document frequency, so that "common" and "rare" mean something on any corpus. */
class Frequencies {
  private readonly documents = new Map<string, number>();
  private readonly runs = new Map<string, number>();

  add(body: string, texts: readonly string[]): void {
    for (const word of new Set(body.split(' '))) {
      if (/^[a-z]{4,}$/.test(word)) this.documents.set(word, (this.documents.get(word) ?? 0) + 1);
    }
    for (const text of texts) {
      const run = /\p{Script=Han}{4,}/u.exec(text)?.[0];
      if (run) {
        const start = [...run].slice(0, 4).join('');
        this.runs.set(start, (this.runs.get(start) ?? 0) + 1);
      }
    }
  }

  /** Words whose share of documents lies between the bounds, most frequent first, alphabetical among equals. */
  words(total: number, low: number, high: number, limit: number): string[] {
    return [...this.documents]
      .filter(([, count]) => count / total >= low && count / total <= high)
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, limit)
      .map(([word]) => word);
  }

  rare(limit: number): string[] {
    return [...this.documents]
      .filter(([, count]) => count >= 1 && count <= 5)
      .map(([word]) => word)
      .sort()
      .slice(0, limit);
  }

  chinese(limit: number): string[] {
    return [...this.runs]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, limit)
      .map(([run]) => run);
  }
}

function pairs(words: readonly string[]): [string, string][] {
  const result: [string, string][] = [];
  for (let index = 0; index + 1 < words.length; index++)
    result.push([words[index] as string, words[index + 1] as string]);
  return result;
}

const facetsOfFive: SearchRequest['facets'] = Object.fromEntries(
  ['CC', 'KD', 'RT', 'IPC', 'AP'].map((field) => [field, { kind: 'terms' as const, field, size: 10 }]),
);

/** Times ten query kinds on both engines over the same corpus; prints p50 and p95 and the ratio of p50. */
export async function runSearchBench(options: {
  records: number;
  rounds: number;
  print: (line: string) => void;
}): Promise<void> {
  const corpus = await corpusFolder(options.records);
  const folder = scratchFolder('search');
  const engine = openEmbeddedEngine({ directory: join(folder, 'ipradar'), workers: 0 });
  const yardstick = new Fts5Yardstick(join(folder, 'fts5.sqlite'));
  const frequencies = new Frequencies();
  const writer = await engine.writer();
  const ids: string[] = [];
  let total = 0;
  for await (const batch of corpusBatches(corpus, 20_000)) {
    const documents = batch.map(({ record }, index) => ({ id: total + index + 1, body: bodyOf(record, 'default') }));
    batch.forEach(({ record }, index) => {
      const texts = 'inventionTitle' in record ? record.inventionTitle.map((each) => each.text) : [];
      frequencies.add(documents[index]?.body ?? '', texts);
      if (ids.length < 500) ids.push(record.id);
    });
    for (const { record, raw } of batch) await writer.upsert(record, raw);
    await writer.commit();
    yardstick.add(documents);
    total += batch.length;
  }
  await writer.close();

  const common = frequencies.words(total, 0.15, 0.6, 10);
  const middle = frequencies.words(total, 0.02, 0.15, 12);
  const rare = frequencies.rare(20);
  const chinese = frequencies.chinese(10);
  const kinds: Kind[] = [
    { name: 'rare word', ours: rare, theirs: rare },
    { name: 'common word', ours: common, theirs: common },
    {
      name: 'a AND b',
      ours: pairs(middle).map(([a, b]) => `${a} AND ${b}`),
      theirs: pairs(middle).map(([a, b]) => `${a} AND ${b}`),
    },
    {
      name: 'a OR b',
      ours: pairs(common).map(([a, b]) => `${a} OR ${b}`),
      theirs: pairs(common).map(([a, b]) => `${a} OR ${b}`),
    },
    {
      name: 'a NOT b',
      ours: pairs(middle).map(([a, b]) => `${a} NOT ${b}`),
      theirs: pairs(middle).map(([a, b]) => `${a} NOT ${b}`),
    },
    { name: 'Chinese phrase', ours: chinese.map((run) => `"${run}"`), theirs: chinese.map(yardstickPhrase) },
    {
      name: 'English phrase',
      ours: pairs(middle).map(([a, b]) => `"${a} ${b}"`),
      theirs: pairs(middle).map(([a, b]) => `"${a} ${b}"`),
    },
    {
      name: 'prefix',
      ours: common.map((word) => `${word.slice(0, 3)}*`),
      theirs: common.map((word) => `${word.slice(0, 3)}*`),
    },
    {
      name: 'class and dates',
      ours: ['IPC=H01M AND PY>=2015', 'IPC=G06F AND PY<2015', 'IPC=H AND PD=[20100101 TO 20201231]'],
    },
    { name: 'common word, 5 facets', ours: common, facets: facetsOfFive },
    { name: 'record by number', ours: ids.slice(0, 100).map((id) => `ID=${id}`) },
  ];
  options.print(`search: ${total} records, ${options.rounds} rounds, top 20 and exact count, in process; ms`);
  options.print(row('query kind', 'hits (median)', 'ipradar p50', 'p95', 'FTS5 p50', 'p95', 'FTS5 / ipradar'));
  options.print(row('---', '---:', '---:', '---:', '---:', '---:', '---:'));
  for (const kind of kinds) {
    const requests = kind.ours.map((text): SearchRequest => ({
      query: compileQuery(text, { today: '2026-01-01' }).tree,
      sort: [{ by: 'score', direction: 'desc' }],
      limit: 20,
      offset: 0,
      ...(kind.facets ? { facets: kind.facets } : {}),
    }));
    if (requests.length === 0) continue;
    const ours: number[] = [];
    const theirs: number[] = [];
    const hits: number[] = [];
    for (let round = -1; round < options.rounds; round++) {
      for (const request of requests) {
        const before = performance.now();
        const result = await engine.search(request);
        if (round >= 0) ours.push(performance.now() - before);
        else hits.push(result.count);
      }
      for (const match of kind.theirs ?? []) {
        const before = performance.now();
        yardstick.search(match);
        if (round >= 0) theirs.push(performance.now() - before);
      }
    }
    const [p50, p95] = [median(ours), percentile(ours, 0.95)];
    const yard =
      theirs.length > 0
        ? [round(median(theirs)), round(percentile(theirs, 0.95)), `${round(median(theirs) / p50, 1)}x`]
        : ['-', '-', '-'];
    options.print(row(kind.name, median(hits), round(p50), round(p95), ...yard));
  }
  await engine.close();
  yardstick.close();
}

/** Analysis speed, for the notes: MB of text per second. */
export function analysisSpeed(text: string, repeats: number): number {
  const before = performance.now();
  for (let index = 0; index < repeats; index++) analyzeText(text);
  return (Buffer.byteLength(text) * repeats) / 1e6 / ((performance.now() - before) / 1_000);
}
