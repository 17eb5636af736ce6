import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EngineError } from '../../engine.js';
import { disk } from '../disk.js';
import { isMissingFile, toEngineError } from '../failures.js';
import { layout } from '../store/database.js';
import { makeFolder } from '../store/make-folder.js';
import { WriteLock } from '../write-lock.js';
import { type BackedUpFile, backupLayout, type BackupManifest, readManifest } from './backup-manifest.js';
import { copyFile, hashFile } from './stored-file.js';

export interface RestoreOptions {
  /** Folder of the backup. */
  source: string;
  /** Data folder: one without records. */
  directory: string;
  /** Bytes brought over and checked. */
  progress?: (progress: { done: number; total: number }) => void;
  signal?: AbortSignal;
}

/**
 * Copies a backup into a new data folder and checks every byte. The store comes last: until then there are no records in the folder, and a run that was
 * interrupted goes on where it ended.
 * @throws EngineError `rejected` when the folder holds records, `damaged` when the backup is not what was written
 */
export async function restoreFolder(options: RestoreOptions): Promise<BackupManifest> {
  const { source, directory } = options;
  const manifest = readManifest(source);
  if (!manifest)
    throw new EngineError('rejected', `\`${source}\` holds no finished backup: \`ipradar backup ${source}\` makes one`);
  let lock: WriteLock | undefined;
  try {
    const store = join(directory, layout.database);
    const refused = `\`${directory}\` holds records already: choose a new folder with \`--data DIR\``;
    if (existsSync(store)) throw new EngineError('rejected', refused);
    lock = WriteLock.acquire(directory);
    // Another process may have put one there in between.
    if (existsSync(store)) throw new EngineError('rejected', refused);
    await bringAll(options, manifest);
    return manifest;
  } catch (error) {
    throw toEngineError(error, directory);
  } finally {
    lock?.release();
  }
}

async function bringAll({ source, directory, progress, signal }: RestoreOptions, { files }: BackupManifest) {
  for (const folder of [layout.segments, layout.raw]) makeFolder(join(directory, folder));
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const isStore = ({ path }: BackedUpFile): boolean => path === layout.database;
  for (const file of [...files.filter((each) => !isStore(each)), ...files.filter(isStore)]) {
    const folder = dirname(join(directory, file.path));
    makeFolder(folder);
    // All that the store names is there before the store is.
    if (isStore(file))
      for (const each of new Set(files.map(({ path }) => dirname(join(directory, path))))) disk.syncFolder(each);
    await bringOne(join(source, backupLayout.files, file.sha256), join(directory, file.path), file, signal);
    done += file.size;
    progress?.({ done, total });
  }
  disk.syncFolder(directory);
}

async function bringOne(from: string, to: string, { path, size, sha256 }: BackedUpFile, signal?: AbortSignal) {
  if (existsSync(to) && statSync(to).size === size && (await hashFile(to, size, signal)) === sha256) return;
  const damaged = (what: string, cause?: unknown) =>
    new EngineError(
      'damaged',
      `\`${from}\` (${path}) ${what}: restore an older backup, or make another with \`ipradar backup\``,
      { cause },
    );
  const partial = `${to}.partial`;
  try {
    if ((await copyFile(from, partial, size, signal)) !== sha256) throw damaged('is not what was backed up');
  } catch (error) {
    if (error instanceof EngineError && error.code === 'damaged') throw damaged('is not what was backed up', error);
    if (isMissingFile(error)) throw damaged('is missing', error);
    throw error;
  }
  disk.rename(partial, to);
}
