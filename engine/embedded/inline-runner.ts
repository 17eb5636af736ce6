import { EngineError } from '../engine.js';
import { toEngineError } from './failures.js';
import { answerTask, type QueryTask } from './query-task.js';
import { IndexReader } from './search/snapshot.js';

/** Answers query tasks. */
export interface QueryRunner {
  run(task: QueryTask, signal?: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
}

/** In the caller's own thread: for one-shot commands, which a thread would only slow down. */
export class InlineRunner implements QueryRunner {
  private readonly reader: IndexReader;
  private isClosed = false;

  constructor(
    private readonly folder: string,
    private readonly milliseconds: number,
  ) {
    this.reader = new IndexReader(folder);
  }

  async run(task: QueryTask, signal?: AbortSignal): Promise<unknown> {
    if (this.isClosed) throw new EngineError('not-ready', 'the engine is closed');
    if (signal?.aborted) throw new EngineError('timed-out', 'the query was cancelled');
    const deadline = performance.now() + this.milliseconds;
    try {
      const value = answerTask(this.reader, task, () =>
        signal?.aborted ? 'aborted' : performance.now() > deadline ? 'timed-out' : undefined,
      );
      return await Promise.resolve(value);
    } catch (error) {
      throw toEngineError(error, this.folder);
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.reader.close();
    return Promise.resolve();
  }
}
