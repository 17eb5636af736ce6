import { setTimeout as sleep } from 'node:timers/promises';
import { describeOnServer } from '../../fixtures/servers.js';
import type { CheckedNode } from '../../query/tree.js';
import { madePatent } from '../contract/made-records.js';
import { ask, codeOfFailure, findIds, load } from '../contract/subject.js';
import type { Engine, EngineError, WriteOutcome } from '../engine.js';
import { type ElasticsearchSubject, openSubject } from './elasticsearch-subject.fixture.js';
import { buildIndexName } from './index-names.js';

const word = (term: string): CheckedNode => ({ kind: 'phrase', fields: ['TI'], elements: [{ kind: 'term', term }] });
const titles = async (engine: Engine, snapshot?: string): Promise<string[]> =>
  (await ask(engine, { snapshot })).hits.map(({ record }) =>
    record.type === 'patent' ? (record.inventionTitle[0]?.text ?? '') : '',
  );

describeOnServer('elasticsearch-9', 'commits on Elasticsearch', (url) => {
  let subject: ElasticsearchSubject;
  afterEach(() => subject.remove());
  const put = (number: number, title: string) => load(subject.engine, [madePatent(`US-${number}-B2`, { title })]);
  /** Versions in the index, whoever sees them. */
  const countStored = async (): Promise<number> => {
    const index = buildIndexName({ kind: 'records', prefix: subject.prefix, type: 'patent', generation: 1 });
    await subject.cluster.call('POST', `/${index}/_refresh`);
    return (await subject.cluster.call<{ count: number }>('GET', `/${index}/_count`)).count;
  };

  it('what a killed writer left is never seen, and the next writer takes it back: versions, deletions, raw bytes', async () => {
    subject = await openSubject(url(), { bulkBytes: 1, leaseMilliseconds: 1_000 });
    const { engine } = subject;
    await put(1, 'kept');
    await put(2, 'kept too');
    // Every change is written at once, and nothing is committed; the lease is not renewed, as by a process that is gone.
    const killed = await subject.openAnother({
      leaseMilliseconds: 60_000_000,
      clock: () => Date.now() - 60_000_000 + 500,
    });
    const writer = await killed.writer();
    await writer.upsert(madePatent('US-1-B2', { title: 'lost' }), Buffer.from('lost'));
    await writer.upsert(madePatent('US-3-B2', { title: 'lost' }), Buffer.from('lost'));
    await writer.delete('US-2-B2');
    expect(await countStored()).toBeGreaterThan(2);
    expect(await titles(engine)).toEqual(['kept', 'kept too']);
    await sleep(600);
    await put(4, 'next');
    expect(await titles(engine)).toEqual(['kept', 'kept too', 'next']);
    expect(await countStored()).toBe(3);
    expect(await engine.source('US-1-B2')).toBeUndefined();
    // It comes back to life: its commit finds that another has written.
    expect(await codeOfFailure(writer.commit({ ledger: 1 }))).toBe('locked');
    await writer.close();
    expect(await titles(engine)).toEqual(['kept', 'kept too', 'next']);
    expect(await engine.checkpoint('ledger')).toBeUndefined();
  });

  it('a record that only the server refuses is told with the reason, and the batch is whole without it', async () => {
    subject = await openSubject(url());
    const { engine } = subject;
    await put(1, 'old');
    const told: [WriteOutcome, string | undefined][] = [];
    const tell = (outcome: WriteOutcome, reason?: EngineError) => told.push([outcome, reason?.code]);
    const writer = await engine.writer();
    await writer.upsert(madePatent('US-1-B2', { title: 'new', applicants: ['x'.repeat(40_000)] }), undefined, tell);
    await writer.upsert(madePatent('US-2-B2', { title: 'beside it' }), undefined, tell);
    await writer.commit();
    await writer.close();
    expect(told.sort()).toEqual([
      ['rejected', 'rejected'],
      ['written', undefined],
    ]);
    expect(await titles(engine)).toEqual(['old', 'beside it']);
  });

  it('replaced versions are kept for the grace time and for pins, and go with the next commit after that', async () => {
    subject = await openSubject(url(), { graceMilliseconds: 0 });
    const { engine } = subject;
    await put(1, 'one');
    await put(2, 'two');
    const { snapshot } = await engine.pin();
    expect((await engine.pin()).snapshot).toBe(snapshot);
    await put(1, 'one again');
    const writer = await engine.writer();
    await writer.delete('US-2-B2');
    await writer.commit();
    await writer.close();
    await put(3, 'three');
    expect(await titles(engine, snapshot)).toEqual(['one', 'two']);
    expect(await findIds(engine, { snapshot, query: word('two') })).toEqual(['US-2-B2']);
    expect(await titles(await subject.openAnother(), snapshot)).toEqual(['one', 'two']);
    expect(await titles(engine)).toEqual(['one again', 'three']);
    await engine.release(snapshot);
    expect(await titles(engine, snapshot)).toEqual(['one', 'two']);
    await engine.release(snapshot);
    expect(await codeOfFailure(ask(engine, { snapshot }))).toBe('snapshot-gone');
    await engine.release(snapshot);
    await put(4, 'four');
    expect(await countStored()).toBe(3);
  });

  it('a pin lasts a day by the clock, and is unknown after that', async () => {
    let now = Date.now();
    subject = await openSubject(url(), { clock: () => now });
    await put(1, 'one');
    const { snapshot, expires } = await subject.engine.pin();
    expect(Math.abs(Date.parse(expires) - now - 24 * 3600 * 1000)).toBeLessThan(2000);
    now += 23 * 3600 * 1000;
    expect(await titles(subject.engine, snapshot)).toEqual(['one']);
    now += 2 * 3600 * 1000;
    expect(await codeOfFailure(ask(subject.engine, { snapshot }))).toBe('snapshot-gone');
    expect(await codeOfFailure(ask(subject.engine, { snapshot: '7-7' }))).toBe('snapshot-gone');
  });

  it('an answer is never older than its question, whichever process commits meanwhile', async () => {
    subject = await openSubject(url());
    const { engine } = subject;
    const writer = await (await subject.openAnother()).writer();
    let committed = 0;
    let isDone = false;
    const asked = async () => {
      while (!isDone) {
        const before = committed;
        const found = await titles(engine);
        // Record 1 holds the number of the commit, and each commit adds a record.
        expect(found).toHaveLength(Number(found[0] ?? 0));
        expect(found.length).toBeGreaterThanOrEqual(before);
      }
    };
    const clients = [asked(), asked(), asked()];
    for (let number = 1; number <= 12; number++) {
      await writer.upsert(madePatent('US-1-B2', { title: String(number) }), undefined);
      if (number > 1) await writer.upsert(madePatent(`US-${number}-B2`, { title: 'more' }), undefined);
      await writer.commit();
      committed = number;
      expect(await titles(engine)).toHaveLength(number);
    }
    isDone = true;
    await Promise.all(clients);
    await writer.close();
  });
});
