import { madePatent } from './made-records.js';
import { ask, codeOfFailure, collect, load, type OpenSubject, withSubject } from './subject.js';

/** Requests that cannot be answered end in an EngineError, and the engine goes on. */
export function describeFailures(open: OpenSubject): void {
  describe('failures', () => {
    it('a field that does not sort, or has no such facet, is rejected and named', () =>
      withSubject(open, async ({ engine }) => {
        await load(engine, [madePatent('US-1-B2', { title: 'word', ipc: ['H01M4/02'], published: '2020-01-01' })]);
        await expect(ask(engine, { sort: [{ by: 'AB', direction: 'asc' }] })).rejects.toMatchObject({
          code: 'rejected',
          message: expect.stringContaining('AB') as unknown,
        });
        for (const facet of [
          { kind: 'terms', field: 'DE', size: 5 },
          { kind: 'dates', field: 'AP', interval: 'year' },
          { kind: 'terms', field: 'IPC', size: 5, level: 'nonsense' },
        ] as const)
          await expect(ask(engine, { facets: { it: facet } })).rejects.toMatchObject({
            code: 'rejected',
            message: expect.stringContaining(facet.field) as unknown,
          });
        expect((await ask(engine)).count).toBe(1);
      }));

    it('a query that was cancelled before it began is refused, and the next one is answered', () =>
      withSubject(open, async ({ engine }) => {
        await load(engine, [madePatent('US-1-B2')]);
        const signal = AbortSignal.abort();
        const request = { query: { kind: 'all' as const }, sort: [], limit: 1, offset: 0 };
        expect(await codeOfFailure(engine.search(request, signal))).toBe('timed-out');
        expect(await codeOfFailure(engine.count([{ kind: 'all' }], undefined, signal))).toBe('timed-out');
        expect(await engine.count([{ kind: 'all' }])).toEqual([1]);
      }));

    it('a closed engine says that it is not ready, to every question', () =>
      withSubject(open, async ({ engine }) => {
        await load(engine, [madePatent('US-1-B2')]);
        await engine.close();
        await engine.close();
        expect(await codeOfFailure(ask(engine))).toBe('not-ready');
        expect(await codeOfFailure(engine.count([{ kind: 'all' }]))).toBe('not-ready');
        expect(await codeOfFailure(collect(engine.scan({ kind: 'all' })))).toBe('not-ready');
        expect(await codeOfFailure(engine.get('US-1-B2'))).toBe('not-ready');
        expect(await codeOfFailure(engine.source('US-1-B2'))).toBe('not-ready');
        expect(await codeOfFailure(engine.fillRates())).toBe('not-ready');
        expect(await codeOfFailure(engine.writer())).toBe('not-ready');
        expect(await codeOfFailure(engine.checkpoint('x'))).toBe('not-ready');
        expect(await codeOfFailure(engine.checkpoints('x'))).toBe('not-ready');
        expect(await codeOfFailure(engine.health())).toBe('not-ready');
      }));

    it('closing the engine closes its writer without a commit and frees the lock', () =>
      withSubject(open, async ({ engine, openAnother }) => {
        await load(engine, [madePatent('US-1-B2')]);
        const writer = await engine.writer();
        await writer.upsert(madePatent('US-2-B2'), undefined);
        await engine.close();
        const other = await openAnother();
        await load(other, [madePatent('US-3-B2')]);
        expect(await collect(other.scan({ kind: 'all' }))).toEqual(['US-1-B2', 'US-3-B2']);
      }));
  });
}
