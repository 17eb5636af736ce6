import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';

/** A header that is JSON and bytes that belong to it. */
export interface Frame<Header> {
  header: Header;
  /** Absent and empty are two things: a reject may have no bytes that could be kept. */
  bytes?: Uint8Array;
}

const batch = 1 << 20;
const none = 0xffff_ffff;

/**
 * A file of frames: lengths of header and bytes (32 bits each, big-endian), header, bytes; closed by a header `"end"`. It has its name only when it is
 * whole and on the disk.
 */
export class FrameWriter<Header> {
  private parts: Uint8Array[] = [];
  private size = 0;
  /** Bytes written so far. */
  written = 0;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
  ) {}

  static async create<Header>(path: string): Promise<FrameWriter<Header>> {
    return new FrameWriter<Header>(path, await open(`${path}.part`, 'w'));
  }

  async add({ header, bytes }: Frame<Header | 'end'>): Promise<void> {
    const text = Buffer.from(JSON.stringify(header));
    const lengths = Buffer.alloc(8);
    lengths.writeUInt32BE(text.length, 0);
    lengths.writeUInt32BE(bytes ? bytes.length : none, 4);
    this.parts.push(lengths, text);
    // A view of the splitter's: valid for as long as it is held.
    if (bytes) this.parts.push(bytes);
    const grown = 8 + text.length + (bytes?.length ?? 0);
    this.size += grown;
    this.written += grown;
    if (this.size >= batch) await this.flush();
  }

  private async flush(): Promise<void> {
    const all = Buffer.concat(this.parts);
    this.parts = [];
    this.size = 0;
    for (let at = 0; at < all.length;) at += (await this.file.write(all, at)).bytesWritten;
  }

  async finish(): Promise<void> {
    await this.add({ header: 'end' });
    await this.flush();
    await this.file.sync();
    await this.file.close();
    await rename(`${this.path}.part`, this.path);
  }

  async abandon(): Promise<void> {
    await this.file.close();
  }
}

/** Frames of a file, in order. @throws Error when it ends before its end; what the file system says when it is not there */
export async function* readFrames<Header>(path: string): AsyncGenerator<Frame<Header>> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: batch })) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let at = 0;
    for (;;) {
      if (rest.length - at < 8) break;
      const headerLength = rest.readUInt32BE(at);
      const stored = rest.readUInt32BE(at + 4);
      const length = stored === none ? 0 : stored;
      if (rest.length - at < 8 + headerLength + length) break;
      const from = at + 8 + headerLength;
      // Written by a FrameWriter of the same Header.
      const header = JSON.parse(rest.toString('utf8', at + 8, from)) as Header | 'end';
      if (header === 'end') return;
      at = from + length;
      yield { header, ...(stored === none ? {} : { bytes: rest.subarray(from, at) }) };
    }
    rest = rest.subarray(at);
  }
  throw new Error(`\`${path}\` is cut off`);
}
