import { crc32 } from 'node:zlib';
import { disk } from '../disk.js';

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

/** Size of a file and CRC-32 (that of zip) of each `checkedBytes` of it, kept in the manifest: u32 in base64. */
export interface FileStamp {
  size: number;
  checksums: string;
}

/** Bytes under one checksum: read and checked together when any of them is first asked for. */
export const checkedBytes = 1 << 16;

/** Appends to a new file through one buffer, counting bytes and checksum; durable once one of the two syncs has passed. */
export class SegmentFileWriter {
  private readonly descriptor: number;
  private readonly buffer: Uint8Array;
  private filled = 0;
  private written = 0;
  /** Of the bytes since the last one that stands in `checksums`. */
  private checksum = 0;
  private readonly checksums: number[] = [];
  private isOpen = true;

  constructor(
    readonly path: string,
    capacity = 1 << 16,
  ) {
    this.buffer = new Uint8Array(capacity);
    this.descriptor = disk.create(path);
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
    disk.write(this.descriptor, bytes, start, end);
    for (let at = start; at < end;) {
      const next = Math.min(end, at + checkedBytes - (this.written % checkedBytes));
      this.checksum = crc32(bytes.subarray(at, next), this.checksum);
      this.written += next - at;
      at = next;
      if (this.written % checkedBytes === 0) this.endChecksum();
    }
  }

  private endChecksum(): void {
    this.checksums.push(this.checksum);
    this.checksum = 0;
  }

  /** Writes out what is left. */
  finish(): FileStamp {
    this.flush();
    if (this.written % checkedBytes !== 0) this.endChecksum();
    const bytes = Buffer.alloc(this.checksums.length * 4);
    for (const [place, checksum] of this.checksums.entries()) bytes.writeUInt32LE(checksum >>> 0, place * 4);
    return { size: this.written, checksums: bytes.toString('base64') };
  }

  /** Makes the bytes durable and closes. */
  sync(): void {
    disk.sync(this.descriptor);
    this.close();
  }

  /** The same beside other work: several at once cost the disk little more than one. */
  async syncBeside(): Promise<void> {
    try {
      await disk.syncBeside(this.descriptor);
    } finally {
      this.close();
    }
  }

  /** Closes without a promise about the bytes. */
  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    disk.close(this.descriptor);
  }
}
