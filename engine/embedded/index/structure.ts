import { ByteCursor, type ByteSink } from './byte-sink.js';
import type { FileStamp, SegmentFileWriter } from './segment-file.js';
import type { SegmentFile } from './segment-file-reader.js';

/**
 * Structure file: where sentences, paragraphs and values of the text fields of each document end.
 *
 *   document   per text field that has boundaries, ascending: v field + 1, v boundaries, then each: v (difference of positions << 2 | kind);
 *              then 0
 *   offsets    u48 per document, and one more for the end
 *   footer     u48 offset of `offsets`, `IPRSTRU1`
 *
 * Kinds: 0 sentence, 1 paragraph (ends its sentence too), 2 value (ends both), 3 cell (ends neither). A position is the first after the boundary.
 * One position is left empty before the end of a paragraph or cell. Every value that holds a word has an end, the last of a field too, valueGap
 * behind its last word: so the positions that hold words are known.
 */
export const boundaryKinds = { sentence: 0, paragraph: 1, value: 2, cell: 3 } as const;
const structureMagic = 'IPRSTRU1';

export class StructureWriter {
  private offsets = new Float64Array(1024);
  private count = 0;

  constructor(private readonly file: SegmentFileWriter) {}

  /** Appends the bytes of the next document. */
  add(bytes: Uint8Array, start: number, end: number): void {
    if (this.count + 1 >= this.offsets.length) {
      const grown = new Float64Array(this.offsets.length * 2);
      grown.set(this.offsets);
      this.offsets = grown;
    }
    this.file.write(bytes, start, end);
    this.offsets[++this.count] = this.file.offset;
  }

  finish(sink: ByteSink): FileStamp {
    sink.reset();
    const start = this.file.offset;
    for (let index = 0; index <= this.count; index++) sink.uint48(this.offsets[index] ?? 0);
    sink.uint48(start);
    const magic = new TextEncoder().encode(structureMagic);
    sink.copy(magic, 0, magic.length);
    this.file.write(sink.bytes, 0, sink.length);
    return this.file.finish();
  }
}

export interface FieldBoundary {
  /** Bit of the text field. */
  field: number;
  position: number;
  kind: number;
}

export class StructureReader {
  private readonly start: number;
  private offsets: Uint8Array | undefined;
  /** What was read last, and where it begins in the file. */
  private ahead: Uint8Array = new Uint8Array();
  private aheadStart = 0;

  constructor(private readonly file: SegmentFile) {
    const footer = new ByteCursor(file.readFresh(file.size - 14, 14));
    this.start = footer.uint48();
    if (new TextDecoder().decode(footer.bytes.subarray(footer.at)) !== structureMagic)
      throw new Error(`${file.path} is not a structure file of this version`);
  }

  /** Stored bytes of a document. */
  bytes(doc: number): Uint8Array {
    this.offsets ??= this.file.readFresh(this.start, this.file.size - 14 - this.start);
    const cursor = new ByteCursor(this.offsets, doc * 6);
    const from = cursor.uint48();
    return this.file.read(from, cursor.uint48() - from);
  }

  /** Puts the cursor on the stored bytes of a document; documents that ascend share reads of the file. */
  seek(doc: number, cursor: ByteCursor): void {
    this.offsets ??= this.file.readFresh(this.start, this.file.size - 14 - this.start);
    cursor.bytes = this.offsets;
    cursor.at = doc * 6;
    const from = cursor.uint48();
    const to = cursor.uint48();
    if (from < this.aheadStart || to > this.aheadStart + this.ahead.length) {
      const { bytes, start } = this.file.readAround(from, to - from);
      this.ahead = bytes;
      this.aheadStart = start;
    }
    cursor.bytes = this.ahead;
    cursor.at = from - this.aheadStart;
  }

  boundaries(doc: number): FieldBoundary[] {
    const cursor = new ByteCursor(this.bytes(doc));
    const found: FieldBoundary[] = [];
    for (let field = cursor.varint(); field > 0; field = cursor.varint()) {
      let position = 0;
      for (let rest = cursor.varint(); rest > 0; rest--) {
        const packed = cursor.varint();
        position += packed >>> 2;
        found.push({ field: field - 1, position, kind: packed & 3 });
      }
    }
    return found;
  }
}
