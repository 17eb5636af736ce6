import { packBits, packedLength, widthOf } from './bit-packing.js';
import { ByteSink } from './byte-sink.js';
import {
  type ColumnArray,
  columnArrays,
  type ColumnEntry,
  columnsMagic,
  type ColumnWidth,
  missingValues,
  noneOf,
} from './columns.js';
import type { FileStamp, SegmentFileWriter } from './segment-file.js';

/** Collects the values of one column, document by document in order. */
export class ColumnBuilder {
  private values = new Float64Array(64);
  private offsets = new Uint32Array(64);
  private documents = 0;
  private count = 0;

  /** Values of the next document, ascending where order matters. */
  add(values: readonly number[]): void {
    for (const value of values) this.push(value);
    this.end();
  }

  push(value: number): void {
    if (this.count === this.values.length) {
      const grown = new Float64Array(this.count * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.count++] = value;
  }

  /** Closes the document. */
  end(): void {
    if (this.documents + 1 >= this.offsets.length) {
      const grown = new Uint32Array(this.offsets.length * 2);
      grown.set(this.offsets);
      this.offsets = grown;
    }
    this.offsets[++this.documents] = this.count;
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** Replaces each value by `map[value]` and sorts the values of each document. */
  recode(map: ArrayLike<number>): void {
    for (let doc = 0; doc < this.documents; doc++) {
      const start = this.offsets[doc] ?? 0;
      const end = this.offsets[doc + 1] ?? 0;
      for (let index = start; index < end; index++) this.values[index] = map[this.values[index] ?? 0] ?? 0;
      if (end - start > 1) this.values.subarray(start, end).sort();
    }
  }

  write(name: string, file: SegmentFileWriter, width?: ColumnWidth): ColumnEntry {
    const chosen = width ?? this.chooseWidth();
    const offset = file.offset;
    let most = 0;
    for (let doc = 0; doc < this.documents; doc++) most = Math.max(most, this.countOf(doc));
    const entry: ColumnEntry = { name, width: chosen, offset, count: most > 1 ? this.count : this.documents };
    if (most > 1) {
      entry.countBits = widthOf(most);
      const counts = Int32Array.from({ length: this.documents }, (_, doc) => this.countOf(doc));
      writePacked(file, counts, this.documents, entry.countBits);
    }
    entry.packed = this.choosePacking(noneOf(entry));
    if (entry.packed) this.writeValues(file, entry, entry.packed);
    else this.writeArray(file, entry);
    return entry;
  }

  private countOf(doc: number): number {
    return (this.offsets[doc + 1] ?? 0) - (this.offsets[doc] ?? 0);
  }

  /** Undefined when the values do not fit 31 bits. */
  private choosePacking(none: number): ColumnEntry['packed'] {
    let base = Infinity;
    let largest = -Infinity;
    for (let index = 0; index < this.count; index++) {
      const value = this.values[index] ?? 0;
      if (value === none) continue;
      if (!Number.isInteger(value)) return undefined;
      if (value < base) base = value;
      if (value > largest) largest = value;
    }
    if (base > largest) return { bits: 0, base: 0 };
    const numbers = largest - base + 1;
    return numbers < 2 ** 31 ? { bits: widthOf(numbers), base } : undefined;
  }

  private writeValues(
    file: SegmentFileWriter,
    entry: ColumnEntry,
    { bits, base }: { bits: number; base: number },
  ): void {
    const none = noneOf(entry);
    const numbers = new Int32Array(entry.count);
    const pack = (value: number | undefined) => (value === undefined || value === none ? 0 : value - base + 1);
    if (entry.countBits !== undefined)
      for (let index = 0; index < this.count; index++) numbers[index] = pack(this.values[index]);
    else
      for (let doc = 0; doc < this.documents; doc++)
        numbers[doc] = this.countOf(doc) === 0 ? 0 : pack(this.values[this.offsets[doc] ?? 0]);
    writePacked(file, numbers, entry.count, bits);
  }

  private writeArray(file: SegmentFileWriter, { width, count, countBits }: ColumnEntry): void {
    const values = new columnArrays[width](count);
    if (countBits !== undefined) values.set(this.values.subarray(0, this.count));
    else
      for (let doc = 0; doc < this.documents; doc++)
        values[doc] =
          this.countOf(doc) === 0
            ? missingValues[width]
            : (this.values[this.offsets[doc] ?? 0] ?? missingValues[width]);
    align(file);
    file.write(bytesOf(values));
  }

  /** Smallest width that holds all values beside its `missing`. */
  private chooseWidth(): ColumnWidth {
    let least = 0;
    let largest = 0;
    let isWhole = true;
    for (let index = 0; index < this.count; index++) {
      const value = this.values[index] ?? 0;
      if (value < least) least = value;
      if (value > largest) largest = value;
      if (!Number.isInteger(value)) isWhole = false;
    }
    if (!isWhole || largest >= 0xffffffff || least <= -0x80000000) return 'f64';
    if (least < 0) return largest > 0x7fffffff ? 'f64' : 'i32';
    return largest < 0xff ? 'u8' : largest < 0xffff ? 'u16' : 'u32';
  }
}

function writePacked(file: SegmentFileWriter, numbers: Int32Array, count: number, bits: number): void {
  const sink = new ByteSink(packedLength(count, bits));
  packBits(sink, numbers, count, bits);
  file.write(sink.bytes, 0, sink.length);
}

function bytesOf(array: ColumnArray): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function align(file: SegmentFileWriter): void {
  const rest = file.offset % 8;
  if (rest > 0) file.write(new Uint8Array(8 - rest));
}

export function finishColumns(entries: ColumnEntry[], file: SegmentFileWriter): FileStamp {
  const directory = new TextEncoder().encode(JSON.stringify(entries));
  file.write(directory);
  const footer = new ByteSink(16);
  for (let shift = 0; shift < 32; shift += 8) footer.byte((directory.length >>> shift) & 0xff);
  const magic = new TextEncoder().encode(columnsMagic);
  footer.copy(magic, 0, magic.length);
  file.write(footer.bytes, 0, footer.length);
  return file.finish();
}
