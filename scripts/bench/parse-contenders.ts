import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { CountingSink } from '../../ingest/counting-sink.js';
import { findInputs } from '../../ingest/inputs.js';
import { ingestInParallel } from '../../ingest/parallel/ingest-parallel.js';
import { CollectingSink, readInto, scratchFolder } from './corpus-records.js';
import { costOf, cpuOfCommand, type Cost } from './measure.js';

export interface ParseResult extends Cost {
  records: number;
  /** MB (10^6 bytes) of record XML. */
  megabytes: number;
}

/** Whoever reads records. Each gets zip files and reads the first one unmeasured: compiled code is compared, as in a weekly file of 700 MB. */
export const parseContenders: Readonly<Record<string, (warmUp: string[], files: string[]) => Promise<ParseResult>>> = {
  /** Zip to full records in one thread: inflate, checksum, split, decode, hash, parse, map. */
  ipradar: async (warmUp, files) => {
    await readInto(warmUp, new CountingSink());
    const sink = new CountingSink();
    const cost = await costOf(() => readInto(files, sink));
    return { records: sink.records, megabytes: sink.rawBytes / 1e6, ...cost };
  },
  /** The same on two workers; they begin cold. */
  'ipradar-parallel': async (_warmUp, files) => {
    let records = 0;
    const cost = await costOf(async () => {
      const inputs = await findInputs(files, { stdin: process.stdin, maximumSpool: 0 });
      for await (const entry of ingestInParallel(inputs, { workers: 2, sink: 'counting' })) records += entry.read;
    });
    return { records, megabytes: NaN, ...cost };
  },
  /** Text in memory to generic nodes; nothing is extracted. */
  'fast-xml-parser': async (warmUp, files) => {
    const parser = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      parseTagValue: false,
      trimValues: false,
    });
    for (const text of textsOf(await recordsOf(warmUp))) parser.parse(text);
    const raws = await recordsOf(files);
    const texts = textsOf(raws);
    const cost = await costOf(() => texts.forEach((text) => parser.parse(text)));
    return { records: texts.length, megabytes: megabytesOf(raws), ...cost };
  },
  /** One file of all records, already on disk, checked and thrown away. `cpu` is NaN where xmllint is not installed. */
  xmllint: async (_warmUp, files) => {
    const raws = await recordsOf(files);
    const folder = scratchFolder('xmllint');
    const file = join(folder, 'all.xml');
    const namespaces = ['exch', 'business', 'base', 'tbl', 'xsi'].map((prefix) => `xmlns:${prefix}="urn:${prefix}"`);
    writeFileSync(
      file,
      Buffer.concat([
        Buffer.from(`<all ${namespaces.join(' ')}>\n`),
        ...raws.map(declareNothing),
        Buffer.from('</all>\n'),
      ]),
    );
    const cpu = cpuOfCommand('xmllint', ['--stream', '--noout', '--huge', file]) ?? NaN;
    rmSync(folder, { recursive: true, force: true });
    return { records: raws.length, megabytes: megabytesOf(raws), cpu, wall: cpu };
  },
};

async function recordsOf(files: readonly string[]): Promise<Buffer[]> {
  const sink = new CollectingSink();
  await readInto(files, sink);
  return sink.collected.map(({ raw }) => Buffer.from(raw));
}

/** xmllint stops at an entity that no DTD declares, and DOCDB is full of them. */
function declareNothing(record: Buffer): Buffer {
  const text = record.toString('latin1');
  const undeclared = /&(?!#|(?:amp|lt|gt|quot|apos);)/g;
  return undeclared.test(text) ? Buffer.from(text.replace(undeclared, '&amp;'), 'latin1') : record;
}

const textsOf = (raws: readonly Buffer[]) => raws.map((raw) => raw.toString('utf8'));
const megabytesOf = (raws: readonly Buffer[]) => raws.reduce((sum, raw) => sum + raw.byteLength, 0) / 1e6;
