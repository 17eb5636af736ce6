import type { StopSignal } from './query-context.js';

/** Occurrences in one document: positions of first and last word, field included (positions.ts). By first, then last, each once, unless said. */
export class ExtentList {
  starts: Int32Array = new Int32Array(16);
  ends: Int32Array = new Int32Array(16);
  length = 0;

  constructor(private readonly stop: StopSignal) {}

  push(start: number, end: number): void {
    if (this.length === this.starts.length) this.grow();
    this.starts[this.length] = start;
    this.ends[this.length++] = end;
  }

  /** Takes over positions of single words. */
  share(positions: Int32Array, length: number): void {
    this.starts = this.ends = positions;
    this.length = length;
  }

  private grow(): void {
    const size = this.starts.length * 2;
    this.stop.hold(size * 4);
    this.stop.check(size);
    const starts = new Int32Array(size);
    const ends = new Int32Array(size);
    starts.set(this.starts);
    ends.set(this.ends);
    this.starts = starts;
    this.ends = ends;
  }

  /** Whether each is one word, as `share` gave it. */
  get isOfWords(): boolean {
    return this.starts === this.ends;
  }

  /** Brings extents that were pushed in any order into theirs. */
  sortDistinct(): void {
    const { length, starts, ends } = this;
    if (isInOrder(starts, ends, length)) return;
    const order = Array.from({ length }, (_, index) => index).sort(
      (a, b) => (starts[a] ?? 0) - (starts[b] ?? 0) || (ends[a] ?? 0) - (ends[b] ?? 0),
    );
    const sorted = { starts: new Int32Array(starts.length), ends: new Int32Array(ends.length) };
    let count = 0;
    for (const index of order) {
      const start = starts[index] ?? 0;
      const end = ends[index] ?? 0;
      if (count > 0 && sorted.starts[count - 1] === start && sorted.ends[count - 1] === end) continue;
      sorted.starts[count] = start;
      sorted.ends[count++] = end;
    }
    this.starts = sorted.starts;
    this.ends = sorted.ends;
    this.length = count;
  }

  /** Drops the extents that hold another of them. They must be in their order. */
  keepInnermost(): void {
    const { length, starts, ends } = this;
    // Single words hold no other.
    if (starts === ends) return;
    let kept = length;
    let least = Infinity;
    for (let index = length - 1; index >= 0; index--) {
      const start = starts[index] ?? 0;
      const end = ends[index] ?? 0;
      if (end >= least) continue;
      least = end;
      // Of one start the shortest comes last here.
      if (kept === length || starts[kept] !== start) kept--;
      starts[kept] = start;
      ends[kept] = end;
    }
    starts.copyWithin(0, kept, length);
    ends.copyWithin(0, kept, length);
    this.length = length - kept;
  }
}

/** Whether they ascend, none twice. */
function isInOrder(starts: Int32Array, ends: Int32Array, length: number): boolean {
  for (let index = 1; index < length; index++) {
    const step = (starts[index] ?? 0) - (starts[index - 1] ?? 0);
    if (step < 0 || (step === 0 && (ends[index] ?? 0) <= (ends[index - 1] ?? 0))) return false;
  }
  return true;
}
