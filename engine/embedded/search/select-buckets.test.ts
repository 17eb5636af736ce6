import fc from 'fast-check';
import { selectBuckets } from './select-buckets.js';

describe('the buckets that are shown', () => {
  it('are the first in the order asked for, whatever the size; the others are counted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 5 }), { maxLength: 3000 }),
        fc.constantFrom(1, 2, 10, 1000, 1001, 5000),
        fc.constantFrom('count' as const, 'value' as const, 'value-desc' as const),
        (list, size, order) => {
          const filled = [...list.keys()].filter((code) => (list[code] ?? 0) > 0);
          if (order === 'count') filled.sort((a, b) => (list[b] ?? 0) - (list[a] ?? 0) || a - b);
          if (order === 'value-desc') filled.reverse();
          expect(selectBuckets(Uint32Array.from(list), size, order)).toEqual({
            codes: filled.slice(0, size),
            others: Math.max(0, filled.length - size),
          });
        },
      ),
    );
  });
});
