import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IpRecord } from '../../domain/record.js';
import { formats } from '../../ingest/formats/formats.js';
import { findInputs } from '../../ingest/inputs.js';
import { ingestFiles } from '../../ingest/pipeline.js';
import type { LedgerEntry, RecordSink } from '../../ingest/record-sink.js';
import { analyzeText } from '../../mappings/analyze.js';
import { defaultFieldCodes, fieldOf, textFieldCodes } from '../../mappings/fields.js';
import { writeCorpus } from '../corpus/write-corpus.js';
import { yardstickBody } from './fts5.js';

export interface BenchRecord {
  record: IpRecord;
  raw: Uint8Array;
}

/** Keeps what the pipeline reads, for benches that must not time the parser. */
export class CollectingSink implements RecordSink {
  readonly collected: BenchRecord[] = [];
  async findDone(): Promise<undefined> {
    return undefined;
  }
  async begin(): Promise<void> {}
  async record(record: IpRecord, raw: Uint8Array): Promise<void> {
    this.collected.push({ record, raw: Uint8Array.from(raw) });
  }
  async remove(): Promise<void> {}
  async reject(): Promise<void> {}
  async finish(entry: LedgerEntry): Promise<LedgerEntry> {
    return entry;
  }
}

/** Runs the real pipeline over files in this thread. */
export async function readInto(
  files: readonly string[],
  sink: RecordSink,
  { mayReject = false }: { mayReject?: boolean } = {},
): Promise<void> {
  const inputs = await findInputs(files, { stdin: process.stdin, maximumSpool: 0 });
  for await (const entry of ingestFiles(inputs, { sink, formats, clock: Date.now })) {
    if (!mayReject && entry.rejected + entry.unsupported > 0)
      throw new Error(`${entry.file}: a bench reads what has no rejects`);
  }
}

/** Folder with a demo corpus of this many records, made once per size and machine. */
export async function corpusFolder(records: number): Promise<string> {
  const folder = join(tmpdir(), `ipradar-bench-corpus-${records}`);
  if (!existsSync(join(folder, 'manifest.json'))) {
    await writeCorpus({ records, seed: 1, out: folder });
  }
  return folder;
}

export const scratchFolder = (purpose: string): string => mkdtempSync(join(tmpdir(), `ipradar-bench-${purpose}-`));

/** Records of the corpus in batches of about `size`, parsed before they are handed out. */
export async function* corpusBatches(folder: string, size: number): AsyncGenerator<BenchRecord[]> {
  const packages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.zip'))
    .sort()
    .map((name) => join(folder, name));
  const pending: BenchRecord[] = [];
  for (const file of packages) {
    const sink = new CollectingSink();
    await readInto([file], sink);
    pending.push(...sink.collected);
    while (pending.length >= size) yield pending.splice(0, size);
  }
  if (pending.length > 0) yield pending;
}

/** The text that FTS5 indexes of a record: all text fields, or what a bare word searches. */
export function bodyOf(record: IpRecord, scope: 'default' | 'all'): string {
  const codes = scope === 'default' ? defaultFieldCodes : textFieldCodes;
  return yardstickBody(
    codes.flatMap((code) =>
      fieldOf(code)
        .values(record)
        .map((value) => analyzeText(String(value))),
    ),
  );
}
