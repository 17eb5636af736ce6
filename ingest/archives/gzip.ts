import { crc32 } from 'node:zlib';
import { ArchiveError } from './archive-entry.js';
import type { Budget } from './budget.js';
import { inflate, type InflateTotals } from './inflate.js';

const trailerLength = 8;
const [hasHeaderChecksum, hasExtra, hasName, hasComment] = [2, 4, 8, 16];

/**
 * Decompresses gzip data (RFC 1952), all members of it. Node's own decoder throws away what it has when something else follows the last
 * member; here that is an ArchiveError `damaged-archive` behind the content. Zeros at the end fill a tape block and mean nothing.
 */
export async function* gunzip(input: AsyncIterable<Buffer>, budget: Budget): AsyncGenerator<Buffer> {
  const source = new Source(input);
  const totals: InflateTotals = { input: 0, output: 0 };
  try {
    do {
      await source.skip(await measureHeader(source));
      let crc = 0;
      let size = 0;
      const onRest = (rest: Buffer) => source.putBack(rest);
      for await (const chunk of inflate(source, budget, { totals, onRest })) {
        crc = crc32(chunk, crc);
        size += chunk.length;
        yield chunk;
      }
      const trailer = await source.need(trailerLength);
      if (trailer.readUInt32LE(0) !== crc || trailer.readUInt32LE(4) !== size % 2 ** 32)
        throw new ArchiveError('damaged-entry', 'the checksum does not match');
      await source.skip(trailerLength);
    } while (isMember(await source.look(2)));
    const junk = await source.measureJunk();
    if (junk > 0) throw new ArchiveError('damaged-archive', `${junk} bytes follow the compressed data`);
  } finally {
    await source.close();
  }
}

const isMember = (head: Buffer) => head.length === 2 && head[0] === 0x1f && head[1] === 0x8b;

/** Length of a member's header; its optional fields are passed over. */
async function measureHeader(source: Source): Promise<number> {
  const flags = (await source.need(10))[3] as number;
  let length = 10;
  if (flags & hasExtra) length += 2 + (await source.need(length + 2)).readUInt16LE(length);
  for (const field of [hasName, hasComment]) if (flags & field) length = (await source.find(0, length)) + 1;
  if (flags & hasHeaderChecksum) length += 2;
  return length;
}

/** The compressed bytes with a look ahead. Iterating it hands out what is there and then the input itself. */
class Source implements AsyncIterable<Buffer> {
  private ahead: Buffer = Buffer.alloc(0);
  private readonly input: AsyncIterator<Buffer>;

  constructor(input: AsyncIterable<Buffer>) {
    this.input = input[Symbol.asyncIterator]();
  }

  /** `length` bytes, fewer at the end of the input. */
  async look(length: number): Promise<Buffer> {
    while (this.ahead.length < length) {
      const next = await this.input.next();
      if (next.done) break;
      this.ahead = this.ahead.length === 0 ? next.value : Buffer.concat([this.ahead, next.value]);
    }
    return this.ahead.subarray(0, length);
  }

  async need(length: number): Promise<Buffer> {
    const bytes = await this.look(length);
    if (bytes.length < length)
      throw new ArchiveError('truncated-archive', 'the compressed data ends before its end mark');
    return bytes;
  }

  /** Position of a byte at or after `from`. */
  async find(byte: number, from: number): Promise<number> {
    for (let length = from + 1; ; length = this.ahead.length + 1) {
      await this.need(length);
      const at = this.ahead.indexOf(byte, from);
      if (at >= 0) return at;
    }
  }

  async skip(length: number): Promise<void> {
    await this.need(length);
    this.ahead = this.ahead.subarray(length);
  }

  putBack(bytes: Buffer): void {
    this.ahead = bytes;
  }

  /** Reads to the end; answers how many bytes are left, 0 when all of them are zero. */
  async measureJunk(): Promise<number> {
    let length = 0;
    let isJunk = false;
    for await (const chunk of this) {
      length += chunk.length;
      isJunk ||= chunk.some((byte) => byte !== 0);
    }
    return isJunk ? length : 0;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    const { ahead } = this;
    this.ahead = Buffer.alloc(0);
    if (ahead.length > 0) yield ahead;
    for (let next = await this.input.next(); !next.done; next = await this.input.next()) yield next.value;
  }

  async close(): Promise<void> {
    await this.input.return?.();
  }
}
