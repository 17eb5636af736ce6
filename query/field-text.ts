import { analyzeInto, findBoundaries, TokenBuffer } from '../mappings/analyze.js';

/** One word of a field. */
export interface FieldWord {
  /** Folded, as mappings/analyze.ts has it. */
  term: string;
  /** Place in the field: neighbours differ by one; a table cell, a block and a value leave one position or more empty. */
  position: number;
  /** Index of its value in the field, and UTF-16 offsets in that value. */
  value: number;
  start: number;
  end: number;
  /** Numbers of its sentence and its paragraph in the field, from 0. */
  sentence: number;
  paragraph: number;
}

/** For one text after the other: making one costs more than the tokens of a short text. */
const tokens = new TokenBuffer();

/**
 * The words of a field, its values one after the other: positions, sentences and paragraphs are numbered through, and at least one position is left
 * empty between values, so that no phrase crosses.
 */
export function readFieldText(values: readonly string[]): FieldWord[] {
  const words: FieldWord[] = [];
  for (const [value, text] of values.entries()) {
    const last = words[words.length - 1];
    const before = last ? last.position + 2 : 0;
    let sentence = last ? last.sentence + 1 : 0;
    let paragraph = last ? last.paragraph + 1 : 0;
    analyzeInto(tokens, text);
    const boundaries = findBoundaries(text, tokens);
    let next = 0;
    for (let index = 0; index < tokens.count; index++) {
      const position = tokens.positions[index] ?? 0;
      for (let at = boundaries[next]; at && at.position <= position; at = boundaries[++next]) {
        sentence++;
        if (at.kind === 'paragraph') paragraph++;
      }
      const [start, end] = [tokens.starts[index] ?? 0, tokens.ends[index] ?? 0];
      words.push({ term: tokens.term(index), position: before + position, value, start, end, sentence, paragraph });
    }
  }
  return words;
}
