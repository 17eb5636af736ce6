import { join } from 'node:path';
import { openDatabase } from '../../sqlite/open-database.js';
import type { CheckedNode } from '../../query/tree.js';
import { madePatent } from '../contract/made-records.js';
import { ask, codeOfFailure, collect, findIds, load } from '../contract/subject.js';
import { sampleRecords } from '../contract/view-contract.js';
import type { Engine } from '../engine.js';
import { expectNoOrphans } from './disturbance/expected-state.js';
import { type EmbeddedSubject, openSubject } from './embedded-subject.js';
import { readIndexStatus } from './index-status.js';
import { reindexFolder } from './repair.js';
import { layout } from './store/database.js';
import { verifyFolder } from './verify.js';

let subject: EmbeddedSubject;
let engine: Engine;
const never = () => undefined;
beforeEach(async () => {
  subject = await openSubject({ workers: 0, mergePolicy: never });
  ({ engine } = subject);
  await load(engine, sampleRecords(40));
  await load(engine, sampleRecords(60).slice(30));
});
afterEach(() => subject.remove());

const everything = {
  query: { kind: 'exists' as const, field: 'TI' },
  facets: { names: { kind: 'terms' as const, field: 'AP', size: 100 } },
};
const word = (term: string): CheckedNode => ({ kind: 'phrase', fields: ['TI'], elements: [{ kind: 'term', term }] });
const writeSchema = (schema: string): void => {
  const store = openDatabase(join(subject.folder, layout.database));
  store.prepare("UPDATE meta SET value = ? WHERE key = 'schema'").run(schema);
  store.close();
};
/** Ends the run after this many finished steps. */
const interrupted = async (steps: number): Promise<void> => {
  const controller = new AbortController();
  let told = 0;
  const run = reindexFolder({
    directory: subject.folder,
    bufferBytes: 1,
    mergePolicy: never,
    signal: controller.signal,
    progress: () => ++told > steps && controller.abort(new Error('stop')),
  });
  await expect(run).rejects.toThrow('stop');
};

