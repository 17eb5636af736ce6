import { Column, columnArrays, type ColumnEntry, columnsMagic } from './columns.js';
import type { SegmentFile } from './segment-file.js';

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
    const type = columnArrays[entry.width];
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
