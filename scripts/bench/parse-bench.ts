import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFolder } from './corpus-records.js';
import { judge, median, round, row } from './measure.js';
import { officePackages, type OfficePackages } from './office-packages.js';
import type { ParseResult } from './parse-contenders.js';

const fxpFloor = 3.5;
const xmllintFloor = 0.4;
const workersFloor = 1.6;
/**
 * Packages per office: the first warms up, the next six are measured, which is a small weekly package. One and two workers, who begin cold,
 * read twelve: two weekly packages on two cores.
 */
const packageCount = 13;
const measuredCount = 6;

const corpusKinds = [
  { name: 'US grants', pattern: /ipg/i },
  { name: 'DOCDB', pattern: /docdb/i },
  { name: 'CNIPA', pattern: /cn/i },
];

interface ParseInput {
  name: string;
  warmUp: string[];
  files: string[];
  /** What the yardsticks read of `files`. */
  part: string[];
}

/** The demo corpus in the place of office packages: the first tenth of an office's files warms up. */
async function corpusPackages(records: number): Promise<ParseInput[]> {
  const corpus = await corpusFolder(records);
  const zips = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.zip'))
    .sort();
  return corpusKinds.map(({ name, pattern }) => {
    const files = zips.filter((each) => pattern.test(each)).map((each) => join(corpus, each));
    const cut = Math.ceil(files.length / 10);
    return {
      name: `${name}, demo corpus`,
      warmUp: files.slice(0, cut),
      files: files.slice(cut),
      part: files.slice(cut),
    };
  });
}

/**
 * Zip to full records per office beside fast-xml-parser and xmllint, then two workers against one thread.
 * On packages of real records where the samples are at hand, and on the demo corpus (whose records are short).
 */
export async function runParseBench(options: {
  records: number;
  rounds: number;
  megabytes: number;
  child: (args: string[]) => Promise<string>;
  print: (line: string) => void;
}): Promise<void> {
  const { records, rounds, megabytes, print } = options;
  const run = async (contender: string, warmUp: readonly string[], files: readonly string[]) => {
    const args = ['parse', '--child', contender, '--warm-up', warmUp.join(','), '--file', files.join(',')];
    return JSON.parse(await options.child(args)) as ParseResult;
  };
  const offices = (await officePackages(megabytes, packageCount)) ?? [];
  if (offices.length === 0) print('no sample files beside the repository: the demo corpus alone');
  const inputs: ParseInput[] = [
    ...offices.map(({ name, files }) => ({
      name,
      warmUp: files.slice(0, 1),
      files: files.slice(1, 1 + measuredCount),
      part: files.slice(1, 2),
    })),
    ...(await corpusPackages(records)),
  ];
  print(`parse: medians of ${rounds}; MB of record XML per CPU second, all threads counted`);
  print(row('records', 'MB', 'ipradar', 'fast-xml-parser', 'xmllint', 'against FXP', 'against xmllint'));
  print(row('---', '---:', '---:', '---:', '---:', '---:', '---:'));
  for (const { name, warmUp, files, part } of inputs) {
    const rates: Record<'ipradar' | 'fast-xml-parser' | 'xmllint', number[]> = {
      ipradar: [],
      'fast-xml-parser': [],
      xmllint: [],
    };
    let size = 0;
    for (let turn = 0; turn < rounds; turn++)
      for (const contender of ['ipradar', 'fast-xml-parser', 'xmllint'] as const) {
        // Ours reads as much as a weekly package holds; the others, whose rate does not change, a part of it.
        const result = await run(contender, warmUp, contender === 'ipradar' ? files : part);
        if (contender === 'ipradar') size = result.megabytes;
        rates[contender].push(result.megabytes / result.cpu);
      }
    const ours = median(rates.ipradar);
    const [fxp, xmllint] = [median(rates['fast-xml-parser']), median(rates.xmllint)];
    const lint = Number.isNaN(xmllint) ? ['not installed', '-'] : [round(xmllint, 1), `${round(ours / xmllint)}x`];
    print(
      row(
        name,
        round(size, 1),
        round(ours, 1),
        round(fxp, 1),
        lint[0] ?? '',
        `${round(ours / fxp, 1)}x`,
        lint[1] ?? '',
      ),
    );
  }
  print(`floors: ${fxpFloor}x fast-xml-parser, ${xmllintFloor}x xmllint`);
  await compareWorkers(offices, rounds, run, print);
}

/** Wall time of all packages but the first of each office. */
async function compareWorkers(
  offices: readonly OfficePackages[],
  rounds: number,
  run: (contender: string, warmUp: readonly string[], files: readonly string[]) => Promise<ParseResult>,
  print: (line: string) => void,
): Promise<void> {
  for (const { name, files } of offices) {
    const walls: Record<'ipradar' | 'ipradar-parallel', number[]> = { ipradar: [], 'ipradar-parallel': [] };
    for (let turn = 0; turn < rounds; turn++)
      for (const contender of ['ipradar', 'ipradar-parallel'] as const)
        // Neither is warmed up: workers begin cold.
        walls[contender].push((await run(contender, [], files.slice(1))).wall);
    const [one, two] = [median(walls.ipradar), median(walls['ipradar-parallel'])];
    const what = `${name}, ${files.length - 1} files, one thread ${round(one)} s, two workers ${round(two)} s`;
    print(judge(what, one / two, '>=', workersFloor, 'x'));
  }
}
