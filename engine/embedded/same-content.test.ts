import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { isSameJson } from './same-content.js';

describe('isSameJson', () => {
  it('agrees with a deep comparison of what JSON keeps', () => {
    const value = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        fc.constantFrom<unknown>(undefined, 'a', 1, null, true),
        fc.array(
          tie('tree').filter((each) => each !== undefined),
          { maxLength: 3 },
        ),
        fc.dictionary(fc.constantFrom('x', 'y', 'z'), tie('tree')),
      ),
    })).tree;
    fc.assert(
      fc.property(value, value, (a, b) => {
        for (const [left, right] of [
          [a, b],
          [a, structuredClone(a)],
        ]) {
          const kept = [left, right].map((each) => JSON.parse(JSON.stringify({ each })) as unknown);
          expect(isSameJson(left, right)).toBe(isDeepStrictEqual(kept[0], kept[1]));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leaves out members that do not count, but only of the outermost object', () => {
    expect(isSameJson({ a: 1, sources: [1] }, { a: 1, sources: [2] }, ['sources'])).toBe(true);
    expect(isSameJson({ a: 1 }, { a: 1, sources: [2] }, ['sources'])).toBe(true);
    expect(isSameJson({ a: { sources: 1 } }, { a: { sources: 2 } }, ['sources'])).toBe(false);
  });
});
