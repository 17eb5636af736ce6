import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { promisify } from 'node:util';

/**
 * What the engine does to files of its own: segments, raw bytes, backups. Everything goes through here (SQLite's files are SQLite's), so that a test can
 * stand in that runs out of space at the n-th write or loses what was not flushed.
 */
export interface Disk {
  /** A new file for writing; EEXIST when it is there. */
  create(path: string): number;
  /** A file that is there, for writing at any place. */
  open(path: string): number;
  /** A file that is there, for reading. */
  openToRead(path: string): number;
  /** Fills bytes from `start` on with those at `position` of the file; gives their number, which may be less than there is room for. */
  read(descriptor: number, bytes: Uint8Array, start: number, position: number): number;
  /** Writes all of bytes [start, end), at `position` or where the last write ended. */
  write(descriptor: number, bytes: Uint8Array, start: number, end: number, position?: number): void;
  truncate(descriptor: number, length: number): void;
  /** Makes the bytes durable. */
  sync(descriptor: number): void;
  /** The same beside other work: several at once cost the disk little more than one. */
  syncBeside(descriptor: number): Promise<void>;
  close(descriptor: number): void;
  /** Makes names that were created, renamed or removed in a folder durable. */
  syncFolder(path: string): void;
  rename(from: string, to: string): void;
  /** Makes a folder; EEXIST when it is there. */
  makeFolder(path: string): void;
  /** A second name for the bytes of a file. */
  link(from: string, to: string): void;
  /** A file that is not there is no error. */
  remove(path: string): void;
}

const syncData = promisify(fdatasync);

const realDisk: Disk = {
  create: (path) => openSync(path, 'wx'),
  open: (path) => openSync(path, 'r+'),
  openToRead: (path) => openSync(path, 'r'),
  read: (descriptor, bytes, start, position) => readSync(descriptor, bytes, start, bytes.length - start, position),
  write(descriptor, bytes, start, end, position) {
    let at = start;
    while (at < end)
      at += writeSync(descriptor, bytes, at, end - at, position === undefined ? null : position + at - start);
  },
  truncate: ftruncateSync,
  sync: fdatasyncSync,
  syncBeside: (descriptor) => syncData(descriptor),
  close: closeSync,
  syncFolder(path) {
    const descriptor = openSync(path, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
  rename: renameSync,
  makeFolder: (path) => mkdirSync(path),
  link: linkSync,
  remove: (path) => rmSync(path, { force: true }),
};

/** The disk that this thread writes to. */
export let disk: Disk = realDisk;

/** For tests: another disk from now on. Gives the one before. */
export function replaceDisk(next: Disk): Disk {
  const before = disk;
  disk = next;
  return before;
}
