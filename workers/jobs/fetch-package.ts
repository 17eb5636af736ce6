import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { hashFile } from '../../ingest/ledger.js';
import { defineJob } from './job-kind.js';
import { download } from './download.js';
import { listedPackage } from './listing.js';

const tellInterval = 1_000;

export const fetchPackage = defineJob({
  name: 'fetch-package',
  summary: 'fetches a package over HTTP(S), resuming by Range, and checks its size and SHA-256',
  twice: 'a file that is there with the right checksum is not fetched again',
  payload: z.strictObject({
    url: z.url({ protocol: /^https?$/ }),
    path: z.string().min(1).meta({ description: 'where it is put' }),
    size: listedPackage.shape.size,
    sha256: listedPackage.shape.sha256,
  }),
  result: z.object({
    path: z.string(),
    bytes: z.int(),
    resumedFrom: z.int().meta({ description: 'bytes that an earlier attempt had fetched' }),
  }),
  retries: { attempts: 8, first: 5_000, most: 10 * 60_000 },
  async run(payload, { signal, progress }, { clock }) {
    const { path, size: bytes, sha256 } = payload;
    const found = await stat(path).catch(() => undefined);
    if (found?.size === bytes && (await hashFile(path)) === sha256) return { path, bytes, resumedFrom: bytes };
    await mkdir(dirname(path), { recursive: true });
    let toldAt = clock();
    const resumedFrom = await download(payload, {
      signal,
      onProgress(bytesDone) {
        if (clock() - toldAt < tellInterval) return;
        toldAt = clock();
        void progress({ bytesDone, bytesTotal: bytes }).catch(() => undefined);
      },
    });
    return { path, bytes, resumedFrom };
  },
});