describe('a reindex', () => {
  it('answers as before, from segments without dead versions', async () => {
    const before = await ask(engine, everything);
    await reindexFolder({ directory: subject.folder, mergePolicy: never });
    expect(await ask(engine, everything)).toEqual(before);
    expect(readIndexStatus(subject.folder)?.segments).toMatchObject([{ dead: 0, damage: [] }]);
    expect(await verifyFolder(subject.folder)).toEqual([]);
    expectNoOrphans(subject.folder);
  });

  it('keeps the old index in service at every step, switches at once, and tells how far it is', async () => {
    const before = await ask(engine, everything);
    const progress: number[] = [];
    const answers: Promise<unknown>[] = [];
    const { total } = await reindexFolder({
      directory: subject.folder,
      bufferBytes: 1,
      mergePolicy: never,
      progress: ({ done }) => {
        progress.push(done);
        answers.push(ask(engine, everything));
      },
    });
    expect(progress).toEqual(
      Array.from({ length: total + 1 }, (_, done) => done)
        .concat(total)
        .slice(0, progress.length),
    );
    for (const answer of await Promise.all(answers)) expect(answer).toEqual(before);
    expect(await ask(engine, everything)).toEqual(before);
  });

  it('that was interrupted goes on behind its last step, and does not do the others again', async () => {
    const before = await ask(engine, everything);
    await interrupted(7);
    expect(readIndexStatus(subject.folder)?.rebuilt).toBe(7);
    expect(await ask(engine, everything)).toEqual(before);
    const progress: number[] = [];
    await reindexFolder({
      directory: subject.folder,
      mergePolicy: never,
      progress: ({ done }) => progress.push(done),
    });
    expect(progress[0]).toBe(7);
    expect(await ask(engine, everything)).toEqual(before);
    expect(readIndexStatus(subject.folder)?.rebuilt).toBe(0);
    expect(await verifyFolder(subject.folder)).toEqual([]);
    expectNoOrphans(subject.folder);
  });

  it('takes in what was written, replaced and deleted between two of its runs', async () => {
    const [first = '', second = ''] = await findIds(engine);
    await interrupted(30);
    const writer = await engine.writer();
    await writer.delete(first);
    await writer.upsert(madePatent(second, { title: 'replaced meanwhile' }), undefined);
    await writer.upsert(madePatent('US-777-B2', { title: 'written meanwhile' }), undefined);
    await writer.commit();
    await writer.close();
    const before = await ask(engine);
    await reindexFolder({ directory: subject.folder, mergePolicy: never });
    expect(await ask(engine)).toEqual(before);
    expect(await findIds(engine)).not.toContain(first);
    expect(await findIds(engine, { query: word('meanwhile') })).toEqual([second, 'US-777-B2'].sort());
    expect(await verifyFolder(subject.folder)).toEqual([]);
  });

  it('of an index by another version: searches name the remedy, records are found by number, steps of other versions are not used', async () => {
    const ids = await collect(engine.scan({ kind: 'all' }));
    await interrupted(5);
    await engine.close();
    writeSchema('v0 TI:text:-');
    const store = openDatabase(join(subject.folder, layout.database));
    store.exec("UPDATE rebuilt SET schema = 'v0 TI:text:-'");
    store.close();
    const next = await subject.openAnother();
    await expect(ask(next)).rejects.toMatchObject({
      code: 'not-ready',
      message: expect.stringContaining('`ipradar reindex`') as unknown,
    });
    expect(await next.get(ids[0] ?? '')).toMatchObject({ id: ids[0] });
    const progress: number[] = [];
    await reindexFolder({ directory: subject.folder, mergePolicy: never, progress: ({ done }) => progress.push(done) });
    expect(progress[0]).toBe(0);
    expect(await findIds(next)).toEqual(ids);
    expectNoOrphans(subject.folder);
  });

  it('of an index by another version is what a pin, and a search of an earlier pin, are told to do; once it is done the earlier one is gone', async () => {
    const { snapshot } = await engine.pin();
    const schema = openDatabase(join(subject.folder, layout.database));
    const own = String(schema.prepare("SELECT value FROM meta WHERE key = 'schema'").pluck().get());
    schema.close();
    writeSchema('another');
    const pins = openDatabase(join(subject.folder, layout.pins));
    pins.prepare('UPDATE pins SET schema = ?').run('another');
    pins.close();
    const next = await subject.openAnother();
    const refusal = { code: 'not-ready', message: expect.stringContaining('`ipradar reindex`') as unknown };
    await expect(next.pin()).rejects.toMatchObject(refusal);
    await expect(ask(next, { snapshot })).rejects.toMatchObject(refusal);
    writeSchema(own);
    expect(await codeOfFailure(ask(next, { snapshot }))).toBe('snapshot-gone');
    expect((await next.pin()).snapshot).not.toBe('');
  });

  it('of an index by another version is what the next writer does first', async () => {
    const ids = await findIds(engine);
    await engine.close();
    writeSchema('v0 TI:text:-');
    const next = await subject.openAnother();
    expect(await codeOfFailure(ask(next))).toBe('not-ready');
    await load(next, [madePatent('US-777-B2', { title: 'new' })]);
    expect(await findIds(next)).toEqual([...ids, 'US-777-B2'].sort());
  });

  it('brings up to date a folder from before the checksums; until then all that reads it names the command', async () => {
    const ids = await findIds(engine);
    await engine.close();
    writeSchema('v3 TI:text:-');
    const store = openDatabase(join(subject.folder, layout.database));
    store.exec(`DROP TRIGGER keep_retired; DROP TABLE retired; DROP TABLE rebuilt; ALTER TABLE raw_groups DROP COLUMN checksum;
      UPDATE segments SET summary = replace(summary, '"checksums"', '"checksum"')`);
    store.close();
    const next = await subject.openAnother();
    const refusal = { message: expect.stringContaining('`ipradar reindex`') as unknown };
    await expect(ask(next)).rejects.toMatchObject(refusal);
    await expect(next.get(ids[0] ?? '')).rejects.toMatchObject(refusal);
    expect(() => readIndexStatus(subject.folder)).toThrow('`ipradar reindex`');
    await reindexFolder({ directory: subject.folder, mergePolicy: never });
    expect(await findIds(next)).toEqual(ids);
    expect(await verifyFolder(subject.folder)).toEqual([]);
  });

  it('leaves a pinned state as it is, and its files until it is given back', async () => {
    const before = await ask(engine, everything);
    const { snapshot } = await engine.pin();
    await load(engine, [madePatent('US-777-B2', { title: 'new' })]);
    await reindexFolder({ directory: subject.folder, mergePolicy: never });
    expect(await ask(engine, { ...everything, snapshot })).toEqual(before);
    await engine.release(snapshot);
    await (await engine.writer()).close();
    expectNoOrphans(subject.folder);
    expect(readIndexStatus(subject.folder)?.segments).toHaveLength(1);
  });
});
