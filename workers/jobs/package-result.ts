import { stat } from 'node:fs/promises';
import type { z } from 'zod';
import type { Input } from '../../ingest/inputs.js';
import { hashFile } from '../../ingest/ledger.js';
import type { LedgerEntry } from '../../ingest/record-sink.js';
import { Refused } from '../queue.js';
import type { packageResult } from './package-fields.js';

/** The ledger line as the result of a job. */
export function summarize({
  hash,
  read,
  written,
  unchanged,
  rejected,
  deleted = 0,
  unsupported,
}: LedgerEntry): z.infer<typeof packageResult> {
  return { hash, read, written, unchanged, rejected, deleted, unsupported };
}

/**
 * The package as an input of the pipeline, its checksum looked at when there is one.
 * @throws Refused when it has another one; what the file system says when it is not there
 */
export async function openPackage(file: { path: string; name: string; sha256?: string }): Promise<Input> {
  const { size } = await stat(file.path);
  if (file.sha256 !== undefined) {
    const found = await hashFile(file.path);
    if (found !== file.sha256)
      throw new Refused(`\`${file.name}\` has the checksum ${found} instead of ${file.sha256}: replace it, then retry`);
  }
  return { name: file.name, path: file.path, size, release: () => Promise.resolve() };
}
