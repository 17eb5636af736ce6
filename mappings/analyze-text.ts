import { characterClass, characters, joinsIdeograph } from './analyze-characters.js';
import { maximumWordLength, WordScanner } from './analyze-word.js';
import { foldWord } from './fold.js';
import { hashSeed, hashUnit, TokenBuffer, tokenKinds } from './token-buffer.js';
import type { Token } from './token.js';

/**
 * Words and ideographs of a text with their positions and offsets: the one analysis behind every index, every query and every highlight.
 *
 * - a word is a run of letters and digits, folded (fold.ts), not stemmed; hyphen, slash and all other punctuation separate words
 * - inline markup (`_{2}`, `^{2}`) does not: `H_{2}O` is `h2o`
 * - every Han, kana (ー, 々, 〆 and 〇 included) or Hangul character takes a position of its own
 * - a block end (`\n`) or cell end (`\t`) leaves one position empty, so that no phrase crosses it
 *
 * Offsets are UTF-16, inside the text and ascending. Never throws.
 */
export function analyzeText(text: string): Token[] {
  return analyzeInto(shared, text).tokens();
}

const shared = new TokenBuffer();

/** The same into a buffer that is used again; returns the buffer. */
export function analyzeInto(buffer: TokenBuffer, text: string): TokenBuffer {
  buffer.reset(text);
  const length = text.length;
  let scanner: WordScanner | undefined;
  let index = 0;
  while (index < length) {
    const code = text.charCodeAt(index);
    let kind = characterClass(code);
    if (kind & characters.word) {
      const start = index;
      let unit = code;
      let seen = 0;
      let hash = hashSeed;
      do {
        seen |= kind;
        hash = hashUnit(hash, kind === characters.upper ? unit | 0x20 : unit);
        if (++index === length) {
          kind = characters.separator;
          break;
        }
        unit = text.charCodeAt(index);
        kind = characterClass(unit);
      } while (kind & characters.word);
      if (kind & characters.special || index - start > maximumWordLength) {
        scanner ??= new WordScanner(text, buffer);
        index = scanner.scan(start);
      } else if (seen & characters.letter) {
        const term = foldOften(text.slice(start, index));
        if (term) buffer.addFolded(term, start, index);
      } else buffer.push(seen === characters.plain ? tokenKinds.plain : tokenKinds.ascii, hash, start, index);
    } else if (kind & characters.separator) index++;
    else if (kind & characters.gap) {
      buffer.gap();
      index++;
    } else if (kind & characters.ideograph && !(index + 1 < length && joinsIdeograph(text.charCodeAt(index + 1)))) {
      buffer.push(tokenKinds.ideograph, code, index, index + 1);
      index++;
    } else {
      scanner ??= new WordScanner(text, buffer);
      index = scanner.scan(index);
    }
  }
  return buffer;
}

/** Folding normalises four times; the words of a language come back again and again. */
const foldedWords = new Map<string, string>();
const mostFoldedWords = 50_000;
/** A longer slice would keep the whole text alive that it was cut from (V8 copies shorter ones). */
const longestKept = 12;

function foldOften(word: string): string {
  if (word.length > longestKept) return foldWord(word);
  let folded = foldedWords.get(word);
  if (folded === undefined) {
    folded = foldWord(word);
    if (foldedWords.size >= mostFoldedWords) foldedWords.clear();
    foldedWords.set(word, folded);
  }
  return folded;
}
