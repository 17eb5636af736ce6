import { monitorEventLoopDelay } from 'node:perf_hooks';
import { madePatent } from '../engine/contract/made-records.js';
import { nameClient } from '../engine/caller.js';
import { compileQuery } from '../query/check.js';
import { highlight } from '../query/highlight.js';
import { createHighlighter } from './highlighter.js';

const compile = (query: string) => compileQuery(query, { today: '2024-06-30' }).tree;
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const short = madePatent('US-1-B2', { title: 'solid electrolyte cell', abstract: 'a cell with an electrolyte' });
/** A million words without an end of a sentence. */
const endless = madePatent('US-2-B2', { title: 'cell '.repeat(1_000_000) });
const slow = compile('TI=(* NEAR9 (cell NEAR9 *))');

describe('highlights', () => {
  it.each([
    ['a short record and a plain query', 'electrolyte AND cell', short],
    ['a distance', 'TI=(solid NEAR3 cell)', short],
    ['a long record', 'TI=cell', madePatent('US-3-B2', { title: 'cell and more '.repeat(4_000) })],
    ['a record that is not found', 'TI=anode', short],
  ])('of %s are the same wherever they are marked', async (_what, query, record) => {
    const tree = compile(query);
    const expected = plain(highlight(tree, record, {}));
    expect(plain(await createHighlighter().mark(tree, [record, short], {}))).toEqual([
      expected,
      plain(highlight(tree, short, {})),
    ]);
  });

  it('of a million places within a distance hold up this thread no longer than it takes to write the record, and end with the time of the request', async () => {
    const highlighter = createHighlighter(500);
    // The thread is there, the record has been flattened.
    await highlighter.mark(compile('TI=(solid NEAR3 cell)'), [short], {});
    JSON.stringify(endless);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const started = performance.now();
    const marked = await highlighter.mark(slow, [endless, short], {});
    const took = performance.now() - started;
    delay.disable();
    expect(marked).toEqual([undefined, undefined]);
    // Half a second is what it may take; the rest is what a busy machine adds.
    expect(took).toBeLessThan(5_000);
    // Writing five megabytes of JSON takes some 10 ms, marking them here would take half a minute; 50 ms are wanted, four times that on a busy machine.
    expect(delay.max / 1e6).toBeLessThan(200);
  });

  it('of one client that floods do not keep those of another waiting', async () => {
    const highlighter = createHighlighter(300);
    const signalOf = (name: string): AbortSignal => {
      const { signal } = new AbortController();
      nameClient(signal, name);
      return signal;
    };
    let isOver = false;
    const flood = Promise.all(
      Array.from({ length: 12 }, () => highlighter.mark(slow, [endless], {}, signalOf('flood'))),
    );
    void flood.then(() => (isOver = true));
    const found = await highlighter.mark(compile('TI=(solid NEAR3 cell)'), [short], {}, signalOf('other'));
    expect(found[0]).toHaveProperty('TI');
    expect(isOver).toBe(false);
    await flood;
  });
});
