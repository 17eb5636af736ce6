import { closeSync, fdatasync, fdatasyncSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';

/** The files of segment n are `<n>.<kind>`. */
export const segmentFileKinds = ['terms', 'postings', 'positions', 'structure', 'columns'] as const;
export type SegmentFileKind = (typeof segmentFileKinds)[number];

export function segmentFileName(segment: number, kind: SegmentFileKind): string {
  return `${segment}.${kind}`;
}

/** Inverse of segmentFileName; undefined for a name that is not ours. */
export function parseSegmentFileName(name: string): { segment: number; kind: SegmentFileKind } | undefined {
  const match = /^(\d+)\.([a-z]+)$/.exec(name);
  const kind = segmentFileKinds.find((each) => each === match?.[2]);
  return match && kind ? { segment: Number(match[1]), kind } : undefined;
}

/** Size and CRC-32 of a file, kept in the manifest. */
export interface FileStamp {
  size: number;
  checksum: number;
}

const syncData = promisify(fdatasync);

/** Appends to a new file through one buffer, counting bytes and checksum; durable once one of the two syncs has passed. */
export class SegmentFileWriter {
  private readonly descriptor: number;
  private readonly buffer: Uint8Array;
  private filled = 0;
  private written = 0;
  private checksum = 0;
  private isOpen = true;

  constructor(
    readonly path: string,
    capacity = 1 << 16,
  ) {
    this.buffer = new Uint8Array(capacity);
    this.descriptor = openSync(path, 'wx');
  }

  /** Offset of the next byte. */
  get offset(): number {
    return this.written + this.filled;
  }

  write(bytes: Uint8Array, start = 0, end = bytes.length): void {
    const count = end - start;
    if (count > this.buffer.length - this.filled) this.flush();
    if (count > this.buffer.length) {
      this.emit(bytes, start, end);
      return;
    }
    if (count < 32) {
      const { buffer } = this;
      let at = this.filled;
      for (let index = start; index < end; index++) buffer[at++] = bytes[index] ?? 0;
    } else this.buffer.set(bytes.subarray(start, end), this.filled);
    this.filled += count;
  }

  private flush(): void {
    if (this.filled === 0) return;
    const count = this.filled;
    this.filled = 0;
    this.emit(this.buffer, 0, count);
  }

  private emit(bytes: Uint8Array, start: number, end: number): void {
    this.checksum = crc32(bytes.subarray(start, end), this.checksum);
    let at = start;
    while (at < end) at += writeSync(this.descriptor, bytes, at, end - at);
    this.written += end - start;
  }

  /** Writes out what is left. */
  finish(): FileStamp {
    this.flush();
    return { size: this.written, checksum: this.checksum >>> 0 };
  }

  /** Makes the bytes durable and closes. */
  sync(): void {
    fdatasyncSync(this.descriptor);
    this.close();
  }

  /** The same beside other work: several at once cost the disk little more than one. */
  async syncBeside(): Promise<void> {
    try {
      await syncData(this.descriptor);
    } finally {
      this.close();
    }
  }

  /** Closes without a promise about the bytes. */
  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    closeSync(this.descriptor);
  }
}

/** Makes names that were created, renamed or removed in a folder durable. */
export function syncFolder(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Files up to this size are read whole on first use: a small index then answers from memory. */
const wholeFileLimit = 1 << 22;

/** Random reads of an immutable file. The descriptor stays valid after the file is unlinked. */
export class SegmentFile {
  private readonly descriptor: number;
  private whole: Uint8Array | undefined;

  constructor(
    readonly path: string,
    readonly size: number,
  ) {
    this.descriptor = openSync(path, 'r');
  }

  /** Bytes [offset, offset + length); fewer at the end of the file. Not to be changed by the caller. */
  read(offset: number, length: number): Uint8Array {
    if (this.size <= wholeFileLimit) {
      this.whole ??= this.readFresh(0, this.size);
      return this.whole.subarray(offset, offset + length);
    }
    return this.readFresh(offset, Math.max(0, Math.min(length, this.size - offset)));
  }

  /** The same in memory of its own, aligned for typed arrays. */
  readFresh(offset: number, length: number): Uint8Array {
    // Filled at once, so it need not be cleared first.
    const bytes = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer);
    let filled = 0;
    while (filled < length) {
      const count = readSync(this.descriptor, bytes, filled, length - filled, offset + filled);
      if (count === 0) throw new Error(`${this.path} ends before byte ${offset + length}`);
      filled += count;
    }
    return bytes;
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
