/*
 * Part of the reader that was written from docs/index-format.md alone (documented-reader.ts): it imports nothing of the engine, on purpose.
 */

/** Reads numbers one behind the other. */
export class Bytes {
  constructor(
    readonly bytes: Buffer,
    public at = 0,
  ) {}
  u(width: number): number {
    this.at += width;
    return this.bytes.readUIntLE(this.at - width, width);
  }
  v(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.u(1);
      value += (byte % 128) * scale;
      if (byte < 128) return value;
    }
  }
  take(length: number): Buffer {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  /** Packed numbers, up to the end of their last byte. */
  packed(count: number, width: number): number[] {
    const bytes = this.take(Math.ceil((count * width) / 8));
    return Array.from({ length: count }, (_, place) => {
      let value = 0;
      for (let bit = 0; bit < width; bit++) {
        const at = place * width + bit;
        value += (Math.floor((bytes[Math.floor(at / 8)] ?? 0) / 2 ** (at % 8)) % 2) * 2 ** bit;
      }
      return value;
    });
  }
  mask(): number[] {
    const first = this.u(1);
    if (first >= 0x80 && first < 0xa0) return [first - 0x80];
    const set = first < 0x80 ? first : this.u(4);
    return Array.from({ length: 32 }, (_, field) => field).filter((field) => Math.floor(set / 2 ** field) % 2 === 1);
  }
}
