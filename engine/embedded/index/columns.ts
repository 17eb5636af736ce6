import { ByteSink } from './byte-sink.js';
import type { FileStamp, SegmentFile, SegmentFileWriter } from './segment-file.js';

/**
 * Columns file: the values of each document by field, for sorting, facets, ranges and as-of filters.
 *
 *   column     one value at most per document: values[documents], `missing` where there is none
 *              several: u32 offsets[documents + 1] (document d has values[offsets[d]] to values[offsets[d + 1]]), then values
 *              every array starts at a multiple of 8
 *   directory  JSON: array of ColumnEntry
 *   footer     u32 bytes of the directory, `IPRCOLS1`
 *
 * What values mean: `values` and `symbols` fields hold codes, the number of the value among the field's keys of the dictionary in key order;
 * `days` are days since 1970-01-01; integers are themselves; names that start with `#` are listed in segment-writer.ts.
 */
export interface ColumnEntry {
  name: string;
  width: ColumnWidth;
  isMulti: boolean;
  offset: number;
  /** Number of values. */
  count: number;
}
export type ColumnWidth = 'u8' | 'u16' | 'u32' | 'i32' | 'f64';

export type ColumnArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

const arrays = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i32: Int32Array, f64: Float64Array };
const missingValues: Record<ColumnWidth, number> = {
  u8: 0xff,
  u16: 0xffff,
  u32: 0xffffffff,
  i32: -0x80000000,
  f64: Number.NEGATIVE_INFINITY,
};
const columnsMagic = 'IPRCOLS1';

/** A column in memory. */
export class Column {
  readonly missing: number;

  constructor(
    readonly values: ColumnArray,
    readonly offsets: Uint32Array | undefined,
    width: ColumnWidth,
  ) {
    this.missing = missingValues[width];
  }

  /** First value of a document; `missing` when it has none. Values of a document ascend. */
  first(doc: number): number {
    const { offsets } = this;
    if (!offsets) return this.values[doc] ?? this.missing;
    const start = offsets[doc] ?? 0;
    return start < (offsets[doc + 1] ?? 0) ? (this.values[start] ?? this.missing) : this.missing;
  }

  last(doc: number): number {
    const { offsets } = this;
    if (!offsets) return this.values[doc] ?? this.missing;
    const end = offsets[doc + 1] ?? 0;
    return (offsets[doc] ?? 0) < end ? (this.values[end - 1] ?? this.missing) : this.missing;
  }
}

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
    let isMulti = this.count > this.documents;
    for (let doc = 0; doc < this.documents && !isMulti; doc++)
      isMulti = (this.offsets[doc + 1] ?? 0) - (this.offsets[doc] ?? 0) > 1;
    const values = new arrays[chosen](isMulti ? this.count : this.documents);
    if (isMulti) values.set(this.values.subarray(0, this.count));
    else {
      values.fill(missingValues[chosen]);
      for (let doc = 0; doc < this.documents; doc++) {
        const start = this.offsets[doc] ?? 0;
        if (start < (this.offsets[doc + 1] ?? 0)) values[doc] = this.values[start] ?? 0;
      }
    }
    align(file);
    const offset = file.offset;
    if (isMulti) {
      file.write(bytesOf(this.offsets.subarray(0, this.documents + 1)));
      align(file);
    }
    file.write(bytesOf(values));
    return { name, width: chosen, isMulti, offset, count: values.length };
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

/** Columns of a segment, each loaded on first use. */
export class ColumnsReader {
  private readonly entries = new Map<string, ColumnEntry>();
  private readonly loaded = new Map<string, Column>();

  constructor(
    private readonly file: SegmentFile,
    private readonly documents: number,
  ) {
    const footer = file.readFresh(file.size - 12, 12);
    const size = new DataView(footer.buffer).getUint32(0, true);
    if (new TextDecoder().decode(footer.subarray(4)) !== columnsMagic)
      throw new Error(`${file.path} is not a columns file of this version`);
    const directory = new TextDecoder().decode(file.readFresh(file.size - 12 - size, size));
    for (const entry of JSON.parse(directory) as ColumnEntry[]) this.entries.set(entry.name, entry);
  }

  /** Undefined when no document of the segment has a value. */
  column(name: string): Column | undefined {
    const loaded = this.loaded.get(name);
    if (loaded) return loaded;
    const entry = this.entries.get(name);
    if (!entry) return undefined;
    let offset = entry.offset;
    let offsets: Uint32Array | undefined;
    if (entry.isMulti) {
      const size = (this.documents + 1) * 4;
      offsets = new Uint32Array(this.file.readFresh(offset, size).buffer);
      offset += Math.ceil(size / 8) * 8;
    }
    const type = arrays[entry.width];
    const bytes = this.file.readFresh(offset, entry.count * type.BYTES_PER_ELEMENT);
    const column = new Column(new type(bytes.buffer as ArrayBuffer), offsets, entry.width);
    this.loaded.set(name, column);
    return column;
  }

  /** A column that every segment has. */
  required(name: string): Column {
    const column = this.column(name);
    if (!column) throw new Error(`${this.file.path} lacks the column ${name}`);
    return column;
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }
}
