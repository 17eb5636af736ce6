import { compileQuery } from './check.js';
import { QueryError } from './query-error.js';

const today = '2024-06-15';
function failOf(query: string): QueryError {
  try {
    compileQuery(query, { today });
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
  throw new Error(`\`${query}\` was taken`);
}

describe('bounds', () => {
  it('takes fifty nested groups', () => {
    expect(compileQuery('('.repeat(50) + 'a' + ')'.repeat(50), { today }).canonical).toBe('a');
    const deep = Array.from({ length: 50 }).reduce<string>((inner) => `(a OR (b AND ${inner}))`, 'c');
    expect(() => compileQuery(deep, { today })).not.toThrow();
  });

  it.each([
    ['brackets', '('.repeat(500_000), 'too-deep'],
    ['NOT', 'NOT '.repeat(200_000) + 'a', 'too-deep'],
    ['fields', 'TI=('.repeat(100_000), 'too-deep'],
    ['words', 'a '.repeat(100_001), 'too-many-terms'],
    ['length', 'a'.repeat(1_000_001), 'query-too-long'],
    ['a phrase', `"${'a '.repeat(10_001)}"`, 'too-many-terms'],
    ['a run of characters', '电'.repeat(10_001), 'too-many-terms'],
    ['open ranges', '[ '.repeat(60_000), 'nothing-to-search'],
    ['closing brackets', 'a' + ')'.repeat(500_000), 'unopened-bracket'],
    ['quotes', '"'.repeat(99_999), 'unclosed-quote'],
    ['backslashes', `CC="${'\\'.repeat(400_000)}`, 'unclosed-quote'],
    ['a range of spaces', `PD=[a${' '.repeat(400_000)}b]`, 'malformed-range'],
    ['relations', '='.repeat(900_000), 'missing-field'],
    ['wide brackets', 'a' + '（b'.repeat(90_000), 'too-deep'],
    ['a huge date', 'PD=' + '1'.repeat(900_000), 'wrong-type'],
    ['a huge status', 'ST=' + 'x'.repeat(900_000), 'unknown-status'],
    ['a huge field name', 'x'.repeat(900_000) + '=1', 'unknown-field'],
  ])('refuses too much of %s, in no time', (_what, query, code) => {
    const started = performance.now();
    expect(failOf(query).code).toBe(code);
    expect(failOf(query).message.length).toBeLessThan(500);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('takes a hundred thousand words, and a megabyte', () => {
    expect(compileQuery('a '.repeat(100_000), { today }).tree.kind).toBe('and');
    expect(
      compileQuery(Array.from({ length: 100_000 }, (_, index) => `w${index}`).join(' OR '), { today }).tree.kind,
    ).toBe('or');
    expect(compileQuery('a'.repeat(1_000_000), { today }).tree.kind).toBe('phrase');
    expect(compileQuery(`CC="${'\\\\'.repeat(400_000)}*"`, { today }).tree.kind).toBe('keyword');
  });
});
