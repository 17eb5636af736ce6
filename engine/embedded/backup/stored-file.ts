import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { DamagedFile } from '../damage.js';
import { disk } from '../disk.js';
import { codeOf } from '../failures.js';
import { checkedBytes, type FileStamp } from '../index/segment-file.js';

const pieceBytes = checkedBytes * 16;

/** Reads the first `size` bytes of a file piece by piece, other work going on in between. @throws DamagedFile when it is shorter */
async function readPieces(
  path: string,
  size: number,
  signal: AbortSignal | undefined,
  take: (piece: Uint8Array, offset: number) => void,
): Promise<void> {
  const descriptor = openSync(path, 'r');
  try {
    const buffer = new Uint8Array(Math.min(pieceBytes, size));
    for (let offset = 0; offset < size;) {
      signal?.throwIfAborted();
      const wanted = Math.min(buffer.length, size - offset);
      let filled = 0;
      while (filled < wanted) {
        const count = readSync(descriptor, buffer, filled, wanted - filled, offset + filled);
        if (count === 0) throw new DamagedFile(path, `ends before byte ${size}`);
        filled += count;
      }
      take(buffer.subarray(0, wanted), offset);
      offset += wanted;
      await setImmediate();
    }
  } finally {
    closeSync(descriptor);
  }
}

/** SHA-256 of the first `size` bytes. */
export async function hashFile(path: string, size: number, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await readPieces(path, size, signal, (piece) => hash.update(piece));
  return hash.digest('hex');
}

/** Copies the first `size` bytes into a new, durable file. @returns their SHA-256 */
export async function copyFile(from: string, to: string, size: number, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  disk.remove(to);
  const descriptor = disk.create(to);
  try {
    await readPieces(from, size, signal, (piece) => {
      hash.update(piece);
      disk.write(descriptor, piece, 0, piece.length);
    });
    disk.sync(descriptor);
  } finally {
    disk.close(descriptor);
  }
  return hash.digest('hex');
}

export function writeWholeFile(path: string, bytes: Uint8Array): void {
  const descriptor = disk.create(path);
  try {
    disk.write(descriptor, bytes, 0, bytes.length);
    disk.sync(descriptor);
  } finally {
    disk.close(descriptor);
  }
}

/** A second name for a file that nobody changes any more; false where the file system has none for it. */
export function tryLink(from: string, to: string): boolean {
  disk.remove(to);
  try {
    disk.link(from, to);
    return true;
  } catch (error) {
    if (['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'ENOSYS'].includes(codeOf(error))) return false;
    throw error;
  }
}

/** Checks a file of a segment against its stamp; `name` is how the failure calls it. @throws DamagedFile */
export async function checkStamp(path: string, name: string, { size, checksums }: FileStamp, signal?: AbortSignal) {
  if (statSync(path).size !== size) throw new DamagedFile(name, `has ${statSync(path).size} bytes instead of ${size}`);
  const expected = Buffer.from(checksums, 'base64');
  await readPieces(path, size, signal, (piece, offset) => {
    for (let at = 0; at < piece.length; at += checkedBytes) {
      const part = piece.subarray(at, at + checkedBytes);
      if (crc32(part) !== expected.readUInt32LE(((offset + at) / checkedBytes) * 4))
        throw new DamagedFile(name, `is damaged between bytes ${offset + at} and ${offset + at + part.length}`);
    }
  });
}

/** Puts a whole file that lies in the folder under its hash. */
export function keepUnderHash(folder: string, name: string, sha256: string): void {
  disk.rename(join(folder, name), join(folder, sha256));
  // Two names of the same bytes are left alone by a rename.
  disk.remove(join(folder, name));
}
