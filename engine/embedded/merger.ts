import { Worker } from 'node:worker_threads';
import { codedColumns } from './index/coded-columns.js';
import { type MergeRequest, mergeSegments } from './index/merge.js';
import type { SegmentSummary } from './index/segment-writer.js';

/** Result of a merge that waits for its commit. */
export interface FinishedMerge {
  request: MergeRequest;
  /** Undefined when no document was left. */
  summary: SegmentSummary | undefined;
}

/** Starting a thread costs more than merging this many tokens. */
const inlineTokens = 300_000;

/** Runs one merge at a time: in a worker thread, or at once when it is small. */
export class Merger {
  private worker: Worker | undefined;
  private running: Promise<void> | undefined;
  private finished: FinishedMerge | undefined;
  private failure: unknown;

  get isBusy(): boolean {
    return this.running !== undefined || this.finished !== undefined;
  }

  get hasFinished(): boolean {
    return this.finished !== undefined;
  }

  start(request: MergeRequest): void {
    if (request.segments.reduce((sum, { tokens }) => sum + tokens, 0) <= inlineTokens) {
      this.finished = { request, summary: mergeSegments(request, codedColumns) };
      return;
    }
    const worker = new Worker(new URL('./merge.worker.js', import.meta.url), { workerData: request });
    this.worker = worker;
    this.running = new Promise((resolve) => {
      worker.once('message', (summary: SegmentSummary | null) => {
        this.finished = { request, summary: summary ?? undefined };
      });
      worker.once('error', (error) => {
        this.failure = error;
      });
      worker.once('exit', () => {
        this.running = undefined;
        this.worker = undefined;
        resolve();
      });
    });
    // An ingest that is over must not wait for a merge that nobody waits for.
    worker.unref();
  }

  /** Waits for the running merge, if any. */
  async settle(): Promise<void> {
    this.worker?.ref();
    await this.running;
  }

  /** Takes the result; throws what the merge failed with. */
  take(): FinishedMerge | undefined {
    if (this.failure !== undefined) {
      const failure = this.failure;
      this.failure = undefined;
      throw failure;
    }
    const { finished } = this;
    this.finished = undefined;
    return finished;
  }

  /** Stops the running merge; its files are orphans. */
  async abandon(): Promise<void> {
    await this.worker?.terminate();
    this.finished = undefined;
    this.failure = undefined;
  }
}
