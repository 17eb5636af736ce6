import fc from 'fast-check';
import { literalHead, matchesPattern } from '../../../query/match-pattern.js';
import { encodeKey } from '../index/term-key.js';
import { BytePattern } from './byte-pattern.js';

const characters = fc.constantFrom('a', 'b', 'é', '电', '𠮷');
const texts = fc.array(characters, { maxLength: 7 }).map((list) => list.join(''));
const patterns = fc
  .array(fc.oneof(characters, fc.constantFrom('*', '?', '\\\\', '\\*', '\\?')), { maxLength: 7 })
  .map((list) => list.join(''));

describe('a pattern over the bytes of keys', () => {
  it('covers what query/match-pattern.ts says, wherever the text stands in the key', () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        const bytes = encodeKey(`\x02${text}`);
        expect(new BytePattern(pattern).matches(bytes, 1, bytes.length)).toBe(matchesPattern(pattern, text));
      }),
      { numRuns: 3000 },
    );
  });

  it('knows what every text that it covers begins and ends with', () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        const { head, tail, isSuffix } = new BytePattern(pattern);
        expect(head).toBe(literalHead(pattern));
        if (isSuffix) expect(matchesPattern(pattern, text)).toBe(text.endsWith(tail));
        if (matchesPattern(pattern, text)) expect([text.startsWith(head), text.endsWith(tail)]).toEqual([true, true]);
      }),
      { numRuns: 3000 },
    );
  });
});
