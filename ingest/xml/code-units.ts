/**
 * A text and its code units, position for position. The reader looks at every character: an element of a typed array costs
 * a third of `charCodeAt`, which asks each time how the string is stored. Slices are cut from the text.
 */
export interface CodeUnits {
  readonly text: string;
  /** At least `length` elements; what stands behind is left over from other texts. */
  readonly units: Uint16Array;
  readonly length: number;
}

/** Room that is used again and again; a record beyond it gets room of its own. */
const largestShared = 4 * 1024 * 1024;

/** Reads texts into one buffer: what `of` returned is valid until the next call of the same room. */
export class CodeUnitRoom {
  private units = new Uint16Array(64 * 1024);
  private bytes = Buffer.from(this.units.buffer);

  of(text: string): CodeUnits {
    const { length } = text;
    let { units, bytes } = this;
    if (length + 1 > units.length) {
      units = new Uint16Array(length + 1 > largestShared ? length + 1 : Math.min(largestShared, (length + 1) * 2));
      bytes = Buffer.from(units.buffer);
      if (units.length <= largestShared) {
        this.units = units;
        this.bytes = bytes;
      }
    }
    bytes.write(text, 'utf16le');
    // A NUL behind the text ends every scan: it is no character of XML.
    units[length] = 0;
    return { text, units, length };
  }
}
