import { characterClass, characters, joinsIdeograph } from './analyze-characters.js';
import { maximumWordLength, TokenList, WordScanner } from './analyze-word.js';
import { foldWord } from './fold.js';
import type { Token } from './token.js';

/** Strings of the common ideographs, made once: a one-character slice would allocate each time. */
const ideographTerms: string[] = [];

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
  const list = new TokenList();
  const length = text.length;
  let scanner: WordScanner | undefined;
  let index = 0;
  while (index < length) {
    const code = text.charCodeAt(index);
    let kind = characterClass(code);
    if (kind & characters.word) {
      const start = index;
      let seen = 0;
      do {
        seen |= kind;
        kind = ++index < length ? characterClass(text.charCodeAt(index)) : characters.separator;
      } while (kind & characters.word);
      if (kind & characters.special || index - start > maximumWordLength) {
        scanner ??= new WordScanner(text, list);
        index = scanner.scan(start);
        continue;
      }
      const raw = text.slice(start, index);
      const term = seen === characters.plain ? raw : seen & characters.letter ? foldWord(raw) : raw.toLowerCase();
      if (term) list.add(term, start, index, false);
    } else if (kind & characters.separator) index++;
    else if (kind & characters.gap) {
      list.gap();
      index++;
    } else if (kind & characters.ideograph && !(index + 1 < length && joinsIdeograph(text.charCodeAt(index + 1)))) {
      list.add((ideographTerms[code] ??= text.charAt(index)), index, index + 1, true);
      index++;
    } else {
      scanner ??= new WordScanner(text, list);
      index = scanner.scan(index);
    }
  }
  return list.tokens;
}
