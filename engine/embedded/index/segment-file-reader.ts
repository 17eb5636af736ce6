import { crc32 } from 'node:zlib';
import { DamagedFile } from '../damage.js';
import { disk } from '../disk.js';
import { PageCache, pageBytes } from './page-cache.js';
import { checkedBytes, type FileStamp } from './segment-file.js';

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
    this.descriptor = disk.openToRead(path);
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
      return disk.read(this.descriptor, bytes, filled, offset + filled);
    } catch (error) {
      // A bad place of the disk is damage; the records are elsewhere.
      if ((error as NodeJS.ErrnoException).code !== 'EIO') throw error;
      throw new DamagedFile(this.path, `cannot be read at byte ${offset + filled} (EIO)`, { cause: error }, true);
    }
  }

  close(): void {
    pages.forget(this);
    disk.close(this.descriptor);
  }
}
