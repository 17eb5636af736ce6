import type { IpRecord } from '../../domain/record.js';
import { EngineError } from '../engine.js';
import { writeBuffer } from './index/buffer-writer.js';
import { createBuffer, type FieldValues, indexRecord, RecordTooLongError } from './index/document-analysis.js';
import type { SegmentSummary } from './index/segment-writer.js';
import { removeSegment } from './orphans.js';

/** The index of a batch that is not committed yet: documents in the buffer, and segments already on their way to the disk. */
export class PendingSegments {
  private buffer = createBuffer();
  private written: SegmentSummary[] = [];
  private syncs: Promise<{ failure?: unknown }>[] = [];

  constructor(
    private readonly folder: string,
    /** Size at which the buffer becomes a segment. */
    private readonly bufferBytes: number,
    /** Number of the next segment. */
    private readonly nextSegment: () => number,
  ) {}

  /** Adds a version of a record. @throws EngineError `rejected`: the docid then stands in the buffer without meaning and has to be buried */
  add(docid: number, record: IpRecord, values: FieldValues): void {
    try {
      indexRecord(this.buffer, docid, record, values);
    } catch (error) {
      // The document is closed as it stands, so that the next one starts clean.
      this.buffer.end();
      if (error instanceof RecordTooLongError)
        throw new EngineError('rejected', `record ${record.id} cannot be indexed: ${error.message}`, { cause: error });
      throw error;
    }
  }

  get isFull(): boolean {
    return this.buffer.bytesUsed > this.bufferBytes;
  }

  flushWhenFull(): void {
    if (this.isFull) this.flush();
  }

  /** Turns the buffer into a segment on disk, to be named by the commit. */
  private flush(): void {
    if (this.buffer.documents === 0) return;
    const { buffer } = this;
    this.buffer = createBuffer();
    const { summary, durable } = writeBuffer(buffer, this.folder, this.nextSegment());
    this.written.push(summary);
    this.syncs.push(durable);
  }

  /** Writes what is left, waits until all of it is durable, and gives the segments for the manifest. */
  async finish(): Promise<readonly SegmentSummary[]> {
    this.flush();
    for (const { failure } of await Promise.all(this.syncs)) if (failure !== undefined) throw failure;
    this.syncs = [];
    return this.written;
  }

  /** The manifest names the segments now. */
  forget(): void {
    this.written = [];
  }

  /** Undoes everything since the last commit. */
  discard(): void {
    this.buffer = createBuffer();
    const { written } = this;
    this.written = [];
    try {
      for (const { segment } of written) removeSegment(this.folder, segment);
    } catch {
      // A failing disk: the next writer removes them.
    }
  }

  /** Waits for what is on its way to the disk, whatever becomes of it. */
  async settle(): Promise<void> {
    await Promise.all(this.syncs);
  }
}
