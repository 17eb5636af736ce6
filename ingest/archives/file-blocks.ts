import { readSync } from 'node:fs';

/**
 * Reads a file in blocks, so that thousands of small ranges in a row cost a few reads and no thread hops. What is handed out is a view
 * of the block: it is never overwritten.
 */
export class FileBlocks {
  private block: Buffer = Buffer.alloc(0);
  private start = 0;

  /** The descriptor stays open. `blockSize` in bytes. */
  constructor(
    private readonly fd: number,
    private readonly blockSize: number,
  ) {}

  /** Bytes at `position`, fewer at the end of the file. Throws what the disk throws. */
  read(position: number, length: number): Buffer {
    const isThere = position >= this.start && position + length <= this.start + this.block.length;
    if (!isThere) {
      const bytes = Buffer.allocUnsafeSlow(Math.max(length, this.blockSize));
      this.block = bytes.subarray(0, readSync(this.fd, bytes, 0, bytes.length, position));
      this.start = position;
    }
    return this.block.subarray(position - this.start, position - this.start + length);
  }
}
