import { closeSync, existsSync, fsyncSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Where the raw bytes of a record stand: file number, byte offset and deflated length. */
export interface RawPointer {
  file: number;
  offset: number;
  length: number;
}

/** Append-only store of raw bytes. What `append` returned can be read back at once, and after a crash once `sync` returned. */
export interface RawStore {
  append(bytes: Uint8Array): RawPointer;
  read(pointer: RawPointer): Buffer;
  sync(): void;
  close(): void;
}

/** A new file is begun beyond this size. */
const fileLimit = 1024 * 1024 * 1024;

/**
 * Opens `<folder>/<prefix>-<n>.bin`; the folder exists. Layout: deflated entries (level 1) one after another, nothing else; the pointers
 * stand with whoever wrote them. A torn entry at the end has no pointer and is harmless. Disk errors are thrown, `append` then wrote nothing.
 */
export function openRawStore(folder: string, prefix = 'raw'): RawStore {
  const pathOf = (file: number) => join(folder, `${prefix}-${String(file).padStart(6, '0')}.bin`);
  const readers = new Map<number, number>();
  let file = 1;
  while (existsSync(pathOf(file + 1))) file++;
  let descriptor = openSync(pathOf(file), existsSync(pathOf(file)) ? 'r+' : 'w+');
  let end = fstatSync(descriptor).size;

  const append = (bytes: Uint8Array): RawPointer => {
    if (end >= fileLimit) {
      fsyncSync(descriptor);
      closeSync(descriptor);
      file++;
      descriptor = openSync(pathOf(file), 'w+');
      end = 0;
    }
    const packed = deflateRawSync(bytes, { level: 1 });
    // By position: after a failed write the next one covers its remains.
    for (let done = 0; done < packed.length;)
      done += writeSync(descriptor, packed, done, packed.length - done, end + done);
    const pointer = { file, offset: end, length: packed.length };
    end += packed.length;
    return pointer;
  };

  const read = (pointer: RawPointer): Buffer => {
    let from = pointer.file === file ? descriptor : readers.get(pointer.file);
    if (from === undefined) readers.set(pointer.file, (from = openSync(pathOf(pointer.file), 'r')));
    const packed = Buffer.alloc(pointer.length);
    let done = 0;
    while (done < packed.length) {
      const count = readSync(from, packed, done, packed.length - done, pointer.offset + done);
      if (count === 0)
        throw new Error(
          `raw bytes are missing: ${pathOf(pointer.file)} ends before ${pointer.offset + pointer.length}`,
        );
      done += count;
    }
    return inflateRawSync(packed);
  };

  const close = () => {
    closeSync(descriptor);
    for (const reader of readers.values()) closeSync(reader);
    readers.clear();
  };
  return { append, read, sync: () => fsyncSync(descriptor), close };
}
