import { madePatent } from '../contract/made-records.js';
import { ask, codeOfFailure, collect, load } from '../contract/subject.js';
import { type EmbeddedSubject, openSubject } from './embedded-subject.js';
import { openEmbeddedEngine } from './open.js';

/** More documents than a query touches between two looks at the clock. */
const many = 6000;
const long = {
  kind: 'status' as const,
  statuses: ['unknown' as const],
};
let subject: EmbeddedSubject;
beforeAll(async () => {
  subject = await openSubject({ workers: 1 });
  await load(
    subject.engine,
    Array.from({ length: many }, (_, index) => madePatent(`US-${index + 1}-B2`)),
  );
});
afterAll(() => subject.remove());

describe('queries that take too long', () => {
  it.each([0, 1])('end at their time limit with `timed-out` and the remedy (%i threads)', async (workers) => {
    const engine = openEmbeddedEngine({ directory: subject.folder, workers, queryMilliseconds: 0 });
    const request = { query: long, limit: 1 };
    await expect(ask(engine, request)).rejects.toMatchObject({
      code: 'timed-out',
      message: expect.stringContaining('narrow it') as unknown,
    });
    // The same thread answers what is quick.
    expect(await engine.count([{ kind: 'number', fields: ['PN'], keys: ['US17B2'], match: 'exact' }])).toEqual([1]);
    await engine.close();
  });

  it('end in the middle of their facets, of their order and of a scan too', async () => {
    const engine = openEmbeddedEngine({ directory: subject.folder, workers: 0, queryMilliseconds: 0 });
    const facet = { kind: 'terms' as const, field: 'CC', size: 5 };
    const refused = [
      ask(engine, { limit: 0, facets: { it: facet } }),
      ask(engine, { limit: 0, facets: { it: { ...facet, nested: facet } } }),
      collect(engine.scan({ kind: 'all' })),
    ];
    expect(await Promise.all(refused.map(codeOfFailure))).toEqual(['timed-out', 'timed-out', 'timed-out']);
    await engine.close();
  });

  it('end when they are cancelled, waiting or running, and the thread goes on with the next', async () => {
    const { engine } = subject;
    const cancel = new AbortController();
    const request = { query: long, sort: [], limit: 0, offset: 0 };
    const running = codeOfFailure(engine.search(request, cancel.signal));
    const waiting = codeOfFailure(engine.count([long], undefined, cancel.signal));
    const patient = engine.count([long]);
    cancel.abort();
    expect(await Promise.all([running, waiting])).toEqual(['timed-out', 'timed-out']);
    expect(await patient).toEqual([many]);
  });

  it('many at once are all answered, however few threads there are', async () => {
    const { engine } = subject;
    const answers = await Promise.all(Array.from({ length: 40 }, () => engine.count([long, { kind: 'all' }])));
    expect(answers).toEqual(Array.from({ length: 40 }, () => [many, many]));
  });

  it('do not hold up what is asked by id', async () => {
    const { engine } = subject;
    let isAnswered = false;
    const slow = Promise.all(Array.from({ length: 30 }, () => engine.count([long]))).then(() => (isAnswered = true));
    expect((await engine.get('US-17-B2'))?.id).toBe('US-17-B2');
    expect(isAnswered).toBe(false);
    await slow;
  });
});
