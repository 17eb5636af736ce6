import { parentPort, workerData } from 'node:worker_threads';
import type { IndexAnswer, IndexOrder } from './index-thread.js';
import { SegmentBuilder } from './segment-builder.js';
import { packJson } from './store/documents.js';
import { addStored } from './stored-documents.js';

// Builds whole segments beside the writer's thread and packs the records for it.
const { folder, bufferBytes } = workerData as { folder: string; bufferBytes: number };
const builder = new SegmentBuilder(folder, bufferBytes);
const answer = (message: IndexAnswer, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer);

async function obey(order: IndexOrder): Promise<void> {
  switch (order.kind) {
    case 'add': {
      const bodies = order.records.map(({ docid, record, json }) => {
        builder.add(docid, record);
        return packJson(json);
      });
      const packed = new Uint8Array(bodies.reduce((sum, { length }) => sum + length, 0));
      let end = 0;
      const ends = bodies.map((body) => {
        packed.set(body, end);
        return (end += body.length);
      });
      answer({ kind: 'added', packed, ends, isFull: builder.isFull }, [packed.buffer]);
      return;
    }
    case 'add-stored':
      for (const document of order.documents) addStored(builder, document);
      answer({ kind: 'added', packed: new Uint8Array(), ends: [], isFull: builder.isFull });
      return;
    case 'write': {
      const { summary, durable } = builder.write(order.segment);
      const { failure } = await durable;
      if (failure !== undefined) throw failure;
      answer({ kind: 'written', summary });
      return;
    }
    case 'discard':
      builder.discard();
      answer({ kind: 'discarded' });
  }
}

let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (order: IndexOrder) => {
  last = last
    .then(() => obey(order))
    .catch((error: unknown) => {
      const { code, message } = error as NodeJS.ErrnoException; // whatever was thrown has a message at most
      answer({ kind: 'failed', code, message: String(message ?? error) });
    });
});
answer({ kind: 'ready' });
