import { join } from 'node:path';
import { ByteSink } from './byte-sink.js';
import { type ColumnBuilder, finishColumns } from './column-builder.js';
import type { ColumnEntry, ColumnWidth } from './columns.js';
import { DictionaryWriter } from './dictionary-writer.js';
import { PostingsEncoder } from './postings.js';
import {
  type FileStamp,
  type SegmentFileKind,
  segmentFileKinds,
  segmentFileName,
  SegmentFileWriter,
} from './segment-file.js';
import { StructureWriter } from './structure.js';
import { hasPositions } from './term-key.js';

/** Columns that every segment has beside those of the fields. */
export const systemColumns = {
  /** u32 docid of each document, ascending. */
  docid: '#docid',
  /** Place of the document's id among the segment's ids in UTF-8 byte order. */
  rank: '#rank',
  /** u8 length of the document (norms.ts). */
  norm: '#norm',
  /** i32 first day on which the record was public. */
  publicSince: '#public',
  /** i32 triples: status (index in `lifeStatuses`), first day, day after the last (2^31 - 1 while it lasts). */
  status: '#status',
  /** i32 newest day that the record speaks of. */
  dataDay: '#dataday',
} as const;

/** Manifest line of a segment. */
export interface SegmentSummary {
  segment: number;
  documents: number;
  firstDocid: number;
  lastDocid: number;
  /** Text tokens of all documents. */
  tokens: number;
  files: Record<SegmentFileKind, FileStamp>;
}

/** Writes the files of one segment from terms that come in key order; used by the flush of the buffer and by the merge. */
export class SegmentWriter {
  readonly structure: StructureWriter;
  private readonly files: Record<SegmentFileKind, SegmentFileWriter>;
  private readonly dictionary: DictionaryWriter;
  private readonly encoder = new PostingsEncoder();
  private readonly columns: ColumnEntry[] = [];
  private key: Uint8Array = new Uint8Array();
  private keyLength = 0;
  private positionsStart = 0;

  /** @param norms norm byte by ordinal, known before the terms are written because the skip tables need them */
  constructor(
    folder: string,
    private readonly segment: number,
    private readonly norms: Uint8Array,
  ) {
    const open = (kind: SegmentFileKind) => new SegmentFileWriter(join(folder, segmentFileName(segment, kind)));
    this.files = {
      terms: open('terms'),
      postings: open('postings'),
      positions: open('positions'),
      structure: open('structure'),
      columns: open('columns'),
    };
    this.dictionary = new DictionaryWriter(this.files.terms);
    this.structure = new StructureWriter(this.files.structure);
  }

  /** Keys ascend. `key` must not change before `endTerm`. */
  beginTerm(key: Uint8Array, length: number): void {
    this.key = key;
    this.keyLength = length;
    this.positionsStart = this.files.positions.offset;
    this.encoder.begin(hasPositions(key[0] ?? 0));
  }

  /** Ordinals ascend within a term. `bytes[start, end)` are the positions as in positions.ts. */
  addPosting(doc: number, mask: number, frequency: number, bytes: Uint8Array, start: number, end: number): void {
    this.files.positions.write(bytes, start, end);
    this.encoder.add(doc, mask, frequency, end - start, this.norms[doc] ?? 0);
  }

  addPlain(doc: number): void {
    this.encoder.add(doc, 0, 1, 0, 0);
  }

  /** False when the term had no document left and was not written. */
  endTerm(display?: Uint8Array): boolean {
    const { encoder, key, keyLength, positionsStart } = this;
    if (encoder.count === 0) return false;
    encoder.end();
    const start = this.files.postings.offset;
    const positionBytes = this.files.positions.offset - positionsStart;
    if (encoder.count === 1) {
      const { docs, masks, frequencies } = encoder;
      this.dictionary.addSingle(
        key,
        keyLength,
        start,
        positionsStart,
        docs[0] ?? 0,
        masks[0] ?? 0,
        frequencies[0] ?? 1,
        positionBytes,
        display,
      );
      return true;
    }
    if (encoder.isSkipped) this.files.postings.write(encoder.skips.bytes, 0, encoder.skips.length);
    this.files.postings.write(encoder.blocks.bytes, 0, encoder.blocks.length);
    this.dictionary.addMany(
      key,
      keyLength,
      start,
      positionsStart,
      encoder.count,
      this.files.postings.offset - start,
      positionBytes,
      display,
    );
    return true;
  }

  /** A word from its end to its start; `number` is that of the word among the words. Keys ascend with those of the terms. */
  addReversed(key: Uint8Array, length: number, number: number): void {
    this.dictionary.addReversed(key, length, number, this.files.postings.offset, this.files.positions.offset);
  }

  addColumn(name: string, column: ColumnBuilder, width?: ColumnWidth): void {
    this.columns.push(column.write(name, this.files.columns, width));
  }

  /** Writes out everything; one of the two syncs must follow. */
  finish(summary: Omit<SegmentSummary, 'files' | 'segment'>): SegmentSummary {
    const { files } = this;
    return {
      ...summary,
      segment: this.segment,
      files: {
        terms: this.dictionary.finish(),
        postings: files.postings.finish(),
        positions: files.positions.finish(),
        structure: this.structure.finish(new ByteSink()),
        columns: finishColumns(this.columns, files.columns),
      },
    };
  }

  /** Makes all files durable, one after another. */
  sync(): void {
    for (const kind of segmentFileKinds) this.files[kind].sync();
  }

  /** Makes all files durable at once, beside other work. */
  async syncTogether(): Promise<void> {
    await Promise.all(segmentFileKinds.map((kind) => this.files[kind].syncBeside()));
  }

  /** Gives the descriptors back after a failure; the files are orphans then. */
  abandon(): void {
    for (const kind of segmentFileKinds) this.files[kind].close();
  }
}
