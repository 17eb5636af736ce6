import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { CountingSink } from '../../ingest/counting-sink.js';
import { findInputs } from '../../ingest/inputs.js';
import { ingestInParallel } from '../../ingest/parallel/ingest-parallel.js';
import { CollectingSink, corpusFolder, readInto, scratchFolder } from './corpus-records.js';
import { costOf, cpuOfCommand, median, round, row } from './measure.js';

export interface ParseResult {
  records: number;
  /** MB (10^6 bytes) of record XML. */
  megabytes: number;
  cpu: number;
  wall: number;
}

/** One contender over one list of zip files (comma-separated), in a process of its own. */
export async function parseOnce(contender: string, fileList: string): Promise<ParseResult> {
  const files = fileList.split(',');
  const megabytesOf = (raws: readonly Uint8Array[]) => raws.reduce((sum, raw) => sum + raw.byteLength, 0) / 1e6;
  if (contender === 'fast-xml-parser') {
    const sink = new CollectingSink();
    await readInto(files, sink);
    const raws = sink.collected.map((each) => each.raw);
    const texts = raws.map((raw) => Buffer.from(raw).toString('utf8'));
    const parser = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      parseTagValue: false,
      trimValues: false,
    });
    const cost = await costOf(() => texts.forEach((text) => parser.parse(text)));
    return { records: texts.length, megabytes: megabytesOf(raws), ...cost };
  }
  if (contender === 'xmllint') {
    const sink = new CollectingSink();
    await readInto(files, sink);
    const raws = sink.collected.map((each) => each.raw);
    const folder = scratchFolder('xmllint');
    const file = join(folder, 'all.xml');
    const namespaces = ['exch', 'business', 'base', 'tbl', 'xsi']
      .map((prefix) => `xmlns:${prefix}="urn:${prefix}"`)
      .join(' ');
    writeFileSync(
      file,
      Buffer.concat([
        Buffer.from(`<all ${namespaces}>\n`),
        ...raws.map((raw) => Buffer.from(raw)),
        Buffer.from('</all>\n'),
      ]),
    );
    const cpu = cpuOfCommand('xmllint', ['--stream', '--noout', '--huge', file]) ?? NaN;
    rmSync(folder, { recursive: true, force: true });
    return { records: raws.length, megabytes: megabytesOf(raws), cpu, wall: cpu };
  }
  if (contender === 'ipradar-parallel') {
    const workers = Math.min(2, availableParallelism());
    let records = 0;
    const cost = await costOf(async () => {
      const inputs = await findInputs(files, { stdin: process.stdin, maximumSpool: 0 });
      for await (const entry of ingestInParallel(inputs, { workers, sink: 'counting' })) records += entry.read;
    });
    return { records, megabytes: NaN, ...cost };
  }
  const sink = new CountingSink();
  const cost = await costOf(() => readInto(files, sink));
  return { records: sink.records, megabytes: sink.rawBytes / 1e6, ...cost };
}

const kinds = [
  { name: 'US grants', pattern: /ipg/i },
  { name: 'DOCDB', pattern: /docdb/i },
  { name: 'CNIPA', pattern: /cn/i },
];

/** Zip to full records per format beside fast-xml-parser and xmllint, then two files on two cores against one. */
export async function runParseBench(options: {
  records: number;
  rounds: number;
  child: (args: string[]) => Promise<string>;
  print: (line: string) => void;
}): Promise<void> {
  const corpus = await corpusFolder(options.records);
  const zips = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.zip'))
    .sort();
  options.print(
    `parse: demo corpus of ${options.records} records, medians of ${options.rounds}; MB of record XML per CPU second`,
  );
  options.print(
    row(
      'format',
      'MB',
      'ipradar: zip to full records',
      'fast-xml-parser preserveOrder',
      'xmllint --stream',
      'against FXP',
      'against xmllint',
    ),
  );
  options.print(row('---', '---:', '---:', '---:', '---:', '---:', '---:'));
  const run = async (contender: string, files: readonly string[]) =>
    JSON.parse(await options.child(['parse', '--child', contender, '--file', files.join(',')])) as ParseResult;
  for (const kind of kinds) {
    const files = zips.filter((name) => kind.pattern.test(name)).map((name) => join(corpus, name));
    if (files.length === 0) throw new Error(`the corpus has no package of ${kind.name}`);
    const rates: Record<string, number[]> = {};
    let megabytes = 0;
    for (let each = 0; each < options.rounds; each++) {
      for (const contender of ['ipradar', 'fast-xml-parser', 'xmllint']) {
        const result = await run(contender, files);
        if (contender === 'xmllint') megabytes = result.megabytes;
        (rates[contender] ??= []).push(
          megabytes === 0 || contender !== 'ipradar' ? result.megabytes / result.cpu : megabytes / result.cpu,
        );
      }
    }
    const [ours, fxp, xmllint] = ['ipradar', 'fast-xml-parser', 'xmllint'].map((name) =>
      median(rates[name] ?? [NaN]),
    ) as [number, number, number];
    const lint = Number.isNaN(xmllint) ? ['not installed', '-'] : [round(xmllint, 1), `${round(ours / xmllint)}x`];
    options.print(
      row(
        kind.name,
        round(megabytes, 1),
        round(ours, 1),
        round(fxp, 1),
        lint[0] as string,
        `${round(ours / fxp, 1)}x`,
        lint[1] as string,
      ),
    );
  }
  const everything = zips.map((name) => join(corpus, name));
  const walls: Record<string, number[]> = { ipradar: [], 'ipradar-parallel': [] };
  for (let each = 0; each < options.rounds; each++) {
    for (const contender of Object.keys(walls)) walls[contender]?.push((await run(contender, everything)).wall);
  }
  const [one, two] = [median(walls['ipradar'] ?? []), median(walls['ipradar-parallel'] ?? [])];
  options.print(`all packages: one thread ${round(one)} s, two workers ${round(two)} s wall: ${round(one / two)}x`);
}
