import { openEmbeddedEngine } from '../../engine/embedded/open.js';
import type { PatentRecord } from '../../domain/patent.js';
import { scenarioRecords } from './records.js';

const letters = 'abcdefghij';
const letter = (index: number): string => letters.charAt(index % letters.length);

/** Fills a data folder with texts in which `slowQuery` takes minutes: each of its phrases runs over many words at many places. */
export async function writeSlowData(directory: string): Promise<void> {
  const engine = openEmbeddedEngine({ directory, workers: 0 });
  const writer = await engine.writer();
  const model = scenarioRecords.find(({ record }) => record.type === 'patent')?.record as PatentRecord;
  for (let number = 0; number < 150; number++) {
    const words = Array.from({ length: 3_000 }, (_, at) => `${letter(at * 7 + number)}${(at * at + number) % 97}`);
    const description = [{ paragraphs: [{ text: words.join(' ') }] }];
    await writer.upsert({ ...model, id: `US-${20_000_000 + number}-B2`, description }, undefined);
  }
  await writer.commit();
  await writer.close();
  await engine.close();
}

const phrases = Array.from(
  { length: 10_000 },
  (_, at) => `"${[...String(at).padStart(4, '0')].map((digit) => `${letter(Number(digit))}*`).join(' ')}"`,
);
export const slowQuery = `FT=(${phrases.join(' XOR ')})`;
