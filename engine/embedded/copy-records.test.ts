import { asStored, madePatent } from '../contract/made-records.js';
import { collect, load } from '../contract/subject.js';
import { copyRecords } from '../copy-records.js';
import { type EmbeddedSubject, openSubject } from './embedded-subject.js';

describe('copying from engine to engine', () => {
  let source: EmbeddedSubject;
  let target: EmbeddedSubject;
  const records = Array.from({ length: 25 }, (_, place) =>
    madePatent(`US-${place + 100}-A`, { title: `word ${place}` }),
  );
  const raw = (id: string): Uint8Array => Buffer.from(`<raw>${id}</raw>`);
  beforeEach(async () => {
    source = await openSubject({ workers: 0 });
    target = await openSubject({ workers: 0 });
    const writer = await source.engine.writer();
    for (const record of records) await writer.upsert(record, raw(record.id));
    await writer.commit({ 'package:1': { file: 'a.zip' }, other: 1 });
    await writer.close();
  });
  afterEach(async () => {
    await source.remove();
    await target.remove();
  });

  test('brings every record, its raw bytes and the ledger; a second run changes nothing', async () => {
    const told: number[] = [];
    const progress = ({ done, total }: { done: number; total: number }) => told.push(done / total);
    expect(await copyRecords(source.engine, target.engine, { progress })).toEqual({
      records: 25,
      written: 25,
      unchanged: 0,
      rejected: 0,
      gone: 0,
      packages: 1,
    });
    expect(told).toHaveLength(25);
    for (const record of records) {
      expect(await target.engine.get(record.id)).toEqual(asStored(record));
      expect(Buffer.from((await target.engine.source(record.id)) ?? [])).toEqual(Buffer.from(raw(record.id)));
    }
    expect(await target.engine.checkpoint('package:1')).toEqual({ file: 'a.zip' });
    expect(await target.engine.checkpoint('other')).toBeUndefined();
    expect(await copyRecords(source.engine, target.engine)).toMatchObject({ records: 25, written: 0, unchanged: 25 });
  });

  test('goes on behind its last commit after it was broken off, and the ledger comes last', async () => {
    const abort = new AbortController();
    const progress = ({ done }: { done: number }): void => {
      if (done === 17) abort.abort();
    };
    const { signal } = abort;
    await expect(copyRecords(source.engine, target.engine, { progress, signal, batch: 10 })).rejects.toThrow();
    expect(await collect(target.engine.scan({ kind: 'all' }))).toHaveLength(10);
    expect(await target.engine.checkpoint('package:1')).toBeUndefined();
    expect(await copyRecords(source.engine, target.engine, { batch: 10 })).toMatchObject({ records: 25, written: 15 });
    expect(await collect(target.engine.scan({ kind: 'all' }))).toEqual(records.map(({ id }) => id).sort());
  });

  test('what was written to the source meanwhile comes with another run', async () => {
    await copyRecords(source.engine, target.engine);
    await load(source.engine, [madePatent('US-1-A', { title: 'late' })]);
    expect(await copyRecords(source.engine, target.engine)).toMatchObject({ records: 26, written: 1, unchanged: 25 });
  });
});
