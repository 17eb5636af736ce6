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
    ['empty quotations', '"'.repeat(1_000_000), 'too-many-terms'],
    ['backslashes', `CC="${'\\'.repeat(400_000)}`, 'unclosed-quote'],
    ['a range of spaces', `PD=[a${' '.repeat(400_000)}b]`, 'malformed-range'],
    ['relations', '='.repeat(900_000), 'missing-field'],
    ['counts', 'FREQ('.repeat(200_000), 'too-deep'],
    ['distances', 'a NEAR '.repeat(90_000) + 'a', 'too-deep'],
    ['distances in brackets', 'a NEAR ('.repeat(90_000), 'too-deep'],
    ['question marks', '?'.repeat(900_000), 'wrong-truncation'],
    ['stars in a word', 'a*'.repeat(450_000), 'wrong-truncation'],
    ['stars in a name', `AP=="${'a*'.repeat(450_000)}"`, 'wrong-truncation'],
    ['stars in a number', `PN=US${'1?'.repeat(110)}*`, 'unknown-number'],
    ['stars in a list', 'a* '.repeat(100_001), 'too-many-terms'],
    ['direction marks', '\u202e'.repeat(900_000), 'nothing-to-search'],
    ['control characters', '\u0000'.repeat(900_000), 'empty-query'],
    ['lone surrogates', '\ud800'.repeat(900_000), 'nothing-to-search'],
    ['markup', '_{'.repeat(450_000), 'nothing-to-search'],
    ['names', 'TI:'.repeat(300_000), 'missing-value'],
    ['wide brackets', 'a' + '（b'.repeat(90_000), 'too-deep'],
    ['a huge date', 'PD=' + '1'.repeat(900_000), 'wrong-type'],
    ['a huge status', 'ST=' + 'x'.repeat(900_000), 'unknown-status'],
    ['a huge field name', 'x'.repeat(900_000) + '=1', 'unknown-field'],
  ])('refuses too much of %s, in no time', (_what, query, code) => {
    // Time of this process alone: others may have the processors.
    const started = process.cpuUsage();
    const error = failOf(query);
    const { user, system } = process.cpuUsage(started);
    expect(error.code).toBe(code);
    expect(error.message.length).toBeLessThan(500);
    if (code === 'too-many-terms') expect(error.hint).toMatch(/part/);
    expect((user + system) / 1e3).toBeLessThan(5_000);
  });

  it('takes lists of ten thousand numbers, names, symbols and terms, in a field, in distances and truncated', () => {
    const list = (item: (index: number) => string) =>
      Array.from({ length: 10_000 }, (_, index) => item(index)).join(' OR ');
    const sizeOf = (query: string): number => {
      const { tree } = compileQuery(query, { today });
      if ('children' in tree) return tree.children.length;
      if (tree.kind !== 'proximity' || tree.node.kind !== 'distance' || tree.node.left.kind !== 'any-of') return 0;
      return tree.node.left.children.length;
    };
    expect(sizeOf(`PN=(${list((index) => `US${9_000_000 + index}B2`)})`)).toBe(10_000);
    expect(sizeOf(`AP==(${list((index) => `"Firm ${index} Ltd."`)})`)).toBe(10_000);
    expect(sizeOf(`IPC=(${list((index) => `H01M10/${1000 + index}`)})`)).toBe(10_000);
    expect(sizeOf(list((index) => `CC=US AND TI=w${index}`))).toBe(10_000);
    expect(sizeOf(`(${list((index) => `w${index}*`)}) NEAR5 电池`)).toBe(10_000);
    expect(sizeOf(list((index) => `w${index} ADJ3 cell`))).toBe(10_000);
  });

  it('takes distances in a hundred levels', () => {
    const chain = Array.from({ length: 150 }, (_, index) => `w${index}`).join(' NEAR ');
    expect(compileQuery(chain, { today }).canonical).toBe(chain);
    const nested = Array.from({ length: 100 }).reduce<string>((inner) => `(a NEAR (b ADJ ${inner}))`, 'c');
    expect(compileQuery(compileQuery(nested.slice(0), { today }).canonical, { today }).tree.kind).toBe('proximity');
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
