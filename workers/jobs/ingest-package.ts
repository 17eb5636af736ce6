import { z } from 'zod';
import { ingestPackages } from '../ingest-packages.js';
import { defineJob } from './job-kind.js';
import { packageOnDisk, packageResult } from './package-fields.js';
import { openPackage, summarize } from './package-result.js';
import { awaitTurn, whenItCanWrite } from './turns.js';

/** Milliseconds between two tellings of how far a package is. */
const tellInterval = 1_000;

export const ingestPackage = defineJob({
  name: 'ingest-package',
  summary: 'reads a package whole and indexes it; the parent of the job that fetches it, when it comes from a listing',
  twice: 'the ledger knows the package by its SHA-256; records that are equal change nothing',
  payload: z.strictObject(packageOnDisk),
  result: packageResult,
  retries: { attempts: 5, first: 2_000, most: 5 * 60_000 },
  async run(payload, { signal, progress }, { queue, engine, formats, limits, dataFolder, clock }) {
    await awaitTurn(queue, payload.after);
    const input = await openPackage(payload);
    let toldAt = clock();
    const lines = ingestPackages(engine, [input], {
      formats,
      limits,
      dataFolder,
      clock,
      signal,
      onProgress({ bytesDone, bytesTotal, records }) {
        if (clock() - toldAt < tellInterval) return;
        toldAt = clock();
        // Progress that cannot be told is no reason to stop.
        void progress({ bytesDone, bytesTotal, records }).catch(() => undefined);
      },
    });
    const line = await whenItCanWrite(async () => {
      for await (const entry of lines) return entry;
      return undefined;
    });
    // Also when it was stopped before the package was begun.
    if (!line || line.state !== 'done') signal.throwIfAborted();
    if (!line) throw new Error('the pipeline ended without a ledger line');
    return summarize(line);
  },
});
