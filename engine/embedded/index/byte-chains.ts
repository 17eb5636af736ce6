import type { ByteCursor, ByteSink } from './byte-sink.js';

/** Sizes of the slices of a chain; the last repeats. Most terms stand in one document and need one small slice. */
const sliceSizes = Int32Array.of(16, 24, 48, 96, 192, 384, 768, 1536, 3072, 6144);
/** Each slice ends with the address of the next one. */
const pointerSize = 4;

/** Members of a chain in `states`, side by side so that one cache line holds them. */
const head = 0;
const end = 1;
const length = 2;
/** Free bytes of the last slice << 4 | its level. */
const room = 3;

/**
 * Many growing byte strings in one array, one per term, without an object for any: each is a chain of slices that get longer.
 */
export class ByteChains {
  count = 0;
  private arena = new Uint8Array(1 << 16);
  private used = 0;
  private states = new Int32Array(4096);

  get bytesUsed(): number {
    return this.used;
  }

  /** Number of the new chain. */
  create(): number {
    const chain = this.count++;
    if (chain * 4 === this.states.length) {
      const states = new Int32Array(this.states.length * 2);
      states.set(this.states);
      this.states = states;
    }
    const at = this.allocate(16);
    const { states } = this;
    states[chain * 4 + head] = at;
    states[chain * 4 + end] = at;
    states[chain * 4 + room] = (16 - pointerSize) << 4;
    return chain;
  }

  private allocate(size: number): number {
    if (this.used + size > this.arena.length) {
      const grown = new Uint8Array(
        Math.max(this.used + size, this.arena.length + Math.min(this.arena.length, 1 << 26)),
      );
      grown.set(this.arena.subarray(0, this.used));
      this.arena = grown;
    }
    const at = this.used;
    this.used += size;
    return at;
  }

  append(chain: number, bytes: Uint8Array, count: number): void {
    const { states } = this;
    let at = states[chain * 4 + end] ?? 0;
    let free = (states[chain * 4 + room] ?? 0) >>> 4;
    states[chain * 4 + length] = (states[chain * 4 + length] ?? 0) + count;
    if (count <= free) {
      const { arena } = this;
      for (let index = 0; index < count; index++) arena[at++] = bytes[index] ?? 0;
      states[chain * 4 + end] = at;
      states[chain * 4 + room] = (states[chain * 4 + room] ?? 0) - (count << 4);
      return;
    }
    let level = (states[chain * 4 + room] ?? 0) & 15;
    let { arena } = this;
    for (let index = 0; index < count; index++) {
      if (free === 0) {
        level = Math.min(level + 1, sliceSizes.length - 1);
        const size = sliceSizes[level] ?? 16;
        const next = this.allocate(size);
        ({ arena } = this);
        arena[at] = next & 0xff;
        arena[at + 1] = (next >>> 8) & 0xff;
        arena[at + 2] = (next >>> 16) & 0xff;
        arena[at + 3] = next >>> 24;
        at = next;
        free = size - pointerSize;
      }
      arena[at++] = bytes[index] ?? 0;
      free--;
    }
    states[chain * 4 + end] = at;
    states[chain * 4 + room] = (free << 4) | level;
  }

  /** Points the cursor at the bytes of a chain, gathered in `sink` unless they stand together. Returns where they end. */
  read(chain: number, sink: ByteSink, cursor: ByteCursor): number {
    const { arena, states } = this;
    let rest = states[chain * 4 + length] ?? 0;
    let at = states[chain * 4 + head] ?? 0;
    if (rest <= 16 - pointerSize) {
      cursor.bytes = arena;
      cursor.at = at;
      return at + rest;
    }
    sink.reset();
    sink.ensure(rest);
    for (let level = 0; rest > 0; level++) {
      const size = (sliceSizes[Math.min(level, sliceSizes.length - 1)] ?? 16) - pointerSize;
      const count = Math.min(size, rest);
      sink.copy(arena, at, at + count);
      rest -= count;
      const pointer = at + size;
      if (rest > 0)
        at =
          ((arena[pointer] ?? 0) |
            ((arena[pointer + 1] ?? 0) << 8) |
            ((arena[pointer + 2] ?? 0) << 16) |
            ((arena[pointer + 3] ?? 0) << 24)) >>>
          0;
    }
    cursor.bytes = sink.bytes;
    cursor.at = 0;
    return sink.length;
  }
}
