import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isoFromDayNumber } from '../../domain/day.js';
import { compactDate, tuesdayOf } from './calendar.js';
import { pad } from './document-numbers.js';
import { makeDocument } from './documents.js';
import { members, type Member } from './members.js';
import type { Facts, WrittenRecord } from './facts.js';
import { largestCorpus, makePlan, patentFormats, smallestCorpus, type Plan } from './plan.js';
import { TruthCounter, type Truths } from './truths.js';
import { cnipaFileName, writeCnipa } from './write-cnipa.js';
import { wrapDocdb, writeDocdb } from './write-docdb.js';
import { indicationWeek, wrapIndications, writeIndication } from './write-gi.js';
import { writeUsGrant } from './write-us-grant.js';
import { trademarkWeek, wrapTrademarks, writeTrademark } from './write-us-trademark.js';
import { writeZip, type PackageEntry } from './zip-package.js';

export interface CorpusOptions {
  /** Records in all, at least 200. */
  records: number;
  /** Whole number; the same seed gives the same bytes. */
  seed: number;
  /** Folder for the packages and manifest.json; made when absent. */
  out: string;
  onProgress?: (progress: { written: number; total: number; file: string }) => void;
  /** Called with the facts of every record, for tests. */
  onFacts?: (facts: Facts) => void;
  signal?: AbortSignal;
}

export interface CorpusManifest extends Truths {
  generator: { name: 'ipradar corpus'; version: number };
  seed: number;
  records: number;
  packages: { file: string; format: Facts['format']; date: string; records: number }[];
}

/** Grows when the same seed gives other bytes. */
const generatorVersion = 1;

interface Package {
  file: string;
  format: Facts['format'];
  entries: PackageEntry[];
  records: number;
}

/**
 * Writes dated weekly packages in office formats about invented firms, and manifest.json with the truths planted in them.
 * Deterministic byte for byte; memory is that of one week beside eight bytes a document. Throws RangeError for a number of records out of
 * bounds, and the reason of `signal` when it is raised.
 */
export async function writeCorpus(options: CorpusOptions): Promise<CorpusManifest> {
  const { records, seed, out, signal } = options;
  if (!Number.isInteger(records) || records < smallestCorpus || records > largestCorpus)
    throw new RangeError(`a corpus has ${smallestCorpus} to ${largestCorpus} records, not \`${records}\``);
  if (!Number.isInteger(seed)) throw new RangeError(`the seed is a whole number, not \`${seed}\``);
  await mkdir(out, { recursive: true });

  const plan = makePlan(records, seed);
  const truths = new TruthCounter(plan.world);
  const packages: CorpusManifest['packages'] = [];
  const take = (record: WrittenRecord) => {
    truths.add(record.facts);
    options.onFacts?.(record.facts);
    return record.text;
  };
  let written = 0;
  let pending: Promise<void> = Promise.resolve();
  for (let index = 0; index < plan.world.packageWeeks.length; index++)
    for (const made of makePackages(plan, index, take)) {
      signal?.throwIfAborted();
      const day = tuesdayOf(plan.world.packageWeeks[index] as number);
      const [year = 0, month = 1, date = 1] = isoFromDayNumber(day).split('-').map(Number);
      // One package is compressed while the next is told.
      await pending;
      pending = writeZip(join(out, made.file), made.entries, { year, month, day: date });
      written += made.records;
      packages.push({ file: made.file, format: made.format, date: isoFromDayNumber(day), records: made.records });
      options.onProgress?.({ written, total: records, file: made.file });
    }
  await pending;
  const manifest: CorpusManifest = {
    generator: { name: 'ipradar corpus', version: generatorVersion },
    seed,
    records: written,
    ...truths.finish(),
    packages,
  };
  await writeFile(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/** Packages of one week, one per format that has records in it. */
function* makePackages(plan: Plan, index: number, take: (record: WrittenRecord) => string): Generator<Package> {
  const { world, shares } = plan;
  const week = world.packageWeeks[index] as number;
  const date = compactDate(tuesdayOf(week));
  for (const [position, format] of patentFormats.entries()) {
    const group = index * patentFormats.length + position;
    const codes = plan.documents.subarray(plan.starts[group], plan.starts[group + 1]);
    if (codes.length === 0) continue;
    const documents = Array.from(codes, (code) =>
      makeDocument(world, Math.floor(code / 16), members[code % 16] as Member),
    ).filter((document) => document !== undefined);
    if (format === 'cnipa-business') {
      const entries = documents.map((document) => {
        const name = cnipaFileName(document);
        return { name: `${name.slice(0, -4)}/${name}`, text: take(writeCnipa(world, document)) };
      });
      yield { file: `CN_PATENT_FULLTEXT_${date}.zip`, format, entries, records: documents.length };
    } else if (format === 'us-grant') {
      const text = documents.map((document) => take(writeUsGrant(world, document))).join('');
      yield {
        file: `ipg${date.slice(2)}.zip`,
        format,
        entries: [{ name: `ipg${date.slice(2)}.xml`, text }],
        records: documents.length,
      };
    } else {
      const offices = [...new Set(documents.map(({ office }) => office))].sort();
      const stamp = `${date.slice(0, 4)}${pad(week % 53, 2)}`;
      const entries = offices.map((office) => {
        const texts = documents
          .filter((each) => each.office === office)
          .map((document) => take(writeDocdb(world, document)));
        const file = `DOCDB-${stamp}-001-${office}-0001`;
        return { name: `Root/DOC/${file}.xml`, text: wrapDocdb(texts, date, file) };
      });
      yield { file: `docdb_xml_${date}_CreateDelete_001.zip`, format, entries, records: documents.length };
    }
  }
  const within = (total: number, weekOfRecord: (record: number, total: number) => number) => {
    const first = index === 0 ? 0 : (world.packageWeeks[index - 1] as number) + 1;
    return { from: firstAt(total, first, weekOfRecord), to: firstAt(total, week + 1, weekOfRecord) };
  };
  const marks = within(shares.trademarks, trademarkWeek);
  if (marks.to > marks.from) {
    const texts = range(marks).map((record) => take(writeTrademark(world, record, shares.trademarks)));
    const name = `apc${date.slice(2)}`;
    yield {
      file: `${name}.zip`,
      format: 'us-trademark',
      entries: [{ name: `${name}.xml`, text: wrapTrademarks(texts, date) }],
      records: texts.length,
    };
  }
  const indications = within(shares.indications, indicationWeek);
  if (indications.to > indications.from) {
    const texts = range(indications).map((record) => take(writeIndication(world, record, shares.indications)));
    yield {
      file: `eAmbrosia_API_${date}.zip`,
      format: 'eambrosia',
      entries: [{ name: 'eAmbrosia_API.json', text: wrapIndications(texts) }],
      records: texts.length,
    };
  }
}

const range = ({ from, to }: { from: number; to: number }) =>
  Array.from({ length: to - from }, (_, index) => from + index);

/** First record whose week is not before `week`; weeks ascend. */
function firstAt(total: number, week: number, weekOfRecord: (record: number, total: number) => number): number {
  let low = 0;
  let high = total;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (weekOfRecord(middle, total) < week) low = middle + 1;
    else high = middle;
  }
  return low;
}
