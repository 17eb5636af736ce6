import { EngineError } from '../engine.js';
import { writeBuffer } from './index/buffer-writer.js';
import { createBuffer, indexRecord, RecordTooLongError } from './index/document-analysis.js';
import type { PreparedRecord } from './index/prepared-record.js';
import type { SegmentSummary } from './index/segment-writer.js';

/** Turns records into whole segments on disk, in whatever thread it runs. Docids ascend from segment to segment. */
export class SegmentBuilder {
  private buffer = createBuffer();

  constructor(
    private readonly folder: string,
    /** Size at which the buffer should become a segment. */
    private readonly bufferBytes: number,
  ) {}

  get isEmpty(): boolean {
    return this.buffer.documents === 0;
  }

  get isFull(): boolean {
    return this.buffer.bytesUsed > this.bufferBytes;
  }

  /** Adds a version of a record. @throws EngineError `rejected`: the docid then stands in the buffer without meaning and has to be buried */
  add(docid: number, record: PreparedRecord): void {
    try {
      indexRecord(this.buffer, docid, record);
    } catch (error) {
      // The document is closed as it stands, so that the next one starts clean.
      this.buffer.end();
      if (error instanceof RecordTooLongError)
        throw new EngineError('rejected', `record ${record.id} cannot be indexed: ${error.message}`, { cause: error });
      throw error;
    }
  }

  /** Writes the buffer as a segment, durable once `durable` resolves (it never rejects). */
  write(segment: number): { summary: SegmentSummary; durable: Promise<{ failure?: unknown }> } {
    const { buffer } = this;
    this.buffer = createBuffer();
    return writeBuffer(buffer, this.folder, segment);
  }

  discard(): void {
    this.buffer = createBuffer();
  }
}
