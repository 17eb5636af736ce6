import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEngine } from '../../engine/embedded/open.js';
import { embeddedSchema } from '../../mappings/embedded.js';
import { bodyOf, corpusBatches, corpusFolder } from './corpus-records.js';
import { Fts5Yardstick } from './fts5.js';

/** What the queries of the bench are made from. */
export interface BenchVocabulary {
  records: number;
  /** English words that a bare word finds, with their number of records; by frequency, then alphabet. */
  words: [string, number][];
  /** First four ideographs of titles, likewise. */
  runs: [string, number][];
  ids: string[];
}

export interface SearchIndexes extends BenchVocabulary {
  dataFolder: string;
  yardstickFile: string;
}

/**
 * The corpus in both engines. Kept in the temporary folder and used again while size and index layout are the same: building takes minutes, and
 * what is measured is the search.
 */
export async function searchIndexes(records: number): Promise<SearchIndexes> {
  const layout = createHash('sha256').update(embeddedSchema).digest('hex').slice(0, 8);
  const folder = join(tmpdir(), `ipradar-bench-search-${records}-${layout}`);
  const dataFolder = join(folder, 'data');
  const yardstickFile = join(folder, 'fts5.sqlite');
  const marker = join(folder, 'vocabulary.json');
  if (!existsSync(marker)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(marker, JSON.stringify(await build(records, dataFolder, yardstickFile)));
  }
  return { ...(JSON.parse(readFileSync(marker, 'utf8')) as BenchVocabulary), dataFolder, yardstickFile };
}

async function build(records: number, dataFolder: string, yardstickFile: string): Promise<BenchVocabulary> {
  const corpus = await corpusFolder(records);
  const engine = openEmbeddedEngine({ directory: dataFolder, workers: 0 });
  const yardstick = new Fts5Yardstick(yardstickFile);
  const words = new Map<string, number>();
  const runs = new Map<string, number>();
  const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const ids: string[] = [];
  const writer = await engine.writer();
  let total = 0;
  for await (const batch of corpusBatches(corpus, 20_000)) {
    const documents = batch.map(({ record }, index) => ({ id: total + index + 1, body: bodyOf(record, 'default') }));
    for (const [index, { record, raw }] of batch.entries()) {
      for (const word of new Set(documents[index]?.body.split(' '))) if (/^[a-z]{4,}$/.test(word)) count(words, word);
      const titles = 'inventionTitle' in record ? record.inventionTitle : [];
      for (const { text } of titles) {
        const run = /\p{Script=Han}{4}/u.exec(text)?.[0];
        if (run) count(runs, run);
      }
      if ((total + index) % Math.ceil(records / 500) === 0) ids.push(record.id);
      await writer.upsert(record, raw);
    }
    await writer.commit();
    yardstick.add(documents);
    total += batch.length;
  }
  await writer.close();
  await engine.close();
  yardstick.close();
  const byFrequency = (counts: Map<string, number>) => [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return { records: total, words: byFrequency(words), runs: byFrequency(runs), ids };
}
