import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { IpRecord } from '../domain/record.js';
import { clientOf } from '../engine/caller.js';
import { FairLine } from '../engine/fair-line.js';
import type { EvaluateOptions } from '../query/evaluate.js';
import { highlight, type FieldHighlight } from '../query/highlight.js';
import type { CheckedNode } from '../query/tree.js';
import { takeTurn } from '../engine/turns.js';

export type Highlights = Record<string, FieldHighlight>;

/** What a thread is asked: tree and record as JSON, which costs less to pass than their objects. */
export interface HighlightTask {
  tree: string;
  record: string;
  options: EvaluateOptions;
}

/** Marks what a query found in records. */
export interface Highlighter {
  /** By record; undefined for those that were not marked within the time that a request has. */
  mark(
    tree: CheckedNode,
    records: readonly IpRecord[],
    options: EvaluateOptions,
    signal?: AbortSignal,
  ): Promise<(Highlights | undefined)[]>;
}

/** What the highlights of one request may take of a thread. */
const requestMilliseconds = 2_000;
/** Records up to this many characters of JSON are marked at once where the query is plain: some milliseconds. */
const longestInline = 1 << 15;
/** Nodes of a plain query. */
const mostPlainNodes = 50;

/** JSON of the highlights, and the milliseconds that they took. */
interface Answer {
  json: string;
  took: number;
}

interface Job {
  task: HighlightTask;
  client: string;
  /** Milliseconds that its request has left. */
  left: number;
  /** Undefined when the time was over. */
  resolve: (answer: Answer | undefined) => void;
  reject: (error: unknown) => void;
}

interface Running {
  job: Job;
  started: number;
  timer: NodeJS.Timeout;
}

/**
 * Marks short records at once and all others in threads of their own: a million places, or all words in a distance of each other, take seconds in which
 * nothing else would be answered. A thread that is over its time is ended. Clients take turns. Threads start when needed and keep no process alive.
 */
export function createHighlighter(milliseconds = requestMilliseconds): Highlighter {
  const waiting = new FairLine<Job>(({ client }) => client);
  const idle: Worker[] = [];
  const running = new Map<Worker, Running>();
  let threads = 0;

  const proceed = (): void => {
    while (idle.length > 0 && !waiting.isEmpty) {
      const [thread, job] = [idle.pop(), waiting.take()];
      if (thread && job) run(thread, job);
    }
    if (!waiting.isEmpty && threads < availableParallelism()) start();
  };
  const start = (): void => {
    threads++;
    const thread = new Worker(new URL('./highlight.worker.js', import.meta.url));
    // The first message says that it is there, which takes a while; the time of a request counts from then.
    thread.on('message', (json: string) => {
      const done = release(thread);
      done?.job.resolve({ json, took: performance.now() - done.started });
      thread.unref();
      idle.push(thread);
      proceed();
    });
    thread.on('error', (error) => {
      threads--;
      (release(thread)?.job ?? waiting.take())?.reject(error);
      proceed();
    });
  };
  const run = (thread: Worker, job: Job): void => {
    const timer = setTimeout(() => {
      release(thread);
      threads--;
      void thread.terminate();
      job.resolve(undefined);
      proceed();
    }, job.left);
    running.set(thread, { job, timer, started: performance.now() });
    thread.ref();
    thread.postMessage(job.task);
  };
  const release = (thread: Worker): Running | undefined => {
    const found = running.get(thread);
    clearTimeout(found?.timer);
    running.delete(thread);
    return found;
  };
  const ask = (task: HighlightTask, client: string, left: number): Promise<Answer | undefined> =>
    new Promise((resolve, reject) => {
      waiting.add({ task, client, left, resolve, reject });
      proceed();
    });

  return {
    async mark(tree, records, options, signal) {
      const marked: (Highlights | undefined)[] = [];
      const isPlainQuery = isPlain(tree);
      const text = JSON.stringify(tree);
      let left = milliseconds;
      for (const record of records) {
        await takeTurn();
        const json = left > 0 && !signal?.aborted ? JSON.stringify(record) : '';
        if (json === '') marked.push(undefined);
        else if (isPlainQuery && json.length <= longestInline) marked.push(highlight(tree, record, options));
        else {
          const answer = await ask({ tree: text, record: json, options }, clientOf(signal), left);
          left = answer ? left - answer.took : 0;
          marked.push(answer && (JSON.parse(answer.json) as Highlights)); // as highlight.worker.ts wrote it
        }
      }
      return marked;
    },
  };
}

/** Whether a query has few parts and none that looks at words in pairs. */
function isPlain(tree: CheckedNode): boolean {
  let nodes = 0;
  const visit = (node: CheckedNode): boolean => {
    if (++nodes > mostPlainNodes || node.kind === 'proximity' || node.kind === 'frequency') return false;
    if (node.kind === 'phrase' && node.elements.length > mostPlainNodes) return false;
    if ('children' in node) return node.children.every(visit);
    return node.kind !== 'not' || visit(node.child);
  };
  return visit(tree);
}
