import { parentPort } from 'node:worker_threads';
import type { IpRecord } from '../../../domain/record.js';
import { preparePut } from './prepare-put.js';
import type { PreparedPart, PrepareAnswer, PrepareOrder } from './prepare-thread.js';

// Makes documents beside the writer's thread.
function prepare({ jsons, raw, rawEnds }: PrepareOrder): PrepareAnswer {
  const parts: Uint8Array[] = [];
  let end = 0;
  const keep = (part: Uint8Array): number => {
    parts.push(part);
    return (end += part.length);
  };
  let rawStart = 0;
  const records = jsons.map((json, place): PreparedPart => {
    const rawEnd = rawEnds[place];
    const own = rawEnd === undefined ? undefined : raw.subarray(rawStart, rawEnd);
    rawStart = rawEnd ?? rawStart;
    try {
      const prepared = preparePut(JSON.parse(json) as IpRecord, json, own); // as the writer was given it
      const { hash, length, dataDay } = prepared;
      const documentEnd = keep(prepared.document);
      return { hash, length, dataDay, documentEnd, rawEnd: prepared.raw && keep(prepared.raw()) };
    } catch (error) {
      return { refused: error instanceof Error ? error.message : String(error) };
    }
  });
  const bytes = new Uint8Array(end);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, records };
}

parentPort?.on('message', (order: PrepareOrder) => {
  const answer = prepare(order);
  parentPort?.postMessage(answer, [answer.bytes.buffer]);
});
