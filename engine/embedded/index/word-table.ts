import { hashUnit, hashSeed } from '../../../mappings/analyze.js';

const unitA = 0x41;
const unitZ = 0x5a;

/** Spreads the hash over the slots: multiplication by 2^32 / golden ratio. */
function spread(hash: number): number {
  return (Math.imul(hash, 0x9e3779b1) >>> 8) & 0xffffff;
}

/**
 * Words to numbers, looked up where they stand in a text: no string is made for a word that is known. Open addressing; the units of all words stand
 * in one array.
 */
export class WordTable {
  count = 0;
  /** Pairs: hash, entry + 1 (0: free). */
  private slots = new Int32Array(1 << 13);
  private mask = (1 << 12) - 1;
  /** Entry e has units[starts[e], starts[e + 1]). */
  private starts = new Int32Array(1024);
  private numbers = new Int32Array(1024);
  private units = new Uint16Array(1 << 13);

  /** @param create makes the number of a new word */
  constructor(private readonly create: () => number) {}

  get bytesUsed(): number {
    return this.slots.byteLength + this.starts.byteLength * 2 + this.units.byteLength;
  }

  /** Number of the word text[start, end), ASCII capitals folded; `hash` is that of mappings/token-buffer.ts. */
  find(text: string, start: number, end: number, hash: number): number {
    const { slots } = this;
    let slot = spread(hash) & this.mask;
    for (;;) {
      const entry = slots[slot * 2 + 1] ?? 0;
      if (entry === 0) return this.add(slot, text, start, end, hash);
      if (slots[slot * 2] === hash && this.isAt(entry - 1, text, start, end)) return this.numbers[entry - 1] ?? 0;
      slot = (slot + 1) & this.mask;
    }
  }

  private isAt(entry: number, text: string, start: number, end: number): boolean {
    const { units } = this;
    let at = this.starts[entry] ?? 0;
    if ((this.starts[entry + 1] ?? 0) - at !== end - start) return false;
    for (let index = start; index < end; index++) {
      let unit = text.charCodeAt(index);
      if (unit >= unitA && unit <= unitZ) unit |= 0x20;
      if (units[at++] !== unit) return false;
    }
    return true;
  }

  private add(slot: number, text: string, start: number, end: number, hash: number): number {
    const entry = this.count++;
    if (entry + 2 > this.starts.length) {
      const starts = new Int32Array(this.starts.length * 2);
      starts.set(this.starts);
      this.starts = starts;
      const numbers = new Int32Array(this.numbers.length * 2);
      numbers.set(this.numbers);
      this.numbers = numbers;
    }
    let at = this.starts[entry] ?? 0;
    if (at + end - start > this.units.length) {
      const units = new Uint16Array(this.units.length * 2 + end - start);
      units.set(this.units);
      this.units = units;
    }
    for (let index = start; index < end; index++) {
      const unit = text.charCodeAt(index);
      this.units[at++] = unit >= unitA && unit <= unitZ ? unit | 0x20 : unit;
    }
    this.starts[entry + 1] = at;
    this.slots[slot * 2] = hash;
    this.slots[slot * 2 + 1] = entry + 1;
    const number = this.create();
    this.numbers[entry] = number;
    if (this.count * 2 > this.mask) this.growSlots();
    return number;
  }

  private growSlots(): void {
    const old = this.slots;
    this.mask = this.mask * 2 + 1;
    const slots = new Int32Array(old.length * 2);
    for (let index = 0; index < old.length; index += 2) {
      if (old[index + 1] === 0) continue;
      let slot = spread(old[index] ?? 0) & this.mask;
      while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & this.mask;
      slots[slot * 2] = old[index] ?? 0;
      slots[slot * 2 + 1] = old[index + 1] ?? 0;
    }
    this.slots = slots;
  }

  /** All words, in no order. */
  words(): string[] {
    const words: string[] = [];
    for (let entry = 0; entry < this.count; entry++)
      words.push(String.fromCharCode(...this.units.subarray(this.starts[entry] ?? 0, this.starts[entry + 1] ?? 0)));
    return words;
  }

  /** Number of one of these words. */
  numberOf(word: string): number {
    let hash = hashSeed;
    for (let index = 0; index < word.length; index++) hash = hashUnit(hash, word.charCodeAt(index));
    return this.find(word, 0, word.length, hash);
  }
}
