import { hashSeed, hashUnit } from '../../../mappings/analyze.js';
import { PairTable } from './pair-table.js';
import { WordTable } from './word-table.js';

const hashOf = (word: string): number => {
  let hash = hashSeed;
  for (let index = 0; index < word.length; index++) hash = hashUnit(hash, word.charCodeAt(index));
  return hash;
};

/** A word of letters that looks random; another for each index. */
const wordOf = (index: number): string =>
  `${Math.imul(index + 1, 0x9e3779b1) >>> 0}${Math.imul(index + 7, 0x85ebca6b) >>> 0}`.replace(/\d/g, (digit) =>
    String.fromCharCode(97 + Number(digit) * 2 + (index % 2)),
  );

describe('tables of the buffer', () => {
  it('every word has a number of its own, also words of one hash; capitals of ASCII are the same word', () => {
    let next = 0;
    const table = new WordTable(() => next++);
    const seen = new Map<number, string>();
    let collisions = 0;
    const wrong: string[] = [];
    for (let index = 0; index < 250_000; index++) {
      const word = wordOf(index);
      const hash = hashOf(word);
      if (seen.has(hash)) collisions++;
      seen.set(hash, word);
      if (table.find(word, 0, word.length, hash) !== index) wrong.push(word);
    }
    expect(wrong).toEqual([]);
    // Words of one hash were among them, so that the comparison of the words themselves was needed.
    expect(collisions).toBeGreaterThan(0);
    for (let index = 0; index < 250_000; index += 101) {
      const word = wordOf(index);
      expect(table.find(`<${word.toUpperCase()}>`, 1, word.length + 1, hashOf(word))).toBe(index);
    }
    expect(table.count).toBe(250_000);
  });

  it('pairs of ideographs have a number each and come in the order of their UTF-8 bytes', () => {
    let next = 0;
    const table = new PairTable(() => next++);
    const points = [0x3400, 0x4e00, 0x6c60, 0x9fa5, 0xfa0e, 0x20bb7, 0x2a6d6];
    const pairs = points.flatMap((first) => [0, ...points].map((second) => [first, second] as const));
    const numbers = pairs.map(([first, second]) => table.find(first, second));
    expect(pairs.map(([first, second]) => table.find(first, second))).toEqual(numbers);
    expect(new Set(numbers).size).toBe(pairs.length);
    const keys: string[] = [];
    const ordered: number[] = [];
    table.eachInOrder((first, second, number) => {
      keys.push(`${String.fromCodePoint(first)}\x01${second === 0 ? '' : String.fromCodePoint(second)}`);
      ordered.push(number);
    });
    expect(keys).toEqual([...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    expect([...ordered].sort((a, b) => a - b)).toEqual(numbers);
  });
});
