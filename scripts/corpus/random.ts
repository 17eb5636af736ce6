/** Mixes 32-bit integers into one (murmur3 finaliser after each word): the same input gives the same number everywhere. */
export function hash32(...words: number[]): number {
  let h = 0x9747b28c;
  for (const word of words) {
    let k = Math.imul(word | 0, 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Uniform number in [0, 1) that belongs to the words. */
export const unit = (...words: number[]): number => hash32(...words) / 4_294_967_296;

/** A stream of numbers from one seed (mulberry32). */
export class Random {
  constructor(private state: number) {}

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** Whole number from 0 to n - 1. */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  /** Whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** Rank with Zipf's law (exponent about 1) over n items: rank 0 is the most frequent. */
  zipf(n: number): number {
    return Math.min(n - 1, Math.floor(Math.exp(this.next() * Math.log(n + 1)) - 1));
  }

  /** `count` different items, frequent ones first more often. */
  sample<T>(list: readonly T[], count: number): T[] {
    const chosen = new Set<number>();
    for (let tries = 0; chosen.size < Math.min(count, list.length); tries++)
      chosen.add(tries < 40 ? this.zipf(list.length) : this.below(list.length));
    return [...chosen].map((index) => list[index] as T);
  }
}
