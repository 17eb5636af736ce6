/** Growing byte buffer that all codecs of the index write to. Integers are little endian. */
export class ByteSink {
  bytes: Uint8Array;
  length = 0;

  constructor(capacity = 1024) {
    this.bytes = new Uint8Array(capacity);
  }

  reset(): void {
    this.length = 0;
  }

  /** Makes room for `count` more bytes. */
  ensure(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.ensure(1);
    this.bytes[this.length++] = value;
  }

  /** LEB128: seven bits a byte, lowest first, high bit set on all but the last. Any whole number up to 2^53. */
  varint(value: number): void {
    this.ensure(8);
    const { bytes } = this;
    // Bit operations are 32 bit in JavaScript: larger values are divided.
    while (value > 0x7fffffff) {
      bytes[this.length++] = (value % 128) | 0x80;
      value = Math.floor(value / 128);
    }
    while (value > 0x7f) {
      bytes[this.length++] = (value & 0x7f) | 0x80;
      value >>>= 7;
    }
    bytes[this.length++] = value;
  }

  /** Six bytes, for file offsets up to 2^48. */
  uint48(value: number): void {
    this.ensure(6);
    const low = value % 0x1000000;
    const high = (value - low) / 0x1000000;
    const { bytes } = this;
    bytes[this.length++] = low & 0xff;
    bytes[this.length++] = (low >>> 8) & 0xff;
    bytes[this.length++] = low >>> 16;
    bytes[this.length++] = high & 0xff;
    bytes[this.length++] = (high >>> 8) & 0xff;
    bytes[this.length++] = high >>> 16;
  }

  copy(source: Uint8Array, start: number, end: number): void {
    const count = end - start;
    this.ensure(count);
    // A loop beats set(subarray()) for the few bytes of a posting: no view object is made.
    if (count < 32) {
      const { bytes } = this;
      let at = this.length;
      for (let index = start; index < end; index++) bytes[at++] = source[index] ?? 0;
      this.length = at;
      return;
    }
    this.bytes.set(source.subarray(start, end), this.length);
    this.length += count;
  }
}

/** Reads what ByteSink wrote; `at` moves. Past the end it reads zeros, so a caller checks lengths (and files carry checksums). */
export class ByteCursor {
  constructor(
    public bytes: Uint8Array,
    public at = 0,
  ) {}

  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }

  varint(): number {
    const { bytes } = this;
    let byte = bytes[this.at++] ?? 0;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let shift = 7;
    do {
      byte = bytes[this.at++] ?? 0;
      if (shift < 28) value |= (byte & 0x7f) << shift;
      else value += (byte & 0x7f) * 2 ** shift;
      shift += 7;
    } while (byte >= 0x80);
    return value;
  }

  uint48(): number {
    const low = this.byte() | (this.byte() << 8) | (this.byte() << 16);
    const high = this.byte() | (this.byte() << 8) | (this.byte() << 16);
    return low + high * 0x1000000;
  }
}
