import { open, type FileHandle } from 'node:fs/promises';
import * as zlib from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { ArchiveError, errorCodeOf, findUnsafeName, messageOf, problemOf, type ArchiveItem } from './archive-entry.js';
import type { Budget } from './budget.js';
import { FileBlocks } from './file-blocks.js';
import { readRange, readSize } from './file-range.js';
import { inflate } from './inflate.js';
import { decodeName } from './zip-name.js';
import { salvageZip } from './zip-salvage.js';

/** Compressed entries up to this size are inflated at once: a stream for each of 5,000 small files costs more than the work. */
const smallEntry = 256 * 1024;
const blockSize = 256 * 1024;
const localHeaderLength = 30;

/**
 * Entries of the zip file at `file`, in the order of its directory. When the directory is missing or damaged (a download that was cut),
 * the entries before the damage are still read from their local headers.
 */
export async function* readZip(
  file: string,
  budget: Budget,
  onInput: (bytes: number) => void,
): AsyncGenerator<ArchiveItem> {
  const handle = await open(file, 'r');
  const seen = new Set<number>();
  let zip: ZipFile | undefined;
  try {
    const { size } = await handle.stat();
    const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false };
    const directory = new FileBlocks(handle.fd, blockSize);
    const data = new FileBlocks(handle.fd, blockSize);
    zip = await yauzl.fromRandomAccessReaderPromise(new BlockReader(directory), size, options);
    countUncounted(zip, directory);
    for await (const entry of zip.eachEntry()) {
      countUncounted(zip, directory);
      seen.add(entry.relativeOffsetOfLocalHeader);
      const name = nameOf(entry);
      if (name.endsWith('/') && entry.uncompressedSize === 0) continue;
      const refused = refuse(name, entry);
      if (refused) yield problemOf(name, refused);
      else {
        const stream = readEntry(zip, handle, data, entry, budget, onInput);
        yield { kind: 'entry', path: name, size: entry.uncompressedSize, stream };
      }
    }
  } catch (error) {
    const message = messageOf(error).toLowerCase();
    const code = /end of central directory/.test(message) ? 'truncated-archive' : 'damaged-archive';
    yield problemOf('', new ArchiveError(code, message));
    yield* salvageZip(handle, seen, budget, onInput);
  } finally {
    zip?.close();
    await handle.close();
  }
}

/** Some tools write the number of entries in 16 bits whatever it is: as long as the directory goes on, it is read on. */
function countUncounted(zip: ZipFile, directory: FileBlocks): void {
  if (zip.entriesRead < zip.entryCount) return;
  // Declared as boolean, which it is not: the position of the next directory header.
  const next = directory.read(zip.readEntryCursor as unknown as number, 4);
  if (next.length === 4 && next.readUInt32LE(0) === directoryHeader) zip.entryCount = zip.entriesRead + 1;
}

const directoryHeader = 0x02014b50;

/** Serves the directory from blocks: two thread hops for each of 5,000 entries would take longer than inflating them. */
class BlockReader extends yauzl.RandomAccessReader {
  constructor(private readonly blocks: FileBlocks) {
    super();
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    let error: Error | null = null;
    let read = 0;
    try {
      read = this.blocks.read(position, length).copy(buffer, offset);
      if (read < length) error = new Error('unexpected end of file');
    } catch (failure) {
      error = failure as Error;
    }
    process.nextTick(() => callback(error, read));
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }
}

function refuse(name: string, entry: Entry): ArchiveError | undefined {
  const unsafe = findUnsafeName(name);
  if (unsafe !== undefined) return new ArchiveError('unsafe-name', unsafe);
  if (entry.isEncrypted()) return new ArchiveError('encrypted', 'the entry is encrypted');
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    return new ArchiveError('unknown-compression', `compression method ${entry.compressionMethod}`);
  return undefined;
}

