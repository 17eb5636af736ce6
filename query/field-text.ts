import { analyzeText, findBoundaries, type Token } from '../mappings/analyze.js';

/** One word of a field. */
export interface FieldWord extends Token {
  /** Index of its value in the field; `start` and `end` are offsets in that value. */
  value: number;
  /** Numbers of its sentence and its paragraph in the field, from 0. */
  sentence: number;
  paragraph: number;
}

/**
 * The words of a field, its values one after the other: positions, sentences and paragraphs are numbered through, and at least one position is left
 * empty between values, so that no phrase crosses.
 */
export function readFieldText(values: readonly string[]): FieldWord[] {
  const words: FieldWord[] = [];
  for (const [value, text] of values.entries()) {
    const last = words[words.length - 1];
    const start = last ? last.position + 2 : 0;
    let sentence = last ? last.sentence + 1 : 0;
    let paragraph = last ? last.paragraph + 1 : 0;
    const boundaries = findBoundaries(text);
    let next = 0;
    for (const token of analyzeText(text)) {
      for (let at = boundaries[next]; at && at.position <= token.position; at = boundaries[++next]) {
        sentence++;
        if (at.kind === 'paragraph') paragraph++;
      }
      words.push({ ...token, position: start + token.position, value, sentence, paragraph });
    }
  }
  return words;
}
