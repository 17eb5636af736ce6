import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

export const readSize = 1024 * 1024;

/** Bytes of a range of a file. The handle stays open. */
export function readRange(handle: FileHandle, start: number, length: number): AsyncIterable<Buffer> {
  if (length === 0) return (async function* (): AsyncGenerator<Buffer> {})();
  return createReadStream('', {
    fd: handle.fd,
    autoClose: false,
    start,
    end: start + length - 1,
    highWaterMark: readSize,
  }) as AsyncIterable<Buffer>;
}
