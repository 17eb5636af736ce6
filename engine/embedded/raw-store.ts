import { closeSync, existsSync, fdatasyncSync, ftruncateSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { RawPointer } from './store/documents.js';
import { syncFolder } from './index/segment-file.js';

/** A new file is begun beyond this size. */
const fileLimit = 1 << 30;

/**
 * Raw bytes of records as the offices delivered them: `raw/<n>.bin`, each entry deflated on its own, appended and never changed. The pointer stands
 * in the record's row. What a killed writer left beyond the committed length is cut off by the next one.
 */
export class RawWriter {
  private descriptor: number;
  private pending: Uint8Array[] = [];
  private pendingBytes = 0;

  constructor(
    private readonly folder: string,
    public file: number,
    public length: number,
  ) {
    this.descriptor = this.open();
  }

  private open(): number {
    const path = rawPath(this.folder, this.file);
    const isNew = !existsSync(path);
    const descriptor = openSync(path, isNew ? 'wx+' : 'r+');
    if (!isNew && statSync(path).size > this.length) ftruncateSync(descriptor, this.length);
    if (isNew) syncFolder(this.folder);
    return descriptor;
  }

  append(bytes: Uint8Array): RawPointer {
    if (this.length >= fileLimit) {
      this.sync();
      closeSync(this.descriptor);
      this.file++;
      this.length = 0;
      this.descriptor = this.open();
    }
    const packed = deflateRawSync(bytes, { level: 1 });
    const pointer = { file: this.file, offset: this.length, length: packed.length };
    this.pending.push(packed);
    this.pendingBytes += packed.length;
    this.length += packed.length;
    if (this.pendingBytes > 1 << 20) this.flush();
    return pointer;
  }

  private flush(): void {
    if (this.pendingBytes === 0) return;
    const bytes = Buffer.concat(this.pending);
    let at = this.length - bytes.length;
    this.pending = [];
    this.pendingBytes = 0;
    let written = 0;
    while (written < bytes.length) {
      const count = writeSync(this.descriptor, bytes, written, bytes.length - written, at);
      written += count;
      at += count;
    }
  }

  /** Makes everything appended so far durable; comes before the commit that points to it. */
  sync(): void {
    this.flush();
    fdatasyncSync(this.descriptor);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

function rawPath(folder: string, file: number): string {
  return join(folder, `${file}.bin`);
}

/** Raw bytes behind a pointer. */
export function readRaw(folder: string, pointer: RawPointer): Uint8Array {
  const descriptor = openSync(rawPath(folder, pointer.file), 'r');
  try {
    const packed = new Uint8Array(pointer.length);
    let filled = 0;
    while (filled < packed.length) {
      const count = readSync(descriptor, packed, filled, packed.length - filled, pointer.offset + filled);
      if (count === 0) throw new Error(`raw file ${pointer.file} ends before its records`);
      filled += count;
    }
    return inflateRawSync(packed);
  } finally {
    closeSync(descriptor);
  }
}
