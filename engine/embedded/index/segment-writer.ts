import { join } from 'node:path';
import { ByteSink } from './byte-sink.js';
import { type ColumnBuilder, finishColumns } from './column-builder.js';
import type { ColumnEntry, ColumnWidth } from './columns.js';
import { DictionaryWriter } from './dictionary-writer.js';
import type { PositionNumbers } from './positions.js';
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
    this.encoder.begin(hasPositions(key[0] ?? 0));
  }

  /** Ordinals ascend within a term. The positions are those at `countsAt` and `stepsAt` of `numbers`. */
  addPosting(
    doc: number,
    mask: number,
    frequency: number,
    numbers: PositionNumbers,
    countsAt: number,
    stepsAt: number,
  ): void {
    this.encoder.add(doc, mask, frequency, this.norms[doc] ?? 0, numbers, countsAt, stepsAt);
  }

  addPlain(doc: number): void {
    this.encoder.addPlain(doc);
  }

  /** False when the term had no document left and was not written. */
  endTerm(display?: Uint8Array): boolean {
    const { encoder, key, keyLength } = this;
    if (encoder.count === 0) return false;
    encoder.end();
    const { postings, positions } = this.files;
    const start = postings.offset;
    const positionsStart = positions.offset;
    positions.write(encoder.positions.bytes, 0, encoder.positions.length);
    if (encoder.count === 1) {
      const { docs, masks, frequencies, numbers } = encoder;
      const frequency = frequencies[0] ?? 1;
      this.dictionary.addSingle(
        key,
        keyLength,
        start,
        positionsStart,
        docs[0] ?? 0,
        masks[0] ?? 0,
        frequency,
        frequency === 1 ? (numbers.steps[0] ?? 0) : encoder.positions.length,
        display,
      );
      return true;
    }
    if (encoder.isSkipped) postings.write(encoder.skips.bytes, 0, encoder.skips.length);
    postings.write(encoder.blocks.bytes, 0, encoder.blocks.length);
    this.dictionary.addMany(
      key,
      keyLength,
      start,
      positionsStart,
      encoder.count,
      postings.offset - start,
      encoder.positions.length,
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
