import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32, deflateRaw, inflateRawSync } from 'node:zlib';
import { EngineError } from '../engine.js';
import { disk } from './disk.js';
import { isMissingFile } from './failures.js';
import type { RawPlace, RawPointer } from './store/documents.js';
import type { RawGroup } from './store/manifest.js';

const deflate = promisify(deflateRaw);

/** A new file is begun beyond this size. */
const fileLimit = 1 << 30;
/** Bytes that are deflated together: neighbours are alike, so that a group takes less than half the space and time of its records one by one. */
const groupSize = 1 << 18;
/** Groups being deflated or written above which the writer waits. */
const mostGroups = 16;

/** Where the store ended at the last commit. */
export interface RawEnd {
  file: number;
  /** Bytes of the file. */
  length: number;
  /** Bytes of its records, not deflated. */
  size: number;
}

/**
 * Raw bytes of records as the offices delivered them: `raw/<n>.bin`, deflated in groups beside the writer's thread, appended and never changed. The
 * pointer stands in the record's row, the place of the group in `raw_groups`. What a killed writer left beyond the committed length is cut off by the
 * next one.
 */
export class RawWriter {
  /** File and end that the next record is appended to; the file on disk lags behind. */
  private file: number;
  private size: number;
  private group = new Uint8Array(groupSize);
  private filled = 0;
  private descriptor: number;
  private readonly written: RawEnd;
  private finished: RawGroup[] = [];
  private waiting = 0;
  private tail: Promise<void> = Promise.resolve();
  private failure: unknown;

  constructor(
    private readonly folder: string,
    end: RawEnd,
  ) {
    this.file = end.file;
    this.size = end.size;
    this.written = { ...end };
    this.descriptor = this.open();
  }

  private open(): number {
    const path = rawPath(this.folder, this.written.file);
    const isNew = !existsSync(path);
    const descriptor = isNew ? disk.create(path) : disk.open(path);
    if (!isNew && statSync(path).size > this.written.length) disk.truncate(descriptor, this.written.length);
    if (isNew) disk.syncFolder(this.folder);
    return descriptor;
  }

  /** Copies the bytes of one record. */
  append(bytes: Uint8Array): RawPointer {
    if (this.filled > 0 && this.filled + bytes.length > groupSize) this.closeGroup();
    if (this.filled === 0 && this.written.file === this.file && this.written.length >= fileLimit) {
      this.file++;
      this.size = 0;
    }
    if (bytes.length > this.group.length) this.group = new Uint8Array(bytes.length);
    this.group.set(bytes, this.filled);
    const pointer = { file: this.file, offset: this.size + this.filled, length: bytes.length };
    this.filled += bytes.length;
    return pointer;
  }

  private closeGroup(): void {
    if (this.filled === 0) return;
    const { file, size: start, filled: size } = this;
    const packed = deflate(this.group.subarray(0, size), { level: 1 });
    this.group = new Uint8Array(groupSize);
    this.filled = 0;
    this.size += size;
    this.waiting++;
    this.tail = Promise.all([packed, this.tail])
      .then(([bytes]) => this.write(file, start, size, bytes))
      .catch((error: unknown) => {
        this.failure ??= error;
      })
      .finally(() => {
        this.waiting--;
      });
  }

  private write(file: number, start: number, size: number, bytes: Uint8Array): void {
    if (this.failure !== undefined) return;
    const { written } = this;
    if (file !== written.file) {
      disk.sync(this.descriptor);
      disk.close(this.descriptor);
      Object.assign(written, { file, length: 0, size: 0 });
      this.descriptor = this.open();
    }
    disk.write(this.descriptor, bytes, 0, bytes.length, written.length);
    this.finished.push({ file, start, size, offset: written.length, length: bytes.length, checksum: crc32(bytes) });
    written.length += bytes.length;
    written.size += size;
  }

  /** Waits while too much is on its way. */
  async holdBack(): Promise<void> {
    if (this.waiting > mostGroups) await this.tail;
    if (this.failure !== undefined) throw this.failure;
  }

  /** Makes everything appended so far durable; comes before the commit that points to it. Returns the groups since the last time. */
  async sync(): Promise<{ groups: RawGroup[]; end: RawEnd }> {
    this.closeGroup();
    await this.tail;
    if (this.failure !== undefined) throw this.failure;
    const groups = this.finished;
    this.finished = [];
    if (groups.length > 0) await disk.syncBeside(this.descriptor);
    return { groups, end: { ...this.written } };
  }

  async close(): Promise<void> {
    await this.tail;
    disk.close(this.descriptor);
  }
}

export function rawPath(folder: string, file: number): string {
  return join(folder, `${file}.bin`);
}

/** Raw bytes of a record. @throws EngineError `damaged` */
export function readRaw(folder: string, { from, size, ...group }: RawPlace): Uint8Array {
  return inflateRawSync(readGroup(folder, group)).subarray(from, from + size);
}

/** Deflated bytes of a group, checked. @throws EngineError `damaged` */
export function readGroup(
  folder: string,
  group: Pick<RawGroup, 'file' | 'offset' | 'length' | 'checksum'>,
): Uint8Array {
  const { file, offset, length, checksum } = group;
  const path = rawPath(folder, file);
  const damaged = (what: string, cause?: unknown) =>
    new EngineError(
      'damaged',
      `\`${path}\` ${what}: the records are whole, only the raw bytes behind some are lost; \`ipradar restore\` brings them back from a backup`,
      { cause },
    );
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    throw isMissingFile(error) ? damaged('is missing', error) : error;
  }
  try {
    const packed = new Uint8Array(length);
    let filled = 0;
    while (filled < packed.length) {
      const count = readSync(descriptor, packed, filled, packed.length - filled, offset + filled);
      if (count === 0) throw damaged(`ends before byte ${offset + length}`);
      filled += count;
    }
    // Groups of a folder older than the checksums have none.
    if (checksum !== null && crc32(packed) !== checksum)
      throw damaged(`is damaged between bytes ${offset} and ${offset + length}`);
    return packed;
  } finally {
    closeSync(descriptor);
  }
}
