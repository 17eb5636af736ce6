import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DictionaryReader } from './dictionary-reader.js';
import { DictionaryWriter } from './dictionary-writer.js';
import { SegmentFileWriter } from './segment-file.js';
import { SegmentFile } from './segment-file-reader.js';
import { compareUtf8, encodeKey, reverseWord, sortableKey } from './term-key.js';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'ipradar-dictionary-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wordArbitrary = fc
  .array(fc.constantFrom('a', 'b', 'ab', 'é', '电', '池', '\ufa0e', '𠮷', '\u{1F600}', '\x01', '~'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((pieces) => `\x02${pieces.join('')}`);
const keysArbitrary = fc
  .uniqueArray(wordArbitrary, { maxLength: 150, size: 'max' })
  .map((keys) => keys.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));

let files = 0;
function withDictionary(keys: readonly string[], act: (dictionary: DictionaryReader) => void): void {
  const path = join(folder, String(files++));
  const writer = new DictionaryWriter(new SegmentFileWriter(path));
  keys.forEach((key, place) => {
    const bytes = encodeKey(key);
    if (place % 3 === 0)
      writer.addSingle(bytes, bytes.length, place * 10, place * 100, place, 1, place + 1, 100, undefined);
    else writer.addMany(bytes, bytes.length, place * 10, place * 100, place + 2, 10, 100, undefined);
  });
  const reversed = keys.map((key, number) => ({ bytes: encodeKey(`\x09${reverseWord(key.slice(1))}`), number }));
  for (const { bytes, number } of reversed.sort((a, b) => Buffer.compare(a.bytes, b.bytes)))
    writer.addReversed(bytes, bytes.length, number, keys.length * 10, keys.length * 100);
  const stamp = writer.finish();
  const file = new SegmentFile(path, stamp);
  try {
    act(new DictionaryReader(file));
  } finally {
    file.close();
  }
}

describe('the dictionary', () => {
  it('finds every key that it holds and no other', () => {
    fc.assert(
      fc.property(keysArbitrary, fc.array(wordArbitrary), (keys, others) => {
        withDictionary(keys, (dictionary) => {
          expect(dictionary.termCount).toBe(keys.length * 2);
          for (const key of [...keys, ...others]) {
            const entry = dictionary.find(key);
            const place = keys.indexOf(key);
            expect(entry?.ordinal).toBe(place < 0 ? undefined : place);
            if (!entry) continue;
            expect(entry.documentFrequency).toBe(place % 3 === 0 ? 1 : place + 2);
            expect(entry.single).toEqual(
              place % 3 === 0
                ? { doc: place, mask: 1, frequency: place + 1, position: place === 0 ? 100 : 0 }
                : undefined,
            );
            expect(entry.positionsLength).toBe(place === 0 ? 0 : 100);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('walks all keys with a prefix, in UTF-8 byte order, and ranks any key among them', () => {
    fc.assert(
      fc.property(keysArbitrary, wordArbitrary, (keys, sought) => {
        withDictionary(keys, (dictionary) => {
          for (const prefix of ['\x02', '\x03', sought, sought.slice(0, 2)]) {
            const found: string[] = [];
            const range = dictionary.walkPrefix(prefix);
            while (range.next()) found.push(range.walk.text());
            const wanted = Buffer.from(prefix);
            expect(found).toEqual(keys.filter((key) => Buffer.from(key).subarray(0, wanted.length).equals(wanted)));
          }
          const below = keys.filter((key) => Buffer.compare(Buffer.from(key), Buffer.from(sought)) < 0);
          expect(dictionary.rankOf(sought)).toBe(below.length);
          for (let place = 0; place < keys.length; place += 7)
            expect(dictionary.walkFrom(place).text()).toBe(keys[place]);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('walks all words with a suffix, and reads the entries of any of them', () => {
    fc.assert(
      fc.property(keysArbitrary, wordArbitrary, (keys, sought) => {
        withDictionary(keys, (dictionary) => {
          for (const suffix of ['', 'a', '池', sought.slice(1), [...sought].slice(-2).join('')]) {
            const found: { word: string; ordinal: number }[] = [];
            const walk = dictionary.walkSuffix(suffix);
            while (walk.next()) found.push({ word: walk.word(), ordinal: walk.ordinal });
            found.sort((a, b) => a.ordinal - b.ordinal);
            const expected = keys.flatMap((key, ordinal) =>
              key.slice(1).endsWith(suffix) ? [{ word: key.slice(1), ordinal }] : [],
            );
            expect(found).toEqual(expected);
            expect(dictionary.entries(found.map(({ ordinal }) => ordinal))).toEqual(
              expected.map(({ word }) => dictionary.find(`\x02${word}`)),
            );
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('orders strings as their UTF-8 bytes order, surrogates included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const bytes = Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
        expect(Math.sign(compareUtf8(a, b))).toBe(bytes);
        expect(sortableKey(a) < sortableKey(b)).toBe(bytes < 0);
      }),
    );
  });
});
