import type { CodeUnits } from './code-units.js';
import { blockLength, createMarkScanner } from './mark-scanner.js';

const { units: room, opens, lastBefore, last, scan } = createMarkScanner();
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

  constructor(private readonly source: CodeUnits) {
    last[0] = -1;
  }

  /** Position of the first `<` at or behind `from`, the length of the text when there is none. */
  findOpen(from: number): number {
    for (;;) {
      let { openAt } = this;
      const { openCount } = this;
      while (openAt < openCount && (opens[openAt] as number) < from) openAt++;
      this.openAt = openAt;
      if (openAt < openCount) {
        this.isPlain = (lastBefore[openAt] as number) < from;
        return opens[openAt] as number;
      }
      if (this.blockEnd >= this.source.length) {
        this.isPlain = (last[0] as number) < from;
        return this.source.length;
      }
      this.scanBlock(Math.max(from, this.blockEnd));
    }
  }

  private scanBlock(start: number): void {
    const { units, length } = this.source;
    const count = Math.min(blockLength, length - start);
    room.set(units.subarray(start, start + count));
    // The unit behind it, for the second of two spaces.
    room[count] = start + count < length ? (units[start + count] as number) : neutral;
    room.fill(neutral, count + 1, count + 9);
    let found = scan(count, start);
    this.blockEnd = start + count;
    // What was found behind the block is found again with the next one.
    while (found > 0 && (opens[found - 1] as number) >= this.blockEnd) found--;
    this.openAt = 0;
    this.openCount = found;
  }
}
