/**
 * Columns file: the values of each document by field, for sorting, facets, ranges and as-of filters.
 *
 *   column     one value at most per document: a number per document
 *              several: numbers of values per document (`counts.width` bits each), then a number per value, beginning with a byte of its own
 *              Numbers are packed (bit-packing.ts): 0 stands for `none`, any other for `base` + number - 1. In columns that 31 bits do not hold
 *              they are an array of the width, which starts at a multiple of 8.
 *   directory  JSON: array of ColumnEntry
 *   footer     u32 bytes of the directory, `IPRCOLS2`
 *
 * What values mean: `values` and `symbols` fields hold codes, the number of the value among the field's keys of the dictionary in key order;
 * `days` are days since 1970-01-01; integers are themselves; names that start with `#` are listed in segment-writer.ts.
 */
export interface ColumnEntry {
  name: string;
  /** Of the values in memory. */
  width: ColumnWidth;
  offset: number;
  /** Number of values, or of documents when each has one at most. */
  count: number;
  /** Bits of a number of values; only when a document has several. */
  countBits?: number;
  /** How the values are packed; left out for an array of the width. */
  packed?: { bits: number; base: number };
}
export type ColumnWidth = 'u8' | 'u16' | 'u32' | 'i32' | 'f64';

export type ColumnArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

export const columnArrays = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i32: Int32Array, f64: Float64Array };
export const missingValues: Record<ColumnWidth, number> = {
  u8: 0xff,
  u16: 0xffff,
  u32: 0xffffffff,
  i32: -0x80000000,
  f64: Number.NEGATIVE_INFINITY,
};
/** What 0 stands for in a packed column: no value, or the end of a period that lasts. */
export function noneOf({ width, countBits }: Pick<ColumnEntry, 'width' | 'countBits'>): number {
  return countBits === undefined ? missingValues[width] : 0x7fffffff;
}
export const columnsMagic = 'IPRCOLS2';

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
