import { EngineError } from '../engine.js';

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

export function isMissingFile(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

/** Turns what the file system and SQLite throw into an EngineError with words for the operator; other errors pass as they are. */
export function toEngineError(error: unknown, folder: string): unknown {
  if (error instanceof EngineError) return error;
  const code = codeOf(error);
  const options = { cause: error };
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE')
    return new EngineError(
      'disk-full',
      `no space left for the data folder \`${folder}\`: free some and run the command again; what was committed before is safe`,
      options,
    );
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'SQLITE_READONLY')
    return new EngineError(
      'unavailable',
      `the data folder \`${folder}\` cannot be written: check its owner and permissions, or choose another with \`--data DIR\``,
      options,
    );
  if (code === 'SQLITE_CANTOPEN' || code === 'ENOTDIR' || code === 'EEXIST')
    return new EngineError(
      'unavailable',
      `the data folder \`${folder}\` cannot be opened as a folder of ipradar`,
      options,
    );
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT')
    return new EngineError('rejected', `the file \`${folder}/ipradar.sqlite\` is damaged or not ours`, options);
  if (code === 'SQLITE_BUSY')
    return new EngineError('unavailable', `the data folder \`${folder}\` is busy: try again`, options);
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO')
    return new EngineError('unavailable', `reading or writing the data folder \`${folder}\` failed`, options);
  return error;
}
