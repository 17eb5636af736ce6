import { createWriteStream, existsSync, readdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { samplesFolder } from '../../fixtures/samples.js';
import { CollectingSink, readInto } from './corpus-records.js';

/** Real records of one office, repeated in packages of the size and shape that the office publishes. */
export interface OfficePackages {
  name: string;
  files: string[];
}

interface Office {
  name: string;
  folder: string;
  pattern: RegExp;
  /** One weekly file, or a file per record. */
  entries: (records: readonly Buffer[]) => { name: string; content: Buffer }[];
}

const declaration = Buffer.from('<?xml version="1.0" encoding="UTF-8"?>\n');
const lineEnd = Buffer.from('\n');
const oneEntry = (name: string, parts: readonly Buffer[]) => [{ name, content: Buffer.concat(parts) }];

const offices: readonly Office[] = [
  {
    name: 'US grants',
    folder: 'patents/uspto-grant',
    pattern: /(?:ipg\d+.*|US\d+\w*|v4.*|grant_.*)\.xml(?:\.gz)?$/,
    entries: (records) =>
      oneEntry(
        'ipg.xml',
        records.flatMap((record) => [declaration, record, lineEnd]),
      ),
  },
  {
    name: 'DOCDB',
    folder: 'patents/epo-docdb',
    pattern: /\.xml$/,
    entries: (records) =>
      oneEntry('docdb.xml', [
        declaration,
        Buffer.from('<exch:exchange-documents xmlns:exch="http://www.epo.org/exchange">\n'),
        ...records.flatMap((record) => [record, lineEnd]),
        Buffer.from('</exch:exchange-documents>\n'),
      ]),
  },
  {
    name: 'CNIPA',
    folder: 'patents/cnipa-business',
    pattern: /\.xml$/i,
    entries: (records) =>
      records.map((record, number) => ({ name: `${number}.xml`, content: Buffer.concat([declaration, record]) })),
  },
];

/**
 * `count` packages per office of about `megabytes` of record XML each, from the sample files, in the folder for temporary files;
 * made once per size. Undefined where there are no samples.
 */
export async function officePackages(megabytes: number, count: number): Promise<OfficePackages[] | undefined> {
  const samples = samplesFolder();
  if (!samples) return undefined;
  const result: OfficePackages[] = [];
  for (const office of offices) {
    const files = Array.from({ length: count }, (_, number) =>
      join(tmpdir(), `ipradar-bench-${office.folder.replace('/', '-')}-${megabytes}-${number}.zip`),
    );
    if (!files.every((file) => existsSync(file))) {
      const folder = join(samples, office.folder);
      const sink = new CollectingSink();
      await readInto(
        readdirSync(folder)
          .filter((name) => office.pattern.test(name))
          .map((name) => join(folder, name)),
        sink,
        { mayReject: true },
      );
      const records = sink.collected.map(({ raw }) => Buffer.from(raw));
      for (const [number, file] of files.entries()) await writePackage(file, office, records, megabytes, number);
    }
    result.push({ name: office.name, files });
  }
  return result;
}

async function writePackage(
  file: string,
  office: Office,
  records: readonly Buffer[],
  megabytes: number,
  number: number,
): Promise<void> {
  const size = records.reduce((sum, record) => sum + record.length, 0);
  const turns = Math.max(1, Math.round((megabytes * 1e6) / size));
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(`${file}.part`));
  const repeated = Array.from({ length: turns }, () => records).flat();
  // The number in a name makes two packages of the same records two files.
  for (const { name, content } of office.entries(repeated)) zip.addBuffer(content, `${number}-${name}`);
  zip.end();
  await written;
  renameSync(`${file}.part`, file);
}
