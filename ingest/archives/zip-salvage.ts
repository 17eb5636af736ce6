import type { FileHandle } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { ArchiveError, findUnsafeName, problemOf, type ArchiveItem } from './archive-entry.js';
import type { Budget } from './budget.js';
import { inflate } from './inflate.js';
import { readRange, readSize } from './file-range.js';
import { decodeName } from './zip-name.js';

const headerLength = 30;
const localHeader = 0x04034b50;

interface LocalEntry {
  at: number;
  dataStart: number;
  name: string;
  flags: number;
  method: number;
  compressedSize: number;
  size: number;
}

/**
 * Entries of a zip whose directory is lost, by their local headers in sequence (APPNOTE 4.3.7). An entry of which the size stands
 * behind its data (flag bit 3) ends where its deflate data ends. `seen`: offsets of headers that were read already.
 */
export async function* salvageZip(
  handle: FileHandle,
  seen: ReadonlySet<number>,
  budget: Budget,
  onInput: (bytes: number) => void,
): AsyncGenerator<ArchiveItem> {
  const { size: fileSize } = await handle.stat();
  for (let at = 0; at + headerLength <= fileSize;) {
    const entry = await readLocalHeader(handle, at);
    if (!entry) return;
    const isOpenEnded = (entry.flags & 8) !== 0 && entry.compressedSize === 0;
    const available = Math.max(0, fileSize - entry.dataStart);
    const length = isOpenEnded ? available : Math.min(entry.compressedSize, available);
    const isReadable = (entry.flags & 1) === 0 && (entry.method === 8 || (entry.method === 0 && !isOpenEnded));
    if (!seen.has(at) && !(entry.name.endsWith('/') && entry.size === 0)) {
      const unsafe = findUnsafeName(entry.name);
      if (unsafe !== undefined) yield problemOf(entry.name, new ArchiveError('unsafe-name', unsafe));
      else if ((entry.flags & 1) !== 0)
        yield problemOf(entry.name, new ArchiveError('encrypted', 'the entry is encrypted'));
      else if (!isReadable)
        yield problemOf(
          entry.name,
          new ArchiveError('damaged-entry', 'the end of the entry is unknown without the directory'),
        );
      else {
        const raw = readRange(handle, entry.dataStart, length);
        const stream = entry.method === 8 ? inflate(raw, budget, { onInput }) : stored(raw, entry, budget, onInput);
        yield { kind: 'entry', path: entry.name, ...(isOpenEnded ? {} : { size: entry.size }), stream };
      }
    }
    if (!isOpenEnded) at = entry.dataStart + entry.compressedSize;
    else if (isReadable) at = entry.dataStart + (await measureDeflate(readRange(handle, entry.dataStart, length)));
    else at = entry.dataStart;
    // Behind a data descriptor (APPNOTE 4.3.9), or wherever a wrong length or damage leaves the next one.
    if (at > fileSize) at = entry.dataStart;
    at = await findHeader(handle, at, fileSize);
  }
}

async function* stored(
  raw: AsyncIterable<Buffer>,
  entry: LocalEntry,
  budget: Budget,
  onInput: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let output = 0;
  for await (const chunk of raw) {
    output += chunk.length;
    onInput(chunk.length);
    budget.spend(chunk.length, 0, 1);
    yield chunk;
  }
  if (output < entry.size) throw new ArchiveError('truncated-archive', `${output} of ${entry.size} bytes are there`);
}

async function readLocalHeader(handle: FileHandle, at: number): Promise<LocalEntry | undefined> {
  const header = Buffer.alloc(headerLength);
  const { bytesRead } = await handle.read(header, 0, headerLength, at);
  if (bytesRead < headerLength || header.readUInt32LE(0) !== localHeader) return undefined;
  const name = Buffer.alloc(header.readUInt16LE(26));
  await handle.read(name, 0, name.length, at + headerLength);
  const extra = Buffer.alloc(header.readUInt16LE(28));
  await handle.read(extra, 0, extra.length, at + headerLength + name.length);
  return {
    at,
    dataStart: at + headerLength + name.length + extra.length,
    name: decodeName(name),
    flags: header.readUInt16LE(6),
    method: header.readUInt16LE(8),
    ...sizesOf(header, extra),
  };
}

/** Sizes of 4 GiB and more stand in the zip64 field of a local header (APPNOTE 4.5.3), both of them. */
function sizesOf(header: Buffer, extra: Buffer): { compressedSize: number; size: number } {
  const sizes = { compressedSize: header.readUInt32LE(18), size: header.readUInt32LE(22) };
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    const isBoth = extra.readUInt16LE(at) === 1 && extra.readUInt16LE(at + 2) >= 16 && at + 20 <= extra.length;
    if (!isBoth) continue;
    if (sizes.size === 0xffffffff) sizes.size = Number(extra.readBigUInt64LE(at + 4));
    if (sizes.compressedSize === 0xffffffff) sizes.compressedSize = Number(extra.readBigUInt64LE(at + 12));
  }
  return sizes;
}

/** Compressed length of deflate data that begins a stream and is followed by something else. */
async function measureDeflate(raw: AsyncIterable<Buffer>): Promise<number> {
  const decoder = createInflateRaw({ chunkSize: 1024 * 1024 });
  const end = new Promise<void>((resolve) =>
    decoder
      .once('end', resolve)
      .once('error', () => resolve())
      .resume(),
  );
  for await (const chunk of raw) {
    if (decoder.destroyed || decoder.readableEnded) break;
    await new Promise<void>((resolve) => {
      decoder.write(chunk, () => resolve());
      decoder.once('close', () => resolve());
    });
  }
  decoder.end();
  await end;
  return decoder.bytesWritten;
}

const signatureLength = 4;

/** Next local header at or after `from`; the file's end when there is none. */
async function findHeader(handle: FileHandle, from: number, fileSize: number): Promise<number> {
  const window = Buffer.alloc(Math.min(readSize, Math.max(signatureLength, fileSize - from)));
  for (let at = from; at + signatureLength <= fileSize; at += window.length - signatureLength + 1) {
    const { bytesRead } = await handle.read(window, 0, window.length, at);
    const found = window.subarray(0, bytesRead).indexOf('PK\u0003\u0004', 0, 'latin1');
    if (found >= 0) return at + found;
  }
  return fileSize;
}