/** Entry names are UTF-8 when flagged or when they are valid UTF-8; Chinese tools write GB18030 without saying so. */
function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const isFlagged = (entry.generalPurposeBitFlag & 0x800) !== 0;
  const hasUnicodePath = entry.extraFields.some((field) => field.id === 0x7075);
  if (!isFlagged && !hasUnicodePath) return decodeName(raw);
  return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false);
}

async function* readEntry(
  zip: ZipFile,
  handle: FileHandle,
  data: FileBlocks,
  entry: Entry,
  budget: Budget,
  onInput: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let crc = 0;
  let output = 0;
  const check = (chunk: Buffer) => {
    output += chunk.length;
    if (output > entry.uncompressedSize)
      throw new ArchiveError(
        'damaged-entry',
        `more than the ${entry.uncompressedSize} bytes that the directory declares`,
      );
    crc = zlib.crc32(chunk, crc);
    return chunk;
  };
  if (entry.compressionMethod === 8 && entry.compressedSize <= smallEntry && entry.uncompressedSize <= 4 * readSize) {
    const raw = readSmall(data, entry);
    onInput(raw.length);
    yield check(inflateAtOnce(raw, entry.uncompressedSize, budget));
  } else {
    const { fileDataStart } = await zip
      .readLocalFileHeaderPromise(entry, { minimal: true })
      .catch((error: Error) => Promise.reject(new ArchiveError('truncated-archive', error.message.toLowerCase())));
    const raw = readRange(handle, fileDataStart, entry.compressedSize);
    if (entry.compressionMethod === 8) for await (const chunk of inflate(raw, budget, { onInput })) yield check(chunk);
    else
      for await (const chunk of raw) {
        onInput(chunk.length);
        budget.spend(chunk.length, 0, 1);
        yield check(chunk);
      }
  }
  if (output < entry.uncompressedSize)
    throw new ArchiveError('damaged-entry', `${output} bytes, the directory declares ${entry.uncompressedSize}`);
  if (crc !== entry.crc32) throw new ArchiveError('damaged-entry', 'the checksum does not match');
}

/** Local header and data in one read, without a thread hop: a package of small files is all header. */
function readSmall(data: FileBlocks, entry: Entry): Buffer {
  const at = entry.relativeOffsetOfLocalHeader;
  const guess = localHeaderLength + entry.fileNameLength + entry.extraFieldLength + 64 + entry.compressedSize;
  let bytes = data.read(at, guess);
  if (bytes.length < localHeaderLength || bytes.readUInt32LE(0) !== 0x04034b50)
    throw new ArchiveError('damaged-entry', 'no local header where the directory says');
  const start = localHeaderLength + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
  const end = start + entry.compressedSize;
  if (end > bytes.length) bytes = data.read(at, end);
  if (end > bytes.length) throw new ArchiveError('truncated-archive', 'the archive ends inside the entry');
  return bytes.subarray(start, end);
}

function inflateAtOnce(raw: Buffer, declared: number, budget: Budget): Buffer {
  const allowed = budget.allowanceFor(raw.length);
  try {
    const output = zlib.inflateRawSync(raw, {
      maxOutputLength: Math.max(1, Math.min(declared, allowed)),
      // One chunk with room to see the end: no second round, no copy.
      chunkSize: Math.max(zlib.constants.Z_MIN_CHUNK, Math.min(declared, allowed) + 1),
    });
    budget.spend(output.length, output.length, raw.length);
    return output;
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    const code = errorCodeOf(error);
    if (code === 'Z_BUF_ERROR')
      throw new ArchiveError('truncated-archive', 'the compressed data ends before its end mark');
    if (code === 'ERR_BUFFER_TOO_LARGE' && declared > allowed)
      throw new ArchiveError('expands-too-much', `${raw.length} compressed bytes expand to ${declared}`);
    const isTooLong = code === 'ERR_BUFFER_TOO_LARGE';
    const detail = isTooLong ? `more than the ${declared} bytes that the directory declares` : messageOf(error);
    throw new ArchiveError('damaged-entry', detail);
  }
}
