import { join } from 'node:path';
import { openDatabase } from '../../sqlite/open-database.js';
import { madePatent } from '../contract/made-records.js';
import { ask, codeOfFailure, findIds, load } from '../contract/subject.js';
import { sampleRecords } from '../contract/view-contract.js';
import { expectNoOrphans } from './disturbance/expected-state.js';
import { type EmbeddedSubject, openSubject } from './embedded-subject.js';
import { RecordTooLongError } from './index/document-analysis.js';
import type { MergePolicy } from './index/merge-policy.js';
import { layout } from './store/database.js';

let subject: EmbeddedSubject;
const mergePolicy: MergePolicy = (segments) => (segments.length > 1 ? { start: 0, end: segments.length } : undefined);
beforeEach(async () => {
  subject = await openSubject({ workers: 0, mergePolicy });
});
afterEach(() => subject.remove());

describe('the writer of the embedded engine', () => {
  it('a batch that is given up leaves no trace, the newest day of the data included, though a merge is committed after it', async () => {
    const { engine, folder } = subject;
    await load(engine, [madePatent('US-1-B2', { title: 'one', published: '2010-01-01' })]);
    const writer = await engine.writer();
    await writer.upsert(madePatent('US-2-B2', { title: 'two', published: '2011-01-01' }), undefined);
    await writer.commit();
    await writer.upsert(madePatent('US-3-B2', { title: 'lost', published: '2030-01-01' }), Buffer.from('lost'));
    await writer.close();
    expect(await ask(engine)).toMatchObject({ count: 2, dataDate: '2011-01-01' });
    expect((await engine.health()).details).toMatchObject({ segments: 1 });
    expectNoOrphans(folder);
    await load(engine, [madePatent('US-4-B2', { title: 'four' })]);
    expect(await ask(engine)).toMatchObject({ count: 3, dataDate: '2011-01-01' });
  });

  it('an engine that is closed while a commit is under way has all of the batch', async () => {
    const { engine, folder, openAnother } = subject;
    const writer = await engine.writer();
    for (let index = 0; index < 50; index++)
      await writer.upsert(madePatent(`US-${100 + index}-B2`, { title: 'word' }), Buffer.alloc(20_000, index));
    const committed = writer.commit({ 'package:1': 'done' });
    await Promise.all([engine.close(), engine.close(), writer.close()]);
    await committed;
    const other = await openAnother();
    expect(await findIds(other)).toHaveLength(50);
    expect(await other.checkpoint('package:1')).toBe('done');
    expect(Buffer.from((await other.source('US-120-B2')) ?? [])).toEqual(Buffer.alloc(20_000, 20));
    expectNoOrphans(folder);
  });

  it('an index of another layout is refused by readers and built anew from the stored records by the next writer', async () => {
    const { engine, folder, openAnother } = subject;
    await load(engine, sampleRecords(30));
    await load(engine, sampleRecords(40).slice(25));
    const request = {
      facets: { names: { kind: 'terms' as const, field: 'AP', size: 100 } },
      query: { kind: 'exists' as const, field: 'TI' },
    };
    const before = await ask(engine, request);
    expect(before.count).toBeGreaterThan(5);
    await engine.close();
    const database = openDatabase(join(folder, layout.database));
    database.exec("UPDATE meta SET value = 'v0 TI:text:-' WHERE key = 'schema'");
    database.close();
    const next = await openAnother();
    expect(await codeOfFailure(ask(next))).toBe('not-ready');
    await (await next.writer()).close();
    expect(await ask(next, request)).toEqual(before);
    expectNoOrphans(folder);
  });

  it('a record with more words than positions can number is rejected; its batch and its older version stay whole', async () => {
    const { engine } = subject;
    const writer = await engine.writer();
    await writer.upsert(madePatent('US-1-B2', { title: 'first' }), undefined);
    await writer.upsert(madePatent('US-2-B2', { title: 'neighbour' }), undefined);
    // 67 million words take longer to make than a test may last; this one fails where they would, in the middle of the record.
    const tooLong = {
      toString: () => {
        throw new RecordTooLongError('too many words in one field');
      },
    };
    const record = madePatent('US-1-B2', { title: 'lost', abstract: tooLong as unknown as string });
    expect(await codeOfFailure(writer.upsert(record, undefined))).toBe('rejected');
    await writer.upsert(madePatent('US-3-B2', { title: 'neighbour', abstract: 'a' }), undefined);
    await writer.commit();
    await writer.close();
    const word = (field: string, term: string) => ({
      kind: 'phrase' as const,
      fields: [field],
      elements: [{ kind: 'term' as const, term }],
    });
    expect(
      await engine.count([
        word('TI', 'first'),
        word('TI', 'lost'),
        word('TI', 'neighbour'),
        word('AB', 'a'),
        { kind: 'all' },
      ]),
    ).toEqual([1, 0, 2, 1, 3]);
    expect((await engine.health()).records).toEqual({ patent: 3 });
  });
});
