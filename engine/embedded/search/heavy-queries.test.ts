import { madePatent } from '../../contract/made-records.js';
import { ask, codeOfFailure, findIds, load } from '../../contract/subject.js';
import type { CheckedNode, PhraseElement, PositionNode } from '../../../query/tree.js';
import { type EmbeddedSubject, openSubject } from '../embedded-subject.js';
import { openEmbeddedEngine } from '../open.js';
import { StopSignal } from './query-context.js';
import { openFrame } from './run-search.js';
import { SegmentQuery } from './segment-query.js';
import { IndexReader } from './snapshot.js';

const count = 2000;
const fields = ['TI', 'AB'];
const word = (term: string): CheckedNode => ({ kind: 'phrase', fields, elements: [{ kind: 'term', term }] });
const node = (element: PhraseElement): PositionNode => ({ kind: 'words', elements: [element] });
const near = (left: PositionNode, right: PositionNode, distance = 1000): CheckedNode => ({
  kind: 'proximity',
  fields,
  node: { kind: 'distance', isOrdered: false, distance, left, right },
});
const idOf = (index: number): string => `US-${index + 1}-B2`;

let subject: EmbeddedSubject;
beforeAll(async () => {
  subject = await openSubject({ workers: 0 });
  const text = (index: number) =>
    Array.from({ length: 40 }, (_, at) => `a${index}x${at} b${at}y${index % 7}`).join(' ');
  await load(
    subject.engine,
    Array.from({ length: count }, (_, index) => madePatent(idOf(index), { title: `w${index}`, abstract: text(index) })),
  );
});
afterAll(() => subject.remove());

const everyA: PositionNode = node({ kind: 'prefix', prefix: 'a' });
const everyB: PositionNode = node({ kind: 'prefix', prefix: 'b' });

/** Runs a query under limits of its own. */
function runUnder(limits: { keys?: number; bytes?: number }, query: CheckedNode): number {
  const reader = new IndexReader(subject.folder);
  try {
    return reader.withSnapshot((snapshot) => {
      const stop = new StopSignal(() => undefined, { keys: Infinity, bytes: Infinity, ...limits });
      const frame = openFrame(snapshot, undefined, true, stop);
      return snapshot.segments.reduce((sum, each) => sum + new SegmentQuery(each, frame).run(query).length, 0);
    });
  } finally {
    reader.close();
  }
}

describe('large queries', () => {
  it('a list of 10,000 words finds each record that has one', async () => {
    const query: CheckedNode = {
      kind: 'or',
      children: Array.from({ length: 10_000 }, (_, index) => word(`w${index * 3}`)),
    };
    const expected = Array.from({ length: count }, (_, index) => index).filter((index) => index % 3 === 0);
    const { count: found } = await ask(subject.engine, { query, sort: [{ by: 'score', direction: 'desc' }] });
    expect(found).toBe(expected.length);
  });

  it('a list of 10,000 numbers too, right truncated or not', async () => {
    const keys = Array.from({ length: 10_000 }, (_, index) => `US${index + 1}B2`);
    const query: CheckedNode = { kind: 'number', fields: ['PN', 'AN'], keys, match: 'exact' };
    expect((await ask(subject.engine, { query, limit: 0 })).count).toBe(count);
    expect((await ask(subject.engine, { query: { ...query, match: 'prefix' }, limit: 0 })).count).toBe(count);
  });

  it('50 nested groups and 50 nested distances', async () => {
    let tree = word('w7');
    for (let depth = 0; depth < 50; depth++)
      tree = { kind: depth % 2 ? 'and' : 'or', children: [tree, depth % 2 ? { kind: 'all' } : { kind: 'none' }] };
    expect(await findIds(subject.engine, { query: tree })).toEqual([idOf(7)]);
    let chain = node({ kind: 'term', term: 'a7x0' });
    for (let depth = 1; depth <= 30; depth++)
      chain = {
        kind: 'distance',
        isOrdered: true,
        distance: 3,
        left: chain,
        right: node({ kind: 'term', term: `a7x${depth}` }),
      };
    expect(await findIds(subject.engine, { query: { kind: 'proximity', fields, node: chain } })).toEqual([idOf(7)]);
  });

  it('an OR group of 2,000 words in a distance', async () => {
    const children = Array.from({ length: 2000 }, (_, index) => node({ kind: 'term', term: `a${index}x0` }));
    const query = near({ kind: 'any-of', children }, node({ kind: 'term', term: 'b0y3' }), 1);
    const expected = Array.from({ length: count }, (_, index) => index).filter((index) => index % 7 === 3);
    expect((await ask(subject.engine, { query, limit: 0 })).count).toBe(expected.length);
  });
});

describe('queries beyond the limits of one query', () => {
  it('a truncated word that stands for too many ends with `too-large`, the limit, and what to write', () => {
    expect(() => runUnder({ keys: 1000 }, near(everyA, everyB))).toThrow(
      expect.objectContaining({
        code: 'too-large',
        message:
          'truncated words stand for more than 1000 words, at `a*`: write more letters before or behind the sign',
      }),
    );
    expect(() =>
      runUnder({ keys: 1000 }, { kind: 'phrase', fields, elements: [{ kind: 'pattern', pattern: '*' }] }),
    ).toThrow(expect.objectContaining({ code: 'too-large' }));
    expect(runUnder({ keys: 200_000 }, near(everyA, everyB, 1))).toBe(count);
  });

  it('positions beyond the memory of a query end with `too-large`; with enough they are found, in runs of documents', () => {
    expect(() => runUnder({ bytes: 100_000 }, near(everyA, everyB))).toThrow(
      expect.objectContaining({ code: 'too-large', message: expect.stringContaining('rarer words') as unknown }),
    );
    expect(runUnder({ bytes: 1 << 27 }, near(everyA, everyB))).toBe(count);
  });

  it('everything near everything ends at its time limit', async () => {
    const engine = openEmbeddedEngine({ directory: subject.folder, workers: 0, queryMilliseconds: 1 });
    const any = node({ kind: 'pattern', pattern: '*' });
    expect(await codeOfFailure(ask(engine, { query: near(any, any) }))).toBe('timed-out');
    await engine.close();
  });
});
