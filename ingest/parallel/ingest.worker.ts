import { parentPort, workerData } from 'node:worker_threads';
import { CountingSink } from '../counting-sink.js';
import type { Format } from '../format.js';
import { ingestFile } from '../pipeline.js';
import type { LedgerEntry } from '../record-sink.js';
import type { FromWorker, SinkCall, ToWorker, WorkerSetup } from './messages.js';
import { RemoteSink } from './remote-sink.js';

if (!parentPort) throw new Error('this module runs in a worker thread');
const port = parentPort;
const { formatsModule, limits, isCounting } = workerData as WorkerSetup;
const { formats } = (await import(formatsModule)) as { formats: readonly Format[] };

interface Waiting {
  resolve(value: LedgerEntry | undefined): void;
  reject(error: Error): void;
}
const waiting = new Map<number, Waiting>();
const abort = new AbortController();
let calls = 0;

const post = (message: FromWorker, moved: ArrayBuffer[] = []) => port.postMessage(message, moved);

const send = (call: SinkCall, moved: ArrayBuffer[]) =>
  new Promise<LedgerEntry | undefined>((resolve, reject) => {
    const id = ++calls;
    waiting.set(id, { resolve, reject });
    post({ kind: 'call', id, call }, moved);
  });

async function ingest(name: string, path: string, size: number): Promise<void> {
  try {
    const entry = await ingestFile(
      { name, path, size, release: () => Promise.resolve() },
      {
        sink: isCounting ? new CountingSink() : new RemoteSink(send),
        formats,
        limits,
        clock: Date.now,
        signal: abort.signal,
        onProgress: (progress) => post({ kind: 'progress', progress }),
      },
    );
    post({ kind: 'done', entry });
  } catch (error) {
    post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

port.on('message', (message: ToWorker) => {
  if (message.kind === 'file') void ingest(message.name, message.path, message.size);
  else if (message.kind === 'abort') abort.abort();
  else {
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.failure !== undefined) call?.reject(new Error(message.failure));
    else call?.resolve(message.value);
  }
});
