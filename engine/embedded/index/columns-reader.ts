import { packedLength, unpackBits } from './bit-packing.js';
import { Column, type ColumnArray, columnArrays, type ColumnEntry, columnsMagic, noneOf } from './columns.js';
import type { SegmentFile } from './segment-file-reader.js';

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
    const offsets = this.readOffsets(entry);
    const column = new Column(this.readValues(entry), offsets, entry.width);
    this.loaded.set(name, column);
    return column;
  }

  private readOffsets({ offset, countBits }: ColumnEntry): Uint32Array | undefined {
    if (countBits === undefined) return undefined;
    const offsets = new Uint32Array(this.documents + 1);
    const bytes = this.file.readFresh(offset, packedLength(this.documents, countBits));
    let end = 0;
    eachPacked(bytes, countBits, this.documents, (document, count) => {
      end += count;
      offsets[document + 1] = end;
    });
    return offsets;
  }

  private readValues(entry: ColumnEntry): ColumnArray {
    const { width, count, packed, countBits } = entry;
    const start = entry.offset + (countBits === undefined ? 0 : packedLength(this.documents, countBits));
    const type = columnArrays[width];
    if (!packed) {
      const bytes = this.file.readFresh(Math.ceil(start / 8) * 8, count * type.BYTES_PER_ELEMENT);
      return new type(bytes.buffer as ArrayBuffer);
    }
    const { bits, base } = packed;
    const none = noneOf(entry);
    const values = new type(count);
    eachPacked(this.file.readFresh(start, packedLength(count, bits)), bits, count, (place, number) => {
      values[place] = number === 0 ? none : base + number - 1;
    });
    return values;
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

/** Numbers that are unpacked at once; a multiple of 8, so that each time begins with a byte. */
const atOnce = 1 << 12;

function eachPacked(
  bytes: Uint8Array,
  bits: number,
  count: number,
  visit: (place: number, number: number) => void,
): void {
  const numbers = new Int32Array(Math.min(count, atOnce));
  for (let start = 0; start < count; start += atOnce) {
    const size = Math.min(atOnce, count - start);
    unpackBits(bytes, (start / 8) * bits, bits, size, numbers);
    for (let index = 0; index < size; index++) visit(start + index, numbers[index] ?? 0);
  }
}
