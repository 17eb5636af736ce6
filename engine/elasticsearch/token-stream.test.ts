import fc from 'fast-check';
import { readFieldText } from '../../query/field-text.js';
import { textArbitrary } from '../contract/records.js';
import { askForPhrase, encodeTerm, streamField } from './token-stream.js';

const stream = (...values: string[]): string => streamField(values).stream;

describe('the stream of words', () => {
  it.each([
    ['a word in every second slot', ['red two 电池'], 'red _ two _ 电 _ 池'],
    ['a stem beside the word that it is not', ['solid batteries'], 'solid _ batteries~batteri'],
    ['the end of a sentence behind its last word', ['Red. Two. Six'], 'red .s0 two .s1 six'],
    ['the end of a paragraph in the position that it leaves empty', ['red\ntwo'], 'red .s0 .p0 _ two'],
    ['a cell leaves a position empty and ends nothing', ['red\ttwo'], 'red _ _ _ two'],
    [
      'a value ends a paragraph, and numbers go on',
      ['red', 'two. Six', 'four'],
      'red .s0 .p0 _ two .s1 six .s2 .p1 _ four',
    ],
    ['nothing', ['', '!'], ''],
  ])('%s', (_rule, values, expected) => {
    expect(stream(...values)).toBe(expected);
  });

  it('numbers of sentences begin again after 32', () => {
    const ends = stream('Red'.concat('. Two'.repeat(40))).match(/\.s\d+/g);
    expect(ends?.slice(30, 34)).toEqual(['.s30', '.s31', '.s0', '.s1']);
  });

  it('whatever the text, each word stands at twice its position', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(textArbitrary, fc.string({ unit: 'binary' })), { maxLength: 4 }), (values) => {
        const texts = values.map((value) => value.toWellFormed());
        const words = readFieldText(texts);
        const found = streamField(texts);
        expect(found.words).toBe(words.length);
        const tokens = found.stream.split(' ');
        for (const { term, position } of words) expect(tokens[2 * position]?.replace(/~.*/, '')).toBe(encodeTerm(term));
        const others = tokens.filter((token) => token !== '' && !/^[._]/.test(token));
        expect(others).toHaveLength(words.length);
      }),
    );
  });

  it('a term never holds what parts the stream', () => {
    expect(encodeTerm('a b_c~d.e')).not.toMatch(/[\s_~.]/);
    expect(new Set([' ', '_', '~', '.'].map(encodeTerm)).size).toBe(4);
    expect(askForPhrase(['a', undefined, 'b'])).toBe('a _ _ _ b');
  });
});
