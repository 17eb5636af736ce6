/** Room that is used again and again; a text beyond it gets room of its own, which is let go with the text. */
const smallest = 64 * 1024;
const largestKept = 4 * 1024 * 1024;

/**
 * Code units of the one text that is being built. A string that grows piece by piece is a chain of pieces, and each of them
 * keeps its whole record in memory; a string made at the end is flat and stands alone.
 */
export class TextRoom {
  units = new Uint16Array(smallest);
  length = 0;
  private bytes = Buffer.from(this.units.buffer);

  /** Begins a new text. */
  clear(): void {
    this.length = 0;
    if (this.units.length > largestKept) this.take(new Uint16Array(smallest));
  }

  /** Makes sure that `more` code units can be written behind the text. */
  reserve(more: number): void {
    if (this.length + more <= this.units.length) return;
    const units = new Uint16Array(Math.max(this.length + more, this.units.length * 2));
    units.set(this.units.subarray(0, this.length));
    this.take(units);
  }

  put(code: number): void {
    if (this.length === this.units.length) this.reserve(1);
    this.units[this.length++] = code;
  }

  /** The text in [from, to). */
  read(from: number, to: number): string {
    return this.bytes.toString('utf16le', from * 2, to * 2);
  }

  private take(units: Uint16Array<ArrayBuffer>): void {
    this.units = units;
    this.bytes = Buffer.from(units.buffer);
  }
}
