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
  it('a run of at least eight neighbours none of which outweighs the others, or one segment with more than 30 % dead', () => {
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
        expect(largest).toBeLessThanOrEqual(Math.max(sum - largest, 100_000) * 1.000001);
      }),
    );
  });

  it('ten thousand flushes leave few segments and write each word a few times only', () => {
    let segments: SegmentSize[] = [];
    let written = 0;
    let most = 0;
    for (let flush = 0; flush < 10_000; flush++) {
      segments.push({ documents: 100, tokens: 30_000, dead: 0 });
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
      most = Math.max(most, segments.length);
    }
    expect(total(segments)).toBe(300_000_000);
    expect(most).toBeLessThanOrEqual(64);
    expect(written / total(segments)).toBeLessThan(8);
  });

  it('three thousand new records do not make it write three hundred thousand anew', () => {
    const large = { documents: 300_000, tokens: 150_000_000, dead: 0 };
    const small = Array.from({ length: 15 }, () => ({ documents: 200, tokens: 100_000, dead: 0 }));
    const choice = chooseMerge([large, ...small]);
    expect(choice?.start).toBeGreaterThan(0);
  });
});
