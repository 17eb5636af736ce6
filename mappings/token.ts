/**
 * One position of analysed text. A word (letters and digits) or one ideograph (Han, kana, Hangul syllable) takes one position.
 * `start` and `end` are UTF-16 offsets in the original string.
 */
export interface Token {
  /** Folded form: NFKC, lower case, no Latin/Greek/Cyrillic diacritics. */
  term: string;
  /** 0-based position in its value; a block boundary (`\n`) or table cell (`\t`) leaves one position empty, so no phrase crosses it. */
  position: number;
  start: number;
  end: number;
  isIdeograph: boolean;
}

/** Boundary after a position: where sentences and paragraphs end. `position` is the first position after the boundary. */
export interface Boundary {
  position: number;
  kind: 'sentence' | 'paragraph';
}
