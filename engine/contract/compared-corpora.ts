import type { IpRecord } from '../../domain/record.js';
import { formats } from '../../ingest/formats/formats.js';
import { findInputs } from '../../ingest/inputs.js';
import { ingestFiles } from '../../ingest/pipeline.js';
import type { RecordSink } from '../../ingest/record-sink.js';
import type { ReferenceEngine } from './reference.js';
import type { Engine } from '../engine.js';
import { engineSink } from '../record-sink.js';

/** Reads packages through the real pipeline into an engine, and what the pipeline gave into the reference. */
export async function ingestBoth(engine: Engine, reference: ReferenceEngine, paths: string[]): Promise<void> {
  const writer = await engine.writer();
  const keep: Parameters<typeof engineSink>[0]['quarantine'] = {
    // Rejects of the readers are theirs to test; a record that the engine refuses would be missing here.
    keep: ({ code, detail }) => (code === 'not-indexable' ? Promise.reject(new Error(detail)) : Promise.resolve()),
  };
  const inner = engineSink({ engine, writer, quarantine: keep, batchRecords: 97 });
  const sink: RecordSink = {
    findDone: (hash) => inner.findDone(hash),
    begin: (entry) => inner.begin(entry),
    async record(record, raw) {
      reference.upsert(record);
      await inner.record(record, raw);
    },
    async remove(id, raw) {
      reference.delete(id);
      await inner.remove?.(id, raw);
    },
    reject: (reject, raw) => inner.reject(reject, raw),
    finish: (entry) => inner.finish(entry),
  };
  for await (const _ of ingestFiles(await findInputs(paths, { stdin: process.stdin, maximumSpool: 0 }), {
    sink,
    formats,
    clock: () => 0,
  }));
  await writer.close();
}

/** Changes that packages of later weeks bring: new versions, deletions, returns, in several commits. */
export async function disturb(engine: Engine, reference: ReferenceEngine): Promise<void> {
  const writer = await engine.writer();
  const all = [...reference.records.values()];
  const put = async (record: IpRecord): Promise<void> => {
    reference.upsert(record);
    await writer.upsert(record, undefined);
  };
  for (let round = 0; round < 4; round++) {
    for (const [place, record] of all.entries()) {
      const turn = (place * 7 + round * 3) % 40;
      const donor = all[(place + 11) % all.length];
      if (turn === 0) {
        await writer.delete(record.id);
        reference.delete(record.id);
      } else if (turn === 1) await put({ ...record, events: [{ code: 'lapsed', date: `2021-0${round + 1}-01` }] });
      else if (turn === 2 && donor) await put({ ...record, parties: donor.parties });
      else if (turn === 3) await put({ ...record, classifications: record.classifications.slice(1) });
    }
    await writer.commit();
  }
  await writer.close();
}
