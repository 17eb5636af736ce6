import fc from 'fast-check';
import { compileQuery } from './check.js';
import { QueryError } from './query-error.js';

const today = '2024-06-15';

const pieces = [
  'a', 'b*', '*', '?', 'AND', 'or', 'NOT', 'XOR', '(', ')', '（', '）', '"', '“', '」', '「', '=', '==', '!=', '>=', '<', ':', '：', '[', ']', 'TO', ',', '，',
  'TI', 'PD', 'IPC', 'AP', 'ST', 'CC', 'PN', 'PY', 'TAC', '标题', 'stem', '2012', '-18m', 'H01M10/0525', 'US9876543B2', '9,876,543', '电池', 'LED显示', ' ', '  ',
  '\n', '\\', '\u0000', '\ud800', '\udc00', '\u202e', '😀', '@', '#1', 'ADJ3', 'NEAR', 'with2', 'SAME', 'near0', 'FREQ', 'FREQ(', '>=2', 'FREQ(TI,a)>=2', 'TI=(a NEAR b)', 'c?d', '*e', '锂?', '池*', '_{', '}', '-', '$', '\u3000',
]; // prettier-ignore

describe('any text', () => {
  const isSane = (query: string): void => {
    let compiled;
    try {
      compiled = compileQuery(query, { today });
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      expect(error.span.start).toBeGreaterThanOrEqual(0);
      expect(error.span.end).toBeGreaterThanOrEqual(error.span.start);
      expect(error.span.end).toBeLessThanOrEqual(query.length);
    }
    if (!compiled) return;
    const again = compileQuery(compiled.canonical, { today });
    expect(again.canonical).toBe(compiled.canonical);
    const strip = (key: string, value: unknown) => (key === 'span' ? undefined : value);
    expect(JSON.stringify(again.tree, strip)).toBe(JSON.stringify(compiled.tree, strip));
  };

  it('is a query with a stable canonical text, or a query error with its place', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), isSane), { numRuns: 1500 });
    fc.assert(fc.property(fc.string({ maxLength: 80 }), isSane), { numRuns: 1500 });
  });

  it('made of pieces of queries too', () => {
    const parts = fc.array(fc.constantFrom(...pieces), { maxLength: 25 });
    fc.assert(
      fc.property(
        parts.map((each) => each.join('')),
        isSane,
      ),
      { numRuns: 2500 },
    );
    fc.assert(
      fc.property(
        parts.map((each) => each.join(' ')),
        isSane,
      ),
      { numRuns: 2500 },
    );
  });
});
