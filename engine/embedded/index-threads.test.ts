import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../sqlite/open-database.js';
import { madePatent } from '../contract/made-records.js';
import { codeOfFailure, findIds } from '../contract/subject.js';
import { expectNoOrphans } from './disturbance/expected-state.js';
import { type EmbeddedSubject, openSubject } from './embedded-subject.js';
import type { SegmentSummary } from './index/segment-writer.js';
import { reindexFolder, repairFolder } from './repair.js';
import { layout } from './store/database.js';
import { verifyFolder } from './verify.js';

let subject: EmbeddedSubject;
beforeEach(async () => {
  subject = await openSubject({ workers: 0, indexThreads: 2, mergePolicy: () => undefined, bufferBytes: 2 << 20 });
});
afterEach(() => subject.remove());

const idOf = (index: number) => `US-${1000 + index}-B2`;
const made = (index: number, title = `word${index % 7}`) => madePatent(idOf(index), { title, applicants: ['ACME'] });
const word = (term: string) => ({
  kind: 'phrase' as const,
  fields: ['TI'],
  elements: [{ kind: 'term' as const, term }],
});

function readSegments(): SegmentSummary[] {
  const database = openDatabase(join(subject.folder, layout.database), { readonly: true });
  const rows = database.prepare('SELECT summary FROM segments ORDER BY first_docid').pluck().all() as string[];
  database.close();
  return rows.map((row) => JSON.parse(row) as SegmentSummary);
}

describe('a large batch that threads index', () => {
  it('holds every record once, the last version of each, in segments whose docids do not overlap', async () => {
    const { engine, folder } = subject;
    const writer = await engine.writer();
    for (let index = 0; index < 1500; index++) await writer.upsert(made(index), Buffer.from(`raw ${index}`));
    // Changed and deleted while the first version is on its way.
    for (let index = 1490; index < 1500; index++) await writer.upsert(made(index, 'changed'), Buffer.from('again'));
    await writer.delete(idOf(1400));
    await writer.commit({ 'package:1': 'done' });
    for (let index = 1500; index < 1700; index++) await writer.upsert(made(index), undefined);
    await writer.upsert(made(3, 'changed'), undefined);
    await writer.commit();
    await writer.close();
    expect(await engine.count([{ kind: 'all' }, word('changed'), word('word0')])).toEqual([1699, 11, 240]);
    expect((await findIds(engine, { query: word('changed') })).sort()).toContain(idOf(1495));
    expect(Buffer.from((await engine.source(idOf(1495))) ?? []).toString()).toBe('again');
    expect(Buffer.from((await engine.source(idOf(900))) ?? []).toString()).toBe('raw 900');
    expect(await engine.get(idOf(1400))).toBeUndefined();
    const segments = readSegments();
    expect(segments.length).toBeGreaterThan(3);
    segments.forEach(({ firstDocid, lastDocid }, place) => {
      expect(firstDocid).toBeLessThanOrEqual(lastDocid);
      expect(firstDocid).toBeGreaterThan(segments[place - 1]?.lastDocid ?? 0);
    });
    expectNoOrphans(folder);
  });

  it('leaves no trace when it is given up, and the next writer goes on', async () => {
    const { engine, folder } = subject;
    const writer = await engine.writer();
    await writer.upsert(made(1), undefined);
    await writer.commit();
    for (let index = 0; index < 1200; index++) await writer.upsert(made(index, 'lost'), undefined);
    await writer.close();
    expect(await engine.count([{ kind: 'all' }, word('lost')])).toEqual([1, 0]);
    expectNoOrphans(folder);
    const next = await engine.writer();
    for (let index = 0; index < 700; index++) await next.upsert(made(index, 'kept'), undefined);
    await next.commit();
    await next.close();
    expect(await engine.count([{ kind: 'all' }, word('kept')])).toEqual([700, 700]);
  });

  it('fails as a whole when a thread cannot write', async () => {
    const { engine, folder } = subject;
    const writer = await engine.writer();
    await writer.upsert(made(1), undefined);
    await writer.commit();
    rmSync(join(folder, layout.segments), { recursive: true });
    const failed = async () => {
      for (let index = 0; index < 1200; index++) await writer.upsert(made(index, 'lost'), undefined);
      await writer.commit();
    };
    expect(await codeOfFailure(failed())).toBe('rejected');
    expect(await codeOfFailure(writer.commit())).toBe('rejected');
    await writer.close();
  });

  it('takes calls in the order in which they were made, awaited or not', async () => {
    const { engine } = subject;
    const writer = await engine.writer();
    const calls = Array.from({ length: 800 }, (_, index) => writer.upsert(made(index % 400, `t${index}`), undefined));
    calls.push(writer.delete(idOf(7)));
    await Promise.all([...calls, writer.commit()]);
    await writer.close();
    expect(await engine.count([{ kind: 'all' }, word('t8'), word('t408')])).toEqual([399, 0, 1]);
  });
});

