import { stat } from 'node:fs/promises';
import { findInputs, InputError } from '../../ingest/inputs.js';

export interface SettledFile {
  path: string;
  size: number;
  /** Milliseconds since 1970: when its bytes were last written. */
  changedAt: number;
}

/** Names under which programs write what is not whole yet. */
const unfinished = /\.(part|partial|tmp|crdownload|filepart)$/i;

/**
 * Files of a folder and those below it in order of their paths that nobody has touched since `until` (milliseconds since 1970). A file that is copied
 * with its old date shows by the change of its inode. No files: an empty list. @throws InputError when there is no such folder
 */
export async function findSettledFiles(folder: string, until: number): Promise<SettledFile[]> {
  const inputs = await findInputs([folder], { maximumSpool: 0 }).catch((error: unknown) => {
    if (error instanceof InputError && error.message.startsWith('no files')) return [];
    throw error;
  });
  const files: SettledFile[] = [];
  for (const { path } of inputs) {
    if (unfinished.test(path)) continue;
    // It may be gone since it was listed.
    const found = await stat(path).catch(() => undefined);
    if (!found || Math.max(found.mtimeMs, found.ctimeMs) > until) continue;
    files.push({ path, size: found.size, changedAt: Math.trunc(found.mtimeMs) });
  }
  return files;
}
