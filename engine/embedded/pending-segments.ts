import { type IndexThreadsOptions, IndexThreads, type StoreBody } from './index-threads.js';
import type { PreparedRecord } from './index/prepared-record.js';
import type { SegmentSummary } from './index/segment-writer.js';
import { removeSegment } from './orphans.js';
import { SegmentBuilder } from './segment-builder.js';
import { packJson } from './store/documents.js';
import { addStored, type DocidRange, type StoredDocuments } from './stored-documents.js';
import { giveParts } from './stored-parts.js';

/** A batch that grows beyond this many records goes on in threads: starting them costs as much as indexing a few hundred here. */
const mostInline = 512;

/**
 * The index of a batch that is not committed yet: documents in buffers, here or in threads, and segments already on their way to the disk.
 */
export class PendingSegments {
  private readonly builder: SegmentBuilder;
  private readonly threads: IndexThreads | undefined;
  private written: SegmentSummary[] = [];
  private syncs: Promise<{ failure?: unknown }>[] = [];
  private inline = 0;

  constructor(private readonly options: IndexThreadsOptions) {
    const { folder, bufferBytes, count } = options;
    this.builder = new SegmentBuilder(folder, bufferBytes);
    this.threads = count > 0 ? new IndexThreads(options) : undefined;
  }

  /**
   * Adds a new version of a record; `store` is called with its docid and packed JSON, by `finish` at the latest.
   * @throws EngineError `rejected`; `bury` has then been called with the docid that was spent
   */
  async put(record: PreparedRecord, json: string, store: StoreBody, bury: (docid: number) => void): Promise<void> {
    const { threads } = this;
    if (threads && this.inline >= mostInline && !threads.isRunning) await threads.start();
    // A record that may be too long is refused at once; only this thread can.
    if (threads?.isRunning && json.length < longJson) {
      threads.add(record, json, store);
      await threads.holdBack();
      return;
    }
    this.inline++;
    const docid = this.options.takeDocids(1);
    try {
      this.builder.add(docid, record);
    } catch (error) {
      bury(docid);
      throw error;
    }
    store(docid, packJson(json));
    this.flushWhenFull();
  }

  /** Waits until the row of this record, if a version of it is on its way, is stored. */
  async settleRecord(id: string): Promise<void> {
    if (this.threads?.isInFlight(id)) await this.threads.settle();
  }

  /**
   * Indexes stored documents anew, from the beginning of a range on: until a buffer is full, or a part of the range in each thread.
   * @param left about how many documents the range holds
   * @returns how many were added, and the last docid of them; none once the range is used up
   */
  async addStored(stored: StoredDocuments, range: DocidRange, left: number): Promise<{ added: number; last: number }> {
    const { threads } = this;
    if (threads && left > mostInline) {
      if (!threads.isRunning) await threads.start();
      return giveParts(threads, stored, range, left);
    }
    let { after: last } = range;
    let added = 0;
    do {
      const [document] = stored.read({ ...range, after: last }, 1);
      if (!document) break;
      addStored(this.builder, document);
      last = document.docid;
      added++;
    } while (!this.builder.isFull);
    this.flushWhenFull();
    return { added, last };
  }

  private flushWhenFull(): void {
    if (this.builder.isFull) this.flush();
  }

  /** Turns the buffer into a segment on disk, to be named by the commit. */
  private flush(): void {
    if (this.builder.isEmpty) return;
    const { summary, durable } = this.builder.write(this.options.takeSegment());
    this.written.push(summary);
    this.syncs.push(durable);
  }

  /** Writes what is left, waits until all of it is durable, and gives the segments for the manifest. */
  async finish(): Promise<readonly SegmentSummary[]> {
    this.flush();
    this.inline = 0;
    const ofThreads = this.threads?.isRunning ? this.threads.finish() : Promise.resolve([]);
    const [outcomes, segments] = await Promise.all([Promise.all(this.syncs), ofThreads]);
    for (const { failure } of outcomes) if (failure !== undefined) throw failure;
    this.syncs = [];
    this.written.push(...segments);
    return this.written;
  }

  /** The manifest names the segments now. */
  forget(): void {
    this.written = [];
  }

  /** Undoes everything since the last commit. */
  discard(): void {
    this.builder.discard();
    this.inline = 0;
    this.threads?.discard();
    const { written } = this;
    this.written = [];
    try {
      for (const { segment } of written) removeSegment(this.options.folder, segment);
    } catch {
      // A failing disk: the next writer removes them.
    }
  }

  /** Waits for what is on its way to the disk, whatever becomes of it, and ends the threads. */
  async stop(): Promise<void> {
    await Promise.all([...this.syncs, this.threads?.stop()]);
  }
}

/** Characters of JSON that could hold more words than positions can number (2^26, sixteen of them between two values). */
const longJson = 1 << 22;
