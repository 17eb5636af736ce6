import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../engine.js';
import { layout } from './store/database.js';

/** Code of an error of the file system or of SQLite; empty when it has none. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Not by class: errors of threads and of native modules need not be of this realm's. */
const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

export function isMissingFile(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

// EFBIG: the process may not write files that large (`ulimit -f`). SHMSIZE: SQLite's shared index could not grow.
const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE']);

/** Turns what the file system and SQLite throw into an EngineError with words for the operator; other errors pass as they are. */
export function toEngineError(error: unknown, folder: string): unknown {
  if (error instanceof EngineError) return error;
  const code = codeOf(error);
  const options = { cause: error };
  // Out of a worker thread an error comes without its class.
  if (code === 'damaged') return new EngineError(code, messageOf(error), options);
  if (fullCodes.has(code))
    return new EngineError(
      'disk-full',
      `no space left for the data folder \`${folder}\`: free some and run the command again; what was committed before is safe`,
      options,
    );
  // SQLite opens a store in WAL mode only where it can write beside it, even to read.
  const isGuarded = code.startsWith('SQLITE_CANTOPEN') && existsSync(join(folder, layout.database));
  if (isGuarded || code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code.startsWith('SQLITE_READONLY'))
    return new EngineError(
      'unavailable',
      `the data folder \`${folder}\` cannot be written: check its owner and permissions, or choose another with \`--data DIR\``,
      options,
    );
  const isUnmade = code === 'ENOENT' && (error as NodeJS.ErrnoException).syscall === 'mkdir';
  if (isUnmade || code === 'ENOTDIR' || code === 'EEXIST' || code.startsWith('SQLITE_CANTOPEN'))
    return new EngineError(
      'unavailable',
      `the data folder \`${folder}\` cannot be made or opened: is a part of its path a file? Choose another with \`--data DIR\``,
      options,
    );
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT')
    return new EngineError(
      'rejected',
      `the file \`${folder}/ipradar.sqlite\` is damaged or not ours: \`ipradar restore\` brings the data back from a backup`,
      options,
    );
  if (code === 'ENOENT')
    return new EngineError(
      'rejected',
      `the data folder \`${folder}\` has lost a file${nameOfLost(error)}: \`ipradar status --verify\` says what is missing and what mends it`,
      options,
    );
  if (code === 'SQLITE_ERROR' && /^no such (table|column)/.test(messageOf(error)))
    return new EngineError(
      'rejected',
      `the data folder \`${folder}\` was written by another version of ipradar: \`ipradar reindex\` brings it up to date`,
      options,
    );
  if (code === 'SQLITE_BUSY')
    return new EngineError('unavailable', `the data folder \`${folder}\` is busy: try again`, options);
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO')
    return new EngineError('unavailable', `reading or writing the data folder \`${folder}\` failed`, options);
  return error;
}

const nameOfLost = (error: unknown): string => {
  const { path } = error as NodeJS.ErrnoException;
  return path === undefined ? '' : ` (\`${path}\`)`;
};
