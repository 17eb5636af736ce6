import type { CodeUnits } from './code-units.js';
import { blockLength, createMarkScanner } from './mark-scanner.js';

const { units: room, opens, irregulars, scan } = createMarkScanner();
/** A unit that is no mark, for the places behind a block. */
const neutral = 0x61;

/**
 * Finds the next `<` and tells whether the text before it is plain: without references, and without white space other than single spaces.
 * Goes forward only, block by block. There is one at a time: all share one room.
 */
export class TextMarks {
  /** Whether the text that the last `findOpen` passed over is plain. */
  isPlain = true;
  private blockEnd = 0;
  private openAt = 0;
  private openCount = 0;
  private irregularAt = 0;
  private irregularCount = 0;

  constructor(private readonly source: CodeUnits) {}

  /** Position of the first `<` at or behind `from`, the length of the text when there is none. */
  findOpen(from: number): number {
    const { length } = this.source;
    let isPlain = true;
    for (;;) {
      let { openAt, irregularAt } = this;
      const { openCount, irregularCount } = this;
      while (openAt < openCount && (opens[openAt] as number) < from) openAt++;
      while (irregularAt < irregularCount && (irregulars[irregularAt] as number) < from) irregularAt++;
      this.openAt = openAt;
      this.irregularAt = irregularAt;
      const open = openAt < openCount ? (opens[openAt] as number) : this.blockEnd;
      if (irregularAt < irregularCount && (irregulars[irregularAt] as number) < open) isPlain = false;
      if (openAt < openCount || this.blockEnd >= length) {
        this.isPlain = isPlain;
        return open;
      }
      this.scanBlock(Math.max(from, this.blockEnd));
    }
  }

  private scanBlock(start: number): void {
    const { units, length } = this.source;
    const count = Math.min(blockLength, length - start);
    // One more, for the second of two spaces; behind the text stands a NUL.
    room.set(units.subarray(start, start + count + 1));
    room.fill(neutral, count + 1, count + 9);
    const found = scan(count, start);
    this.blockEnd = start + count;
    this.openAt = this.irregularAt = 0;
    this.openCount = this.countInside(opens, found & 0xffff);
    this.irregularCount = this.countInside(irregulars, found >>> 16);
  }

  /** Without what was found behind the block. */
  private countInside(positions: Int32Array, found: number): number {
    let count = found;
    while (count > 0 && (positions[count - 1] as number) >= this.blockEnd) count--;
    return count;
  }
}
