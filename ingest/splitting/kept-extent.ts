import type { EntryBytes } from './entry-bytes.js';
import { keptHead } from './passed-over.js';

/** Content of any length of which only the first bytes are kept. */
export interface KeptExtent {
  offset: number;
  length: number;
  bytes: Buffer;
}

/** Content that goes on to the position `end` of the bytes at hand; its first bytes are copied when it is noted. */
export class OpenExtent {
  private readonly start: number;
  private readonly head: Buffer;

  /** `at`: its position in the bytes at hand. */
  constructor(
    private readonly entry: EntryBytes,
    at: number,
  ) {
    this.start = entry.base + at;
    this.head = entry.original(Buffer.from(entry.bytes.subarray(at, at + keptHead)));
  }

  endAt(end: number): KeptExtent {
    const length = this.entry.base + end - this.start;
    return { offset: this.start, length, bytes: this.head.subarray(0, length) };
  }
}
