import type { Engine, WriteOutcome } from '../engine.js';
import { asStored, madePatent } from './made-records.js';
import { ask, codeOfFailure, collect, findIds, load, type OpenSubject, withSubject } from './subject.js';

const word = (term: string) => ({
  kind: 'phrase' as const,
  fields: ['TI'],
  elements: [{ kind: 'term' as const, term }],
});
const countOf = async (engine: Engine, term?: string): Promise<number> =>
  (await engine.count([term === undefined ? { kind: 'all' } : word(term)]))[0] ?? -1;

/** Writing: what a commit makes visible, what a new version does to an old one, what readers see meanwhile. */
export function describeWriting(open: OpenSubject): void {
  describe('writing', () => {
    it('a record is not visible before the commit, and whole after it, in this engine and in another', () =>
      withSubject(open, async ({ engine, openAnother }) => {
        const other = await openAnother();
        const writer = await engine.writer();
        const record = madePatent('US-1-B2', { title: 'first', applicants: ['Müller 𠮷 GmbH'] });
        await writer.upsert(record, Buffer.from('<raw/>'));
        for (const each of [engine, other]) {
          expect(await findIds(each)).toEqual([]);
          expect(await each.get('US-1-B2')).toBeUndefined();
          expect(await each.source('US-1-B2')).toBeUndefined();
        }
        await writer.commit();
        for (const each of [engine, other]) {
          expect(await findIds(each, { query: word('first') })).toEqual(['US-1-B2']);
          expect(await each.get('US-1-B2')).toEqual(asStored(record));
          expect(Buffer.from((await each.source('US-1-B2')) ?? []).toString()).toBe('<raw/>');
        }
        await writer.close();
      }));

    it('a new version replaces the old one: its words, its facets, its bytes; its events stay', () =>
      withSubject(open, async ({ engine }) => {
        const writer = await engine.writer();
        const lapsed = { code: 'lapsed' as const, date: '2020-01-01' };
        const granted = { code: 'granted' as const, date: '2015-01-01' };
        await writer.upsert(
          madePatent('US-1-B2', { title: 'oldword', ipc: ['A61K8/00'], events: [granted] }),
          Buffer.from('one'),
        );
        await writer.commit();
        await writer.upsert(
          madePatent('US-1-B2', { title: 'newword', ipc: ['H01M4/02'], events: [lapsed] }),
          Buffer.from('two'),
        );
        await writer.commit();
        await writer.close();
        expect(await engine.count([word('oldword'), word('newword'), { kind: 'all' }])).toEqual([0, 1, 1]);
        expect((await engine.get('US-1-B2'))?.events).toEqual([granted, lapsed]);
        expect(Buffer.from((await engine.source('US-1-B2')) ?? []).toString()).toBe('two');
        const { facets } = await ask(engine, { facets: { ipc: { kind: 'terms', field: 'IPC', size: 9 } } });
        expect(facets?.['ipc']).toMatchObject({ buckets: [{ value: 'H01M4/02', count: 1 }] });
        expect((await engine.health()).records).toEqual({ patent: 1 });
      }));

    it('outcomes: written, unchanged, written when it changed; all of them told by the commit', () =>
      withSubject(open, async ({ engine }) => {
        const writer = await engine.writer();
        const told: WriteOutcome[] = [];
        const put = (title: string) =>
          writer.upsert(madePatent('US-1-B2', { title }), undefined, (outcome) => told.push(outcome));
        await put('one');
        await writer.commit();
        expect(told).toEqual(['written']);
        await put('one');
        await put('two');
        await writer.commit();
        expect(told).toEqual(['written', 'unchanged', 'written']);
        await put('two');
        await writer.commit();
        await writer.close();
        expect(told).toEqual(['written', 'unchanged', 'written', 'unchanged']);
      }));

    it('the last of several versions in one batch wins, and the record is there once', () =>
      withSubject(open, async ({ engine }) => {
        const writer = await engine.writer();
        for (const title of ['one', 'two', 'three']) await writer.upsert(madePatent('US-1-B2', { title }), undefined);
        await writer.commit();
        await writer.close();
        expect(await engine.count([word('one'), word('two'), word('three'), { kind: 'all' }])).toEqual([0, 0, 1, 1]);
      }));

    it('a deleted record is gone everywhere; deleting what is not there is no error; it may come back', () =>
      withSubject(open, async ({ engine }) => {
        const writer = await engine.writer();
        for (const id of ['US-1-B2', 'US-2-B2'])
          await writer.upsert(madePatent(id, { title: 'word', published: '2020-01-01' }), Buffer.from(id));
        await writer.commit();
        await writer.delete('US-1-B2');
        await writer.delete('US-999-B2');
        expect(await countOf(engine)).toBe(2);
        await writer.commit();
        expect(await findIds(engine)).toEqual(['US-2-B2']);
        expect(await engine.get('US-1-B2')).toBeUndefined();
        expect(await engine.source('US-1-B2')).toBeUndefined();
        expect(await collect(engine.scan({ kind: 'all' }))).toEqual(['US-2-B2']);
        expect((await engine.health()).records).toEqual({ patent: 1 });
        const { facets } = await ask(engine, { facets: { years: { kind: 'dates', field: 'PD', interval: 'year' } } });
        expect(facets?.['years']).toMatchObject({ buckets: [{ value: '2020', count: 1 }] });
        await writer.upsert(madePatent('US-1-B2', { title: 'again' }), undefined);
        await writer.commit();
        expect(await engine.count([word('word'), word('again')])).toEqual([1, 1]);
        await writer.close();
      }));

    it('put and deleted in one batch is not there; deleted and put in one batch is', () =>
      withSubject(open, async ({ engine }) => {
        const writer = await engine.writer();
        await writer.upsert(madePatent('US-1-B2', { title: 'one' }), undefined);
        await writer.delete('US-1-B2');
        await writer.upsert(madePatent('US-2-B2', { title: 'two' }), undefined);
        await writer.commit();
        expect(await findIds(engine)).toEqual(['US-2-B2']);
        await writer.delete('US-2-B2');
        await writer.upsert(madePatent('US-2-B2', { title: 'three' }), undefined);
        await writer.commit();
        await writer.close();
        expect(await engine.count([word('two'), word('three'), { kind: 'all' }])).toEqual([0, 1, 1]);
      }));

    it('a writer that closes without a commit leaves no trace, and the next one goes on', () =>
      withSubject(open, async ({ engine }) => {
        await load(engine, [madePatent('US-1-B2', { title: 'kept' })]);
        const writer = await engine.writer();
        await writer.upsert(madePatent('US-1-B2', { title: 'lost' }), undefined);
        await writer.upsert(madePatent('US-2-B2', { title: 'lost' }), undefined);
        await writer.delete('US-1-B2');
        await writer.close();
        expect(await engine.count([word('kept'), word('lost'), { kind: 'all' }])).toEqual([1, 0, 1]);
        await load(engine, [madePatent('US-3-B2', { title: 'kept' })]);
        expect(await countOf(engine, 'kept')).toBe(2);
        expect((await engine.health()).records).toEqual({ patent: 2 });
      }));

    it('a scan keeps its snapshot while records come, change and go', () =>
      withSubject(open, async ({ engine }) => {
        const ids = Array.from({ length: 300 }, (_, index) => `US-${1000 + index}-B2`);
        await load(
          engine,
          ids.map((id) => madePatent(id, { title: 'old' })),
        );
        const writer = await engine.writer();
        const seen: string[] = [];
        for await (const id of engine.scan(word('old'))) {
          if (seen.push(id) !== 1) continue;
          await writer.upsert(madePatent('US-1500-B2', { title: 'old' }), undefined);
          await writer.upsert(madePatent('US-1299-B2', { title: 'new' }), undefined);
          await writer.delete('US-1298-B2');
          await writer.commit();
        }
        expect(seen).toEqual(ids);
        await writer.close();
        expect(await countOf(engine, 'old')).toBe(299);
      }));

    it('readers always see whole batches while another engine writes', () =>
      withSubject(open, async ({ engine, openAnother }) => {
        const reader = await openAnother();
        const writer = await engine.writer();
        let isWriting = true;
        const write = async () => {
          for (let round = 1; round <= 8; round++) {
            for (let index = 0; index < 5; index++)
              await writer.upsert(madePatent(`US-${index}-B2`, { title: `round${round}` }), undefined);
            await writer.upsert(madePatent(`US-${100 + round}-B2`, { title: 'more' }), undefined);
            await writer.commit();
          }
          isWriting = false;
        };
        const written = write();
        let readings = 0;
        while (isWriting || readings < 3) {
          const { hits } = await ask(reader);
          const titles = hits.flatMap(({ record }) => ('inventionTitle' in record ? record.inventionTitle : []));
          const rounds = new Set(titles.map(({ text }) => text).filter((text) => text !== 'more'));
          expect(rounds.size).toBeLessThanOrEqual(1);
          const [round = 'round0'] = rounds;
          expect(hits.length).toBe(rounds.size === 0 ? 0 : 5 + Number(round.slice(5)));
          readings++;
          // An engine that answers in this thread would leave the writer none.
          await new Promise((resolve) => setImmediate(resolve));
        }
        await written;
        await writer.close();
      }));

    it('raw bytes come back as they went in: none, few, many, unprintable', () =>
      withSubject(open, async ({ engine }) => {
        const raws: [string, Uint8Array | undefined][] = [
          ['US-1-B2', undefined],
          ['US-2-B2', new Uint8Array()],
          ['US-3-B2', Uint8Array.from({ length: 256 }, (_, index) => index)],
          ['US-4-B2', Buffer.alloc(3_000_000, 'raw bytes of one record; ')],
        ];
        const writer = await engine.writer();
        for (const [id, raw] of raws) await writer.upsert(madePatent(id), raw);
        await writer.commit();
        await writer.close();
        for (const [id, raw] of raws) {
          const found = await engine.source(id);
          expect(found === undefined ? undefined : Buffer.compare(found, raw ?? Buffer.from('none'))).toBe(raw && 0);
        }
      }));

    it('only one writes at a time: a second writer is told `locked`, in this engine and another, until the first closes', () =>
      withSubject(open, async ({ engine, openAnother }) => {
        const other = await openAnother();
        const writer = await engine.writer();
        await writer.upsert(madePatent('US-1-B2'), undefined);
        expect(await codeOfFailure(engine.writer())).toBe('locked');
        expect(await codeOfFailure(other.writer())).toBe('locked');
        await writer.commit();
        expect(await codeOfFailure(other.writer())).toBe('locked');
        await writer.close();
        await load(other, [madePatent('US-2-B2')]);
        expect(await findIds(engine)).toEqual(['US-1-B2', 'US-2-B2']);
      }));

    it('a closed writer refuses to write', () =>
      withSubject(open, async ({ engine }) => {
        const writer = await engine.writer();
        await writer.close();
        await writer.close();
        expect(await codeOfFailure(writer.upsert(madePatent('US-1-B2'), undefined))).toBe('not-ready');
        expect(await codeOfFailure(writer.delete('US-1-B2'))).toBe('not-ready');
        expect(await codeOfFailure(writer.commit())).toBe('not-ready');
      }));
  });
}
