import { parentPort, workerData } from 'node:worker_threads';
import { EngineError } from '../engine.js';
import type { ThreadAnswer, ThreadQuestion } from './query-pool.js';
import { toEngineError } from './failures.js';
import { answerTask, type QueryTask } from './query-task.js';
import { IndexReader } from './search/snapshot.js';

const { folder } = workerData as { folder: string };
const reader = new IndexReader(folder);

parentPort?.on('message', ({ number, task, flag, milliseconds }: ThreadQuestion) => {
  const stopped = new Int32Array(flag);
  const deadline = performance.now() + milliseconds;
  let answer: ThreadAnswer;
  try {
    const value = answerTask(reader, JSON.parse(task) as QueryTask, () =>
      Atomics.load(stopped, 0) !== 0 ? 'aborted' : performance.now() > deadline ? 'timed-out' : undefined,
    );
    answer = { number, value };
  } catch (error) {
    const told = toEngineError(error, folder);
    answer =
      told instanceof EngineError
        ? { number, failure: { code: told.code, message: told.message } }
        : { number, failure: { message: told instanceof Error ? (told.stack ?? told.message) : String(told) } };
  }
  parentPort?.postMessage(answer);
});
