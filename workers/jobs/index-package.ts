import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { isStillDone, repeatLedgerEntry } from '../../ingest/ledger.js';
import type { LedgerEntry } from '../../ingest/record-sink.js';
import { openPackageSink } from '../package-sink.js';
import { indexShards } from '../shards/index-shards.js';
import { readShard, shardFolder } from '../shards/shard-files.js';
import { defineJob, type WorkerParts } from './job-kind.js';
import { packageResult, sha256 } from './package-fields.js';
import { summarize } from './package-result.js';
import { awaitTurn, whenItCanWrite } from './turns.js';

const payload = z.strictObject({
  name: z.string().min(1).meta({ description: 'name of the package' }),
  hash: sha256.meta({ description: 'of the package' }),
  size: z.int().nonnegative().meta({ description: 'bytes of the package' }),
  shards: z.int().positive(),
  after: z.string().optional().meta({ description: 'id of the job of the package before it' }),
});

export const indexPackage = defineJob({
  name: 'index-package',
  summary:
    'indexes the parsed shards of a package in order, one package at a time per engine; the parent of `parse-shard`',
  twice: 'the ledger knows the package by its SHA-256; records that are equal change nothing',
  payload,
  result: packageResult,
  retries: { attempts: 5, first: 2_000, most: 5 * 60_000 },
  async run({ after, ...file }, { signal, progress }, parts) {
    await awaitTurn(parts.queue, after);
    const folder = shardFolder(resolve(parts.workFolder), file.hash);
    const onProgress = (records: number) => void progress({ records }).catch(() => undefined);
    const line = await whenItCanWrite(() => index(file, folder, signal, throttle(onProgress, parts.clock), parts));
    if (line.state !== 'done') signal.throwIfAborted();
    // The shards have done their work; the package and its raw records are kept.
    await rm(folder, { recursive: true, force: true });
    return summarize(line);
  },
});

async function index(
  { shards, ...file }: Omit<z.infer<typeof payload>, 'after'>,
  folder: string,
  signal: AbortSignal,
  onProgress: (records: number) => void,
  { engine, dataFolder, formats, clock }: WorkerParts,
): Promise<LedgerEntry> {
  const opened = await openPackageSink(engine, { dataFolder, clock });
  try {
    const done = await opened.sink.findDone(file.hash);
    if (done && isStillDone(done, formats)) return repeatLedgerEntry(done, file.name);
    const paths = Array.from({ length: shards }, (_, shard) => readShard(folder, shard));
    return await indexShards(opened.sink, { file, paths, formats, clock, signal, onProgress });
  } finally {
    await opened.close();
  }
}

/** Lets through what comes a second after the last. */
function throttle(tell: (records: number) => void, clock: () => number): (records: number) => void {
  let toldAt = clock();
  return (records) => {
    if (clock() - toldAt < 1_000) return;
    toldAt = clock();
    tell(records);
  };
}
