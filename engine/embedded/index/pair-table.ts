/** Code points have 21 bits. */
const codePoints = 2 ** 21;

function spread(first: number, second: number): number {
  const hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return (hash ^ (hash >>> 15)) & 0x7fffffff;
}

/** Pairs of code points (an ideograph and its right neighbour, 0 for none) to numbers. */
export class PairTable {
  count = 0;
  /** Fours: first, second, number + 1 (0: free), unused. */
  private slots = new Int32Array(1 << 14);
  private mask = (1 << 12) - 1;

  /** @param create makes the number of a new pair */
  constructor(private readonly create: () => number) {}

  get bytesUsed(): number {
    return this.slots.byteLength;
  }

  find(first: number, second: number): number {
    const { slots } = this;
    let slot = spread(first, second) & this.mask;
    for (;;) {
      const at = slot * 4;
      const found = slots[at + 2] ?? 0;
      if (found === 0) break;
      if (slots[at] === first && slots[at + 1] === second) return found - 1;
      slot = (slot + 1) & this.mask;
    }
    const number = this.create();
    slots[slot * 4] = first;
    slots[slot * 4 + 1] = second;
    slots[slot * 4 + 2] = number + 1;
    if (++this.count * 2 > this.mask) this.grow();
    return number;
  }

  private grow(): void {
    const old = this.slots;
    this.mask = this.mask * 2 + 1;
    const slots = new Int32Array(old.length * 2);
    for (let index = 0; index < old.length; index += 4) {
      if (old[index + 2] === 0) continue;
      let slot = spread(old[index] ?? 0, old[index + 1] ?? 0) & this.mask;
      while (slots[slot * 4 + 2] !== 0) slot = (slot + 1) & this.mask;
      slots.set(old.subarray(index, index + 4), slot * 4);
    }
    this.slots = slots;
  }

  /** Calls `visit` for all pairs in the order of their code points, which is that of their UTF-8 bytes. */
  eachInOrder(visit: (first: number, second: number, number: number) => void): void {
    const keys = new Float64Array(this.count);
    let filled = 0;
    for (let index = 0; index < this.slots.length; index += 4)
      if (this.slots[index + 2] !== 0)
        keys[filled++] = (this.slots[index] ?? 0) * codePoints + (this.slots[index + 1] ?? 0);
    keys.sort();
    for (const key of keys) {
      const second = key % codePoints;
      const first = (key - second) / codePoints;
      visit(first, second, this.find(first, second));
    }
  }
}
