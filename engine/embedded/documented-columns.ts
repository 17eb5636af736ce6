/*
 * Part of the reader that was written from docs/index-format.md alone (documented-reader.ts): it imports nothing of the engine, on purpose.
 */

import { Bytes } from './documented-bytes.js';

/** Values of each document. */
export type Values = (number | undefined)[][];

/** Per document: text field -> [position, kind]. */
export type Structure = Map<number, [number, number][]>[];

export function readStructure(bytes: Buffer, documents: number): Structure {
  const offsets = new Bytes(bytes, new Bytes(bytes, bytes.length - 14).u(6));
  return Array.from({ length: documents }, () => {
    const from = new Bytes(bytes, offsets.u(6));
    const fields = new Map<number, [number, number][]>();
    for (let field = from.v(); field > 0; field = from.v()) {
      let position = 0;
      fields.set(
        field - 1,
        Array.from({ length: from.v() }, () => {
          const packed = from.v();
          return [(position += Math.floor(packed / 4)), packed % 4];
        }),
      );
    }
    return fields;
  });
}

const readers: Record<string, { width: number; none: number; read: (bytes: Buffer, at: number) => number }> = {
  u8: { width: 1, none: 0xff, read: (bytes, at) => bytes.readUInt8(at) },
  u16: { width: 2, none: 0xffff, read: (bytes, at) => bytes.readUInt16LE(at) },
  u32: { width: 4, none: 0xffffffff, read: (bytes, at) => bytes.readUInt32LE(at) },
  i32: { width: 4, none: -(2 ** 31), read: (bytes, at) => bytes.readInt32LE(at) },
  f64: { width: 8, none: -Infinity, read: (bytes, at) => bytes.readDoubleLE(at) },
};

interface ColumnLine {
  name: string;
  width: string;
  offset: number;
  count: number;
  countBits?: number;
  packed?: { bits: number; base: number };
}

export function readColumns(bytes: Buffer, documents: number): Map<string, Values> {
  const size = bytes.readUInt32LE(bytes.length - 12);
  const directory = bytes.subarray(bytes.length - 12 - size, bytes.length - 12).toString();
  return new Map(
    (JSON.parse(directory) as ColumnLine[]).map((line) => {
      const from = new Bytes(bytes, line.offset);
      const counts = line.countBits === undefined ? undefined : from.packed(documents, line.countBits);
      const values = readValues(from, line, counts ? 2 ** 31 - 1 : undefined);
      if (!counts) return [line.name, values.map((value) => (value === undefined ? [] : [value]))];
      return [line.name, counts.map((count) => values.splice(0, count))];
    }),
  );
}

function readValues(
  from: Bytes,
  { width, count, packed }: ColumnLine,
  zero: number | undefined,
): (number | undefined)[] {
  const { width: size, none, read } = readers[width] ?? { width: 0, none: 0, read: () => 0 };
  if (packed) return from.packed(count, packed.bits).map((number) => (number === 0 ? zero : packed.base + number - 1));
  const start = Math.ceil(from.at / 8) * 8;
  return Array.from({ length: count }, (_, place) => {
    const value = read(from.bytes, start + place * size);
    return value === none ? undefined : value;
  });
}
