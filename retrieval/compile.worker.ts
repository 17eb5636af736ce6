import { parentPort } from 'node:worker_threads';
import { compileQuery } from '../query/check.js';
import { explainQuery } from '../query/explain.js';
import { QueryError } from '../query/query-error.js';
import type { CompileAnswer, CompileTask } from './query-compiler.js';

// Trees travel as JSON: copying their objects between threads takes many times as long.
parentPort?.on('message', ({ kind, q, today }: CompileTask) => {
  let answer: CompileAnswer;
  try {
    const compiled = kind === 'explain' ? explainQuery(q, { today }) : compileQuery(q, { today });
    answer = { json: JSON.stringify(compiled) };
  } catch (error) {
    if (error instanceof QueryError) {
      const { code, message, span, expected, fixIt, hint } = error;
      answer = { refusal: { code, message, span, details: { expected, fixIt, hint } } };
    } else answer = { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(answer);
});
