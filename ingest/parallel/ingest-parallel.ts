import type { Input } from '../inputs.js';
import { defaultLimits, type IngestLimits } from '../limits.js';
import type { IngestProgress } from '../pipeline.js';
import type { LedgerEntry, RecordSink } from '../record-sink.js';
import { queueByNeighbours, queueInOrder } from './file-queue.js';
import { FileWorker } from './file-worker.js';
import type { WorkerSetup } from './messages.js';
import { Turns } from './turns.js';

export interface ParallelOptions {
  /** Worker threads; each reads one file at a time. */
  workers: number;
  /** Takes the records on this thread, file after file in the order of the inputs. `counting`: they are counted in the workers and go nowhere. */
  sink: RecordSink | 'counting';
  limits?: IngestLimits;
  onProgress?: (progress: IngestProgress) => void;
  signal?: AbortSignal;
  /** Module that exports `formats`; ours when absent. */
  formatsModule?: URL;
}

/**
 * Reads files on worker threads: each worker reads, inflates, splits and parses one file at a time. Yields ledger lines as files end.
 * Throws the first error of the sink or of a worker, after the other workers were stopped.
 */
export async function* ingestInParallel(
  inputs: readonly Input[],
  options: ParallelOptions,
): AsyncGenerator<LedgerEntry> {
  const setup: WorkerSetup = {
    formatsModule: (options.formatsModule ?? new URL('../formats/formats.js', import.meta.url)).href,
    limits: options.limits ?? defaultLimits,
    isCounting: options.sink === 'counting',
  };
  const turns = new Turns();
  const count = Math.max(1, Math.min(options.workers, inputs.length));
  const queue = setup.isCounting ? queueByNeighbours(inputs, count) : queueInOrder(inputs);
  const threads = Array.from({ length: count }, () => new FileWorker(setup, options));
  const abort = () => threads.forEach((thread) => thread.abort());
  options.signal?.addEventListener('abort', abort, { once: true });
  const running = new Map<FileWorker, Promise<{ thread: FileWorker; entry: LedgerEntry }>>();
  const start = (thread: FileWorker) => {
    const input = options.signal?.aborted ? undefined : queue.next(threads.indexOf(thread));
    if (!input) return;
    // The turn is taken here: a later package may correct an earlier one, however soon it is ready.
    const done = thread.ingest(input, turns.take()).then(async (entry) => {
      await input.release();
      return { thread, entry };
    });
    done.catch(() => undefined);
    running.set(thread, done);
  };
  try {
    threads.forEach(start);
    while (running.size > 0) {
      const { thread, entry } = await Promise.race(running.values());
      running.delete(thread);
      start(thread);
      yield entry;
    }
  } finally {
    options.signal?.removeEventListener('abort', abort);
    await Promise.all(threads.map((thread) => thread.close()));
    await Promise.all(queue.drain().map((input) => input.release()));
  }
}
