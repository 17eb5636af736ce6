import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';

const englishWord = /^[a-z]{3,64}$/;

/**
 * Stem of a folded word by Porter's algorithm (Porter 1980). Words with digits or letters outside a-z, and words of one or two
 * letters, are their own stem.
 */
export function porterStem(word: string): string {
  return englishWord.test(word) ? stemmer.stem(word) : word;
}
