import type { ByteCursor } from './byte-sink.js';

/** Reads a file from front to back through a window, so that thousands of small pieces cost one read and no view each. */
export class SequentialBytes {
  private window: Uint8Array = new Uint8Array();
  private start = 0;

  constructor(
    private readonly readAt: (offset: number, length: number) => Uint8Array,
    private readonly size: number,
    private readonly ahead = 1 << 20,
  ) {}

  /** Where bytes [offset, offset + length) stand in memory until the next call. */
  locate(offset: number, length: number): { bytes: Uint8Array; at: number } {
    if (offset < this.start || offset + length > this.start + this.window.length) {
      this.window = this.readAt(offset, Math.min(Math.max(length, this.ahead), this.size - offset));
      this.start = offset;
    }
    return { bytes: this.window, at: offset - this.start };
  }

  /** The same, by moving a cursor there. */
  seek(offset: number, length: number, cursor: ByteCursor): void {
    if (offset < this.start || offset + length > this.start + this.window.length) this.locate(offset, length);
    cursor.bytes = this.window;
    cursor.at = offset - this.start;
  }
}
