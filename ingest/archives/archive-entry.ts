/** Why an entry, or a part of a package, cannot be read. A value for the ledger; the other entries go on. */
export class ArchiveError extends Error {
  constructor(
    readonly code:
      | 'truncated-archive'
      | 'damaged-archive'
      | 'damaged-entry'
      | 'encrypted'
      | 'unsafe-name'
      | 'expands-too-much'
      | 'nested-too-deep'
      | 'unknown-compression',
    message: string,
  ) {
    super(message);
  }
}

/** One file inside a package (or the package itself when it is no archive). */
export interface ArchiveEntry {
  kind: 'entry';
  /** Path inside the package; nested archives joined with `!/`. Empty for a plain file. */
  path: string;
  /** Uncompressed size, where the archive tells it. */
  size?: number;
  /** Bytes in order. Throws ArchiveError when they end before they should. Must be read before the next entry is asked for. */
  stream: AsyncIterable<Buffer>;
}

export interface ArchiveProblem {
  kind: 'problem';
  path: string;
  error: ArchiveError;
}

/** An archive that holds no file: told, so that it does not pass without a word. */
export interface EmptyArchive {
  kind: 'empty-archive';
  path: string;
}

export type ArchiveItem = ArchiveEntry | ArchiveProblem | EmptyArchive;

/** The problem as an item; anything that is no ArchiveError is a damaged entry when it comes from the decompressor. */
export function problemOf(path: string, error: unknown): ArchiveProblem {
  if (error instanceof ArchiveError) return { kind: 'problem', path, error };
  return { kind: 'problem', path, error: new ArchiveError('damaged-entry', messageOf(error)) };
}

/** Message of anything thrown. By shape, not by class: errors of Node's own modules may come from another realm. */
export function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}

/** Code that Node gives its errors (`Z_BUF_ERROR`, `ENOSPC`); empty when there is none. */
export function errorCodeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Absolute paths, drive letters and `..` are refused: a reader that trusts them writes outside its folder. Undefined when safe. */
export function findUnsafeName(name: string): string | undefined {
  if (name.startsWith('/') || /^[A-Za-z]:[\\/]/.test(name)) return `absolute path \`${name}\``;
  if (name.split(/[\\/]/).includes('..')) return `path \`${name}\` leaves the archive`;
  return name.includes('\0') ? 'path with a NUL character' : undefined;
}
