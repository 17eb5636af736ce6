import { closeSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { DamagedFile } from '../damage.js';
import { disk } from '../disk.js';
import { PageCache, pageBytes } from './page-cache.js';

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

/** Files up to this size are read whole on first use: a small index then answers from memory. */
const wholeFileLimit = 1 << 22;

/** Pages of all segment files that this thread has open. */
const pages = new PageCache();
let opened = 0;

/** Random reads of an immutable file, checked against its stamp. The descriptor stays valid after the file is unlinked. */
export class SegmentFile {
  readonly size: number;
  /** Which of all files that this thread has opened. */
  private readonly number = opened++;
  private readonly descriptor: number;
  private readonly checksums: Buffer;
  /** 1 for what has passed its checksum. */
  private readonly checked: Uint8Array;
  private unchecked: number;
  private whole: Uint8Array | undefined;

  constructor(
    readonly path: string,
    { size, checksums }: FileStamp,
  ) {
    this.size = size;
    this.checksums = Buffer.from(checksums, 'base64');
    this.unchecked = Math.ceil(size / checkedBytes);
    this.checked = new Uint8Array(this.unchecked);
    this.descriptor = openSync(path, 'r');
  }

  /** Bytes [offset, offset + length); fewer at the end of the file. Not to be changed by the caller. @throws DamagedFile */
  read(offset: number, length: number): Uint8Array {
    if (this.size <= wholeFileLimit) {
      this.whole ??= this.readFresh(0, this.size);
      return this.whole.subarray(offset, offset + length);
    }
    const wanted = Math.max(0, Math.min(length, this.size - offset));
    const page = Math.floor(offset / pageBytes);
    const start = offset - page * pageBytes;
    if (start + wanted <= pageBytes) return this.page(page).subarray(start, start + wanted);
    if (wanted > pageBytes) return this.readFresh(offset, wanted);
    const bytes = new Uint8Array(wanted);
    bytes.set(this.page(page).subarray(start));
    bytes.set(this.page(page + 1).subarray(0, start + wanted - pageBytes), pageBytes - start);
    return bytes;
  }

  /** The same with all that is in memory around those bytes: walks over neighbours then ask less often. `start` is where `bytes` begin in the file. */
  readAround(offset: number, length: number): { bytes: Uint8Array; start: number } {
    if (this.size <= wholeFileLimit) return { bytes: this.read(0, this.size), start: 0 };
    const start = Math.floor(offset / pageBytes) * pageBytes;
    if (offset + length > start + pageBytes) return { bytes: this.read(offset, length), start: offset };
    return { bytes: this.page(start / pageBytes), start };
  }

  private page(page: number): Uint8Array {
    const known = pages.find(this, this.number, page);
    if (known) return known;
    const offset = page * pageBytes;
    const bytes = this.readFresh(offset, Math.min(pageBytes, this.size - offset));
    pages.keep(this, this.number, page, bytes);
    return bytes;
  }

  /** The same in memory of its own, aligned for typed arrays. */
  readFresh(offset: number, length: number): Uint8Array {
    const bytes = this.readUnchecked(offset, length);
    if (this.unchecked > 0 && length > 0) this.check(offset, bytes);
    return bytes;
  }

  /** Reads and checks the whole file. @throws DamagedFile */
  checkAll(): void {
    for (let offset = 0; offset < this.size; offset += checkedBytes * 16)
      this.check(offset, this.readUnchecked(offset, Math.min(checkedBytes * 16, this.size - offset)));
  }

  private check(offset: number, bytes: Uint8Array): void {
    const end = offset + bytes.length;
    for (let part = Math.floor(offset / checkedBytes); part * checkedBytes < end; part++) {
      if (this.checked[part] === 1) continue;
      const from = part * checkedBytes;
      const to = Math.min(this.size, from + checkedBytes);
      // The part may reach beyond what was asked for.
      const covered =
        from >= offset && to <= end ? bytes.subarray(from - offset, to - offset) : this.readUnchecked(from, to - from);
      if (part * 4 + 4 > this.checksums.length || crc32(covered) !== this.checksums.readUInt32LE(part * 4))
        throw new DamagedFile(this.path, `is damaged between bytes ${from} and ${to}`);
      this.checked[part] = 1;
      this.unchecked--;
    }
  }

  private readUnchecked(offset: number, length: number): Uint8Array {
    // Filled at once, so it need not be cleared first.
    const bytes = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer);
    let filled = 0;
    while (filled < length) {
      const count = this.readOnce(bytes, filled, offset);
      if (count === 0) throw new DamagedFile(this.path, `ends before byte ${offset + length}`);
      filled += count;
    }
    return bytes;
  }

  private readOnce(bytes: Uint8Array, filled: number, offset: number): number {
    try {
      return readSync(this.descriptor, bytes, filled, bytes.length - filled, offset + filled);
    } catch (error) {
      // A bad place of the disk is damage; the records are elsewhere.
      if ((error as NodeJS.ErrnoException).code !== 'EIO') throw error;
      throw new DamagedFile(this.path, `cannot be read at byte ${offset + filled} (EIO)`, { cause: error });
    }
  }

  close(): void {
    pages.forget(this);
    closeSync(this.descriptor);
  }
}
