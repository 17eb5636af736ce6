const minimumCapacity = 256 * 1024;

/**
 * The part of an entry that is still being looked at: bytes arrive at the end and leave at the front.
 * A view that was handed out is never overwritten: when there is no room the rest moves to a new buffer.
 */
export class ByteWindow {
  /** Live bytes. */
  bytes: Buffer = Buffer.alloc(0);
  /** Offset of `bytes[0]` in the entry. */
  base = 0;
  private room: Buffer = Buffer.alloc(0);
  private end = 0;

  append(chunk: Buffer): void {
    if (chunk.length === 0) return;
    const live = this.bytes.length;
    if (live === 0) {
      this.bytes = this.room = chunk;
      this.end = chunk.length;
      return;
    }
    if (this.end + chunk.length > this.room.length) {
      const needed = live + chunk.length;
      // Doubling keeps the copying of one large record linear.
      const capacity = Math.max(minimumCapacity, needed, live > 2 * chunk.length ? live * 2 : needed);
      const room = Buffer.allocUnsafeSlow(capacity);
      this.bytes.copy(room, 0);
      this.room = room;
      this.end = live;
    }
    chunk.copy(this.room, this.end);
    this.end += chunk.length;
    this.bytes = this.room.subarray(this.end - live - chunk.length, this.end);
  }

  /** Forgets the first `count` bytes. */
  discard(count: number): void {
    if (count <= 0) return;
    this.bytes = this.bytes.subarray(count);
    this.base += count;
  }
}
