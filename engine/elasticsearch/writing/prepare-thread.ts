import { Worker } from 'node:worker_threads';
import { EngineError } from '../../engine.js';

/** Records to be prepared; `raw` holds the raw bytes of all of them, one after another, `rawEnds` where those of each end (undefined where none are kept). */
export interface PrepareOrder {
  jsons: string[];
  raw: Uint8Array<ArrayBuffer>;
  rawEnds: (number | undefined)[];
}

/** By record: where its document, and behind that its packed raw bytes, end in the bytes of the answer; or why it cannot be indexed. */
export type PreparedPart =
  | { hash: string; length: number; dataDay?: number; documentEnd: number; rawEnd?: number; refused?: undefined }
  | { refused: string };

export interface PrepareAnswer {
  bytes: Uint8Array<ArrayBuffer>;
  records: PreparedPart[];
}

/** One thread that prepares records; orders are answered in turn. */
export class PrepareThread {
  private readonly worker: Worker;
  private readonly waiting: { resolve: (answer: PrepareAnswer) => void; reject: (error: unknown) => void }[] = [];
  private failure: EngineError | undefined;

  constructor() {
    this.worker = new Worker(new URL('./prepare.worker.js', import.meta.url));
    this.worker.on('message', (answer: PrepareAnswer) => {
      const asked = this.waiting.shift();
      // A waiting thread must not keep the process alive.
      if (this.waiting.length === 0) this.worker.unref();
      asked?.resolve(answer);
    });
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', (code) => this.fail(new Error(`exit code ${code}`)));
  }

  /** Id among the threads of the process. */
  get threadId(): number {
    return this.worker.threadId;
  }

  /** Orders that have no answer yet. */
  get outstanding(): number {
    return this.waiting.length;
  }

  private fail(cause: unknown): void {
    this.failure ??= new EngineError('unavailable', 'a thread that prepares records ended: nothing is committed', {
      cause,
    });
    for (const { reject } of this.waiting.splice(0)) reject(this.failure);
  }

  /** @throws EngineError `unavailable` when the thread has ended */
  order(order: PrepareOrder): Promise<PrepareAnswer> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.ref();
      this.worker.postMessage(order, [order.raw.buffer]);
    });
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}
