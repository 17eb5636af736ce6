import fc from 'fast-check';
import { chooseMerge, type SegmentSize } from './merge-policy.js';

const sizeArbitrary: fc.Arbitrary<SegmentSize> = fc
  .tuple(
    fc.integer({ min: 1, max: 400_000 }),
    fc.integer({ min: 1, max: 900 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([documents, length, share]) => ({
    documents,
    tokens: documents * length,
    dead: Math.floor(documents * share * share * share),
  }));

const total = (segments: readonly SegmentSize[]): number => segments.reduce((sum, { tokens }) => sum + tokens, 0);

describe('which segments are merged', () => {
  it('a run of at least eight neighbours (none outweighs the others, unless there are many segments), or one with more than 30 % dead', () => {
    fc.assert(
      fc.property(fc.array(sizeArbitrary, { maxLength: 80, size: 'max' }), (segments) => {
        const choice = chooseMerge(segments);
        if (!choice) {
          expect(segments.every(({ documents, dead }) => dead <= documents * 0.3)).toBe(true);
          return;
        }
        const chosen = segments.slice(choice.start, choice.end);
        expect(chosen).toHaveLength(choice.end - choice.start);
        if (chosen.length === 1) {
          expect((chosen[0]?.dead ?? 0) / (chosen[0]?.documents ?? 1)).toBeGreaterThan(0.3);
          return;
        }
        expect(chosen.length).toBeGreaterThanOrEqual(8);
        expect(chosen.length).toBeLessThanOrEqual(16);
        const living = chosen.map(({ documents, dead, tokens }) => tokens * (1 - dead / documents));
        const sum = living.reduce((a, b) => a + b, 0);
        const largest = Math.max(...living);
        if (segments.length <= 30) expect(largest).toBeLessThanOrEqual(Math.max(sum - largest, 100_000) * 1.000001);
      }),
    );
  });

  it.each([
    ['equal and small', 10_000, 30, () => 100],
    ['equal and large', 1_000, 30, () => 10_000],
    // Commits of a daily feed beside those of a backfile: small and large ones alternate.
    ['of all sizes', 3_000, 30, (draw: () => number) => 1 + Math.floor(20_000 * draw() ** 6)],
  ])('flushes that are %s leave few segments and write each word a few times only', (_, flushes, most, sizeOf) => {
    let segments: SegmentSize[] = [];
    let written = 0;
    let seed = 1;
    const draw = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let flush = 0; flush < flushes; flush++) {
      const documents = sizeOf(draw);
      segments.push({ documents, tokens: documents * 300, dead: 0 });
      for (let choice = chooseMerge(segments); choice; choice = chooseMerge(segments)) {
        const chosen = segments.slice(choice.start, choice.end);
        const merged = {
          documents: chosen.reduce((sum, each) => sum + each.documents, 0),
          tokens: total(chosen),
          dead: 0,
        };
        written += merged.tokens;
        segments = [...segments.slice(0, choice.start), merged, ...segments.slice(choice.end)];
      }
      expect(segments.length).toBeLessThanOrEqual(most + total(segments) / 100_000_000);
    }
    expect(written / total(segments)).toBeLessThan(7);
  });

  it('three thousand new records do not make it write three hundred thousand anew', () => {
    const large = { documents: 300_000, tokens: 150_000_000, dead: 0 };
    const small = Array.from({ length: 15 }, () => ({ documents: 200, tokens: 100_000, dead: 0 }));
    const choice = chooseMerge([large, ...small]);
    expect(choice?.start).toBeGreaterThan(0);
  });
});
