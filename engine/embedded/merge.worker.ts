import { parentPort, workerData } from 'node:worker_threads';
import { codedColumns } from './index/coded-columns.js';
import { mergeSegments, type MergeRequest } from './index/merge.js';

// One merge per worker: its memory goes back when it is done.
parentPort?.postMessage(mergeSegments(workerData as MergeRequest, codedColumns) ?? null);
