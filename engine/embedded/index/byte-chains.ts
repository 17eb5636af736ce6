import type { ByteSink } from './byte-sink.js';

/** Sizes of the slices of a chain; the last repeats. Most terms stand in one document and need one small slice. */
const sliceSizes = [16, 24, 48, 96, 192, 384, 768, 1536, 3072, 6144];
/** Each slice ends with the address of the next one. */
const pointerSize = 4;

/**
 * Many growing byte strings in one array, one per term, without an object for any: each is a chain of slices that get longer.
 */
export class ByteChains {
  /** Length in bytes by chain. */
  lengths = new Int32Array(1024);
  private arena = new Uint8Array(1 << 20);
  private used = 0;
  private heads = new Int32Array(1024);
  private ends = new Int32Array(1024);
  private rooms = new Int32Array(1024);
  private levels = new Uint8Array(1024);
  count = 0;

  get bytesUsed(): number {
    return this.used;
  }

  /** Number of the new chain. */
  create(): number {
    const chain = this.count++;
    if (chain === this.heads.length) this.growChains();
    const size = sliceSizes[0] ?? 16;
    const at = this.allocate(size);
    this.heads[chain] = at;
    this.ends[chain] = at;
    this.rooms[chain] = size - pointerSize;
    return chain;
  }

  private growChains(): void {
    const grow = (old: Int32Array<ArrayBuffer>) => {
      const grown = new Int32Array(old.length * 2);
      grown.set(old);
      return grown;
    };
    this.lengths = grow(this.lengths);
    this.heads = grow(this.heads);
    this.ends = grow(this.ends);
    this.rooms = grow(this.rooms);
    const levels = new Uint8Array(this.levels.length * 2);
    levels.set(this.levels);
    this.levels = levels;
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

  append(chain: number, bytes: Uint8Array, length: number): void {
    let end = this.ends[chain] ?? 0;
    let room = this.rooms[chain] ?? 0;
    let { arena } = this;
    for (let index = 0; index < length; index++) {
      if (room === 0) {
        const level = Math.min((this.levels[chain] ?? 0) + 1, sliceSizes.length - 1);
        this.levels[chain] = level;
        const size = sliceSizes[level] ?? 16;
        const at = this.allocate(size);
        ({ arena } = this);
        arena[end] = at & 0xff;
        arena[end + 1] = (at >>> 8) & 0xff;
        arena[end + 2] = (at >>> 16) & 0xff;
        arena[end + 3] = at >>> 24;
        end = at;
        room = size - pointerSize;
      }
      arena[end++] = bytes[index] ?? 0;
      room--;
    }
    this.ends[chain] = end;
    this.rooms[chain] = room;
    this.lengths[chain] = (this.lengths[chain] ?? 0) + length;
  }

  /** Copies a whole chain to `sink`, which is emptied first. */
  copyTo(chain: number, sink: ByteSink): void {
    sink.reset();
    let rest = this.lengths[chain] ?? 0;
    sink.ensure(rest);
    const { arena } = this;
    let at = this.heads[chain] ?? 0;
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
  }
}
