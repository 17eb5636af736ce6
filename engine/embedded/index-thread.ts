import { Worker } from 'node:worker_threads';
import type { PreparedRecord } from './index/prepared-record.js';
import type { SegmentSummary } from './index/segment-writer.js';
import type { StoredDocument } from './stored-documents.js';

export interface ThreadRecord {
  docid: number;
  record: PreparedRecord;
  /** What is to be packed (store/documents.ts). */
  json: string;
}

/** Orders are obeyed in turn; each has one answer. */
export type IndexOrder =
  | { kind: 'add'; records: ThreadRecord[] }
  | { kind: 'add-stored'; documents: StoredDocument[] }
  | { kind: 'write'; segment: number }
  | { kind: 'discard' };

export type IndexAnswer =
  | { kind: 'ready' }
  /** Bodies end to end, and where each ends; none of stored documents. */
  | { kind: 'added'; packed: Uint8Array<ArrayBuffer>; ends: number[]; isFull: boolean }
  | { kind: 'written'; summary: SegmentSummary }
  | { kind: 'discarded' }
  | { kind: 'failed'; code?: string; message: string };

/** One thread that builds segments. */
export class IndexThread {
  /** Docids that its next records take: [next, end). */
  next = 0;
  end = 0;
  /** Records sent since the last segment. */
  documents = 0;
  /** Whether it has been told to write and has not yet. */
  isWriting = false;
  private readonly worker: Worker;
  private readonly waiting: { resolve: (answer: IndexAnswer) => void; reject: (error: unknown) => void }[] = [];
  private failure: unknown;

  /** Resolves when the thread has loaded its program. */
  readonly ready: Promise<unknown>;

  constructor(folder: string, bufferBytes: number) {
    this.worker = new Worker(new URL('./index.worker.js', import.meta.url), { workerData: { folder, bufferBytes } });
    this.ready = new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
    this.worker.on('message', (answer: IndexAnswer) => {
      const asked = this.waiting.shift();
      if (this.waiting.length === 0) this.worker.unref();
      if (answer.kind === 'failed')
        asked?.reject(Object.assign(new Error(answer.message), answer.code === undefined ? {} : { code: answer.code }));
      else asked?.resolve(answer);
    });
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', () => this.fail(new Error('an index thread ended before its work')));
  }

  /** Orders that have no answer yet. */
  get outstanding(): number {
    return this.waiting.length;
  }

  private fail(error: unknown): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.splice(0)) reject(this.failure);
  }

  order(order: IndexOrder): Promise<IndexAnswer> {
    if (this.failure !== undefined)
      return Promise.reject(this.failure instanceof Error ? this.failure : new Error(String(this.failure)));
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.ref();
      this.worker.postMessage(order);
    });
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}