describe('records that threads index anew', () => {
  const options = () => ({ directory: subject.folder, mergePolicy: () => undefined, bufferBytes: 1 << 20 });
  const expectAscending = (segments: SegmentSummary[]): void =>
    segments.forEach(({ firstDocid, lastDocid }, place) => {
      expect(firstDocid).toBeLessThanOrEqual(lastDocid);
      expect(firstDocid).toBeGreaterThan(segments[place - 1]?.lastDocid ?? 0);
    });
  const write = async (): Promise<void> => {
    const writer = await subject.engine.writer();
    for (let index = 0; index < 1500; index++) await writer.upsert(made(index), undefined);
    await writer.commit();
    for (let index = 0; index < 300; index++) await writer.upsert(made(index * 3, 'changed'), undefined);
    for (let index = 0; index < 10; index++) await writer.delete(idOf(index));
    await writer.commit();
    await writer.close();
  };
  const ask = async () => [
    await subject.engine.count([{ kind: 'all' }, word('changed'), word('word0')]),
    await findIds(subject.engine, { query: word('changed') }),
    await findIds(subject.engine, { query: word('word0') }),
  ];

  it.each([0, 1, 2, 3])(
    'by a reindex with %i threads are found as before, none twice, in segments apart',
    async (indexThreads) => {
      await write();
      const before = await ask();
      expect(before[0]).toEqual([1490, 296, 171]);
      const { done, total } = await reindexFolder({ ...options(), indexThreads });
      expect([done, total]).toEqual([1490, 1490]);
      expect(await ask()).toEqual(before);
      expect(readSegments().length).toBeGreaterThan(1);
      expectAscending(readSegments());
      expect(await verifyFolder(subject.folder)).toEqual([]);
      expectNoOrphans(subject.folder);
    },
  );

  it('by a repair are found as before', async () => {
    await write();
    const before = await ask();
    await reindexFolder({ ...options(), bufferBytes: 128 << 20, indexThreads: 1 });
    const [{ segment } = { segment: 0 }] = readSegments();
    const file = join(subject.folder, layout.segments, `${segment}.postings`);
    const bytes = readFileSync(file);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const { segments } = await repairFolder({ ...options(), indexThreads: 2 });
    expect(segments).toEqual([segment]);
    expect(await ask()).toEqual(before);
    expectAscending(readSegments());
    expect(await verifyFolder(subject.folder)).toEqual([]);
  });

  it('are not lost when one of them is damaged: the run names it and the old index stays', async () => {
    await write();
    const [before] = await ask();
    const store = openDatabase(join(subject.folder, layout.database));
    store.prepare('UPDATE documents SET body = ? WHERE id = ?').run(Buffer.from('x'), idOf(777));
    store.close();
    expect(await codeOfFailure(reindexFolder({ ...options(), indexThreads: 2 }))).toBe('damaged');
    expect((await ask())[0]).toEqual(before);
    expectNoOrphans(subject.folder);
  });
});
