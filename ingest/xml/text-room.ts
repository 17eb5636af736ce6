/** Room that is used again and again; a text beyond it gets room of its own, which is let go with the text. */
const smallest = 64 * 1024;
const largestKept = 4 * 1024 * 1024;
/** Code units of the strings in which a long text is put aside. Node gives longer ones two bytes per character, whatever they are. */
const asideLength = 256 * 1024;

/**
 * Code units of the one text that is being built. A string that grows piece by piece is a chain of pieces, and each of them
 * keeps its whole record in memory; a string made at the end is flat and stands alone.
 */
export class TextRoom {
  units = new Uint16Array(smallest);
  length = 0;
  private bytes = Buffer.from(this.units.buffer);
  private aside = '';

  /** Begins a new text. */
  clear(): void {
    this.length = 0;
    this.aside = '';
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

  /** Puts a long text aside, all but its last code unit: one of 60 million characters must not need room for 60 million, twice. */
  putAside(): void {
    if (this.length < asideLength) return;
    const end = this.length - 1;
    for (let from = 0; from < end; from += asideLength) {
      const piece = this.read(from, Math.min(end, from + asideLength));
      this.aside += this.aside === '' ? piece.replace(/^\n+/, '') : piece;
    }
    this.units[0] = this.units[this.length - 1] as number;
    this.length = 1;
  }

  /**
   * The text up to `to` when a part of it was put aside, without line breaks at its start; undefined when all of it is in the room. A chain
   * of large pieces, each standing alone, that whoever needs it flat makes flat: here that would take the room of the text once more.
   */
  joinAside(to: number): string | undefined {
    const { aside } = this;
    this.aside = '';
    return aside === '' ? undefined : aside + this.read(0, to);
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
