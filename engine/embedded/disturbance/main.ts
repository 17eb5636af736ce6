import { engineSink } from '../../record-sink.js';
import type { LedgerEntry } from '../../../ingest/record-sink.js';
import { backupFolder } from '../backup/backup.js';
import { openEmbeddedEngine } from '../open.js';
import { reindexFolder } from '../repair.js';
import { eagerMerges, planPackages, rawOf } from './plan.js';

/*
 * A process to be disturbed: ingests the planned packages into a folder through the real sink, as `ipradar ingest` does, and tells on standard
 * output what it has done. Arguments: folder, number of packages, seed; `hold` as a fourth keeps the writer open for ever after the first package,
 * `maintain` ingests nothing: it reindexes and backs up to `<folder>-backup`, again and again.
 */
const [folder = '', count = '0', seed = '0', mode = ''] = process.argv.slice(2);

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const lineOf = (hash: string): LedgerEntry => ({
  file: `${hash}.zip`,
  size: 0,
  hash,
  formats: {},
  read: 0,
  written: 0,
  unchanged: 0,
  rejected: 0,
  unsupported: 0,
  unsupportedEntries: [],
  unlistedElements: {},
  unknownEntities: {},
  parserVersions: {},
  state: 'running',
  startedAt: '2024-01-01T00:00:00.000Z',
});

async function maintain(): Promise<never> {
  say('open');
  for (;;) {
    await reindexFolder({ directory: folder, bufferBytes: 300_000, mergePolicy: eagerMerges });
    say('reindexed');
    await backupFolder({ directory: folder, target: `${folder}-backup` });
    say('backed up');
  }
}
if (mode === 'maintain') await maintain();

const engine = openEmbeddedEngine({ directory: folder, workers: 0, bufferBytes: 300_000, mergePolicy: eagerMerges });
try {
  const writer = await engine.writer();
  say('open');
  const quarantine = { keep: () => Promise.reject(new Error('no reject is planned')) };
  const sink = engineSink({ engine, writer, quarantine, batchRecords: 12 });
  for (const [place, { hash, steps }] of planPackages(Number(count), Number(seed)).entries()) {
    if (await sink.findDone(hash)) continue;
    const line = lineOf(hash);
    await sink.begin(line);
    for (const step of steps) {
      if (step.kind === 'put') await sink.record(step.record, rawOf(step.record, place));
      else await sink.remove?.(step.id, new Uint8Array());
    }
    await sink.finish({ ...line, read: steps.length, state: 'done' });
    say(`done ${hash}`);
    if (mode === 'hold') await new Promise((resolve) => setTimeout(resolve, 1 << 30));
  }
  await writer.close();
  await engine.close();
  say('end');
} catch (error) {
  const { code, message } = error as { code?: string; message?: string }; // an EngineError, or whatever it is
  say(`failed ${code ?? ''}: ${message ?? String(error)}`);
  await engine.close();
  process.exitCode = 1;
}
