import { compileQuery } from '../query/check.js';
import { explainQuery } from '../query/explain.js';
import { QueryError } from '../query/query-error.js';
import { createQueryCompiler } from './query-compiler.js';

const today = '2024-06-30';
const compiler = createQueryCompiler(100_000);
const long = `TI=(${Array.from({ length: 900 }, (_, at) => `word${at}`).join(' OR ')}) AND PD>=-3y`;
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('query texts that are read in a thread', () => {
  it('become what they become here', async () => {
    expect(long.length).toBeGreaterThan(5_000);
    expect(await compiler.compile(long, today)).toEqual(plain(compileQuery(long, { today })));
    expect(await compiler.explain(long, today)).toEqual(plain(explainQuery(long, { today })));
  });

  it('are refused as they are here, with place and hint', async () => {
    const wrong = `${long} AND (`;
    const refusal = (read: () => unknown): unknown => {
      try {
        return read();
      } catch (error) {
        return error;
      }
    };
    const expected = refusal(() => compileQuery(wrong, { today })) as QueryError;
    const found = await compiler.compile(wrong, today).catch((error: unknown) => error);
    expect(found).toBeInstanceOf(QueryError);
    expect({ ...(found as QueryError), message: (found as QueryError).message }).toEqual({
      ...expected,
      message: expected.message,
    });
  });

  it('many at once are all answered; one that nobody waits for disturbs none', async () => {
    const clients = new AbortController();
    const left = compiler.compile(`${long} AND left`, today, clients.signal).catch(() => 'left');
    const all = Promise.all(
      Array.from({ length: 20 }, (_, client) => compiler.compile(`${long} AND n${client % 5}`, today)),
    );
    clients.abort();
    expect(await left).toBe('left');
    expect((await all).map(({ canonical }) => /n\d$/.exec(canonical)?.[0])).toEqual(
      Array.from({ length: 20 }, (_, client) => `n${client % 5}`),
    );
  });
});
